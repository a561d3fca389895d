// A thousand citizens one after another at one card process (fifty without KIOSK_WHOLE): neither it
// nor the session grows.
#include "tests/card_process/desk/stage.h"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace tests {
namespace {

using kiosk::CardPresence;
using kiosk::SecretText;
using namespace std::chrono_literals;

std::string folder_of(pid_t pid) {
    return "/proc/" + std::to_string(pid);
}

std::string status(pid_t pid, const std::string& name) {
    std::ifstream file(folder_of(pid) + "/status");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with(name + ":"))
            return line.substr(line.find_first_not_of(" \t", name.size() + 1));
    return {};
}

pid_t the_card_process() {
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const std::string name = entry.path().filename();
        if (name.find_first_not_of("0123456789") != std::string::npos) continue;
        const pid_t pid = std::stoi(name);
        if (status(pid, "PPid") == std::to_string(getpid()) && status(pid, "Name") == "kiosk-card")
            return pid;
    }
    return -1;
}

struct Size {
    long memory_kb;
    long handles;
    long threads;
};

Size size_of(pid_t pid) {
    const auto open = std::filesystem::directory_iterator(folder_of(pid) + "/fd");
    return {.memory_kb = std::stol(status(pid, "RssAnon")),
            .handles = std::distance(begin(open), end(open)),
            .threads = std::stol(status(pid, "Threads"))};
}

void read_once(kiosk::EidSession& session) {
    ASSERT_EQ(session.look({}, 0ms).presence, CardPresence::eid);
    std::vector<kiosk::eid::Field> fields;
    for (const auto& [field, value] : the_holder().fields) fields.push_back(field);
    const auto reading =
        session.read({.secrets = {.pin = SecretText(right_pin), .can = {}, .spend_last_try = false},
                      .fields = fields,
                      .born_before = {}},
                     [](kiosk::EidStage) {});
    ASSERT_TRUE(reading) << reading.error().detail;
    ASSERT_EQ(reading->fields.size(), fields.size());
}

// A sanitizer's own books grow by some 10 kB a session (measured); without one a megabyte is
// plenty.
long allowed_kb([[maybe_unused]] int sessions) {
#ifdef __SANITIZE_ADDRESS__
    return 64L * sessions;
#else
    return 1024;
#endif
}

// The first fifth fills caches, and what a sanitizer keeps back.
TEST(Endurance, ManySessionsInARowLeaveNothingBehind) {
    if (!RealStage::there()) GTEST_SKIP() << "no pcscd, no virtual reader, or no namespaces";
    const int sessions = getenv("KIOSK_WHOLE") != nullptr ? 1000 : 50;
    RealStage stage;
    stage.lay();
    std::optional<kiosk::CardLook> seen;
    for (int i = 0; i < 20 && (!seen || seen->presence != CardPresence::eid); ++i)
        seen = stage.session().look(seen, 1s);
    const pid_t card = the_card_process();
    ASSERT_GT(card, 0);
    std::array<Size, 2> before{};
    for (int done = 0; done < sessions; ++done) {
        if (done == sessions / 5) before = {size_of(getpid()), size_of(card)};
        ASSERT_NO_FATAL_FAILURE(read_once(stage.session())) << "session " << done;
    }
    ASSERT_EQ(the_card_process(), card) << "a process was replaced: its growth would not be seen";
    const std::array<Size, 2> after{size_of(getpid()), size_of(card)};
    for (std::size_t i = 0; i < before.size(); ++i) {
        EXPECT_EQ(after[i].handles, before[i].handles) << i;
        EXPECT_EQ(after[i].threads, before[i].threads) << i;
        EXPECT_LT(after[i].memory_kb - before[i].memory_kb, allowed_kb(sessions)) << i;
    }
}

}  // namespace
}  // namespace tests
