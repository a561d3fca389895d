#include "kiosk/programs/agent_wake.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdint>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace kiosk::programs {
namespace {

std::atomic<bool> ending{false};
const int alarm_bell = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);

extern "C" void end(int /*signal*/) {
    ending = true;
    const std::uint64_t one = 1;
    static_cast<void>(write(alarm_bell, &one, sizeof one));
}

}  // namespace

const std::atomic<bool>& told_to_end() {
    return ending;
}

JournalWatch::JournalWatch(const std::string& state_directory) {
    std::signal(SIGTERM, end);
    std::signal(SIGINT, end);
    files_ = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    inotify_add_watch(files_, state_directory.c_str(), IN_MODIFY | IN_CREATE);
}

JournalWatch::~JournalWatch() {
    close(files_);
}

void JournalWatch::sleep(std::chrono::milliseconds longest) {
    std::array<pollfd, 2> waits{{{files_, POLLIN, 0}, {alarm_bell, POLLIN, 0}}};
    const auto limit = std::clamp<std::int64_t>(longest.count(), 0, 3'600'000);
    poll(waits.data(), waits.size(), static_cast<int>(limit));
    forget();
}

void JournalWatch::forget() {
    std::array<char, 4096> events{};
    while (read(files_, events.data(), events.size()) > 0) {
    }
}

}  // namespace kiosk::programs
