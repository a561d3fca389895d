#include "kiosk/programs/agent_wake.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdint>
#include <thread>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace kiosk::programs {
namespace {

using namespace std::chrono_literals;

constexpr auto time_to_finish = 700ms;

std::atomic<bool> ending{false};
const int alarm_bell = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);

void wait_for_the_end(sigset_t signals) {
    int signal = 0;
    while (sigwait(&signals, &signal) != 0) continue;
    ending = true;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto rung = write(alarm_bell, &one, sizeof one);
    std::this_thread::sleep_for(time_to_finish);
    _exit(0);
}

}  // namespace

void heed_the_end() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT}) sigaddset(&signals, signal);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::thread(wait_for_the_end, signals).detach();
}

const std::atomic<bool>& told_to_end() {
    return ending;
}

JournalWatch::JournalWatch(std::string state_directory)
    : directory_(std::move(state_directory)), files_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {}

JournalWatch::~JournalWatch() {
    close(files_);
}

// The journal closes a file after each commit (SqliteJournal::commit). Writing itself is no sign:
// it is seen before the order is.
void JournalWatch::sleep(std::chrono::milliseconds longest) {
    inotify_add_watch(files_, directory_.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO);
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
