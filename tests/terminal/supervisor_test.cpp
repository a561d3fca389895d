#include "kiosk/programs/kiosk_supervisor.h"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <thread>

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kiosk::programs {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

// The supervisor as a process of its own, with session processes that only note their stage.
class Watch {
  public:
    explicit Watch(const std::string& behaviour = "serves", RosterLimits limits = {}) {
        char name[] = "/tmp/supervisor_test.XXXXXX";
        directory_ = mkdtemp(name);
        pid_ = fork();
        if (pid_ != 0) return;
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        Supervisor supervisor(FAKE_SESSION, {directory_, behaviour}, limits);
        _exit(supervisor.run() ? 0 : 1);
    }
    ~Watch() {
        if (pid_ > 0) end(SIGKILL);
        fs::remove_all(directory_);
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    int end(int signal) {
        kill(pid_, signal);
        int status = 0;
        waitpid(pid_, &status, 0);
        pid_ = -1;
        return status;
    }

    // The living process at this stage.
    [[nodiscard]] std::optional<pid_t> at(const std::string& stage) const {
        for (const auto& entry : fs::directory_iterator(directory_)) {
            std::ifstream file(entry.path());
            std::string word;
            file >> word;
            const std::string name = entry.path().filename();
            if (word == stage && name.find('.') == std::string::npos &&
                kill(std::stoi(name), 0) == 0)
                return std::stoi(name);
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<pid_t> wait_for(const std::string& stage,
                                                std::optional<pid_t> other_than = {},
                                                std::chrono::milliseconds limit = 5s) const {
        const auto end = std::chrono::steady_clock::now() + limit;
        while (std::chrono::steady_clock::now() < end) {
            if (const auto pid = at(stage); pid && pid != other_than) return pid;
            std::this_thread::sleep_for(5ms);
        }
        return std::nullopt;
    }

  private:
    std::string directory_;
    pid_t pid_ = -1;
};

bool gone(pid_t pid, std::chrono::milliseconds limit = 3s) {
    const auto end = std::chrono::steady_clock::now() + limit;
    while (kill(pid, 0) == 0)
        if (std::chrono::steady_clock::now() > end)
            return false;
        else
            std::this_thread::sleep_for(5ms);
    return true;
}

TEST(Supervisor, KeepsOneSessionServingAndAFreshOneReady) {
    const Watch watch;
    const auto serving = watch.wait_for("shown");
    ASSERT_TRUE(serving);
    const auto spare = watch.wait_for("ready");
    ASSERT_TRUE(spare);
    EXPECT_NE(*serving, *spare);
}

TEST(Supervisor, HandsOverToTheReadyProcessWhenTheCitizenHasGone) {
    const Watch watch;
    const auto serving = watch.wait_for("shown");
    const auto spare = watch.wait_for("ready");
    ASSERT_TRUE(serving && spare);
    kill(*serving, SIGUSR1);
    EXPECT_EQ(watch.wait_for("shown", serving, 1s), spare);
    EXPECT_TRUE(gone(*serving)) << "the process of a session must not outlive it";
    EXPECT_TRUE(watch.wait_for("ready", spare)) << "and a fresh one stands by again";
}

TEST(Supervisor, ShowsTheNextScreenWithinASecondOfAKill) {
    const Watch watch;
    const auto serving = watch.wait_for("shown");
    const auto spare = watch.wait_for("ready");
    ASSERT_TRUE(serving && spare);
    kill(*serving, SIGKILL);
    EXPECT_EQ(watch.wait_for("shown", serving, 1s), spare);
}

TEST(Supervisor, ReplacesASessionThatFellSilent) {
    const Watch watch("hangs", {.silence = 300ms});
    const auto serving = watch.wait_for("shown");
    ASSERT_TRUE(serving);
    EXPECT_TRUE(watch.wait_for("shown", serving, 3s));
    EXPECT_TRUE(gone(*serving));
}

TEST(Supervisor, SaysOutOfServiceWhenSessionsKeepFailing) {
    const Watch watch("dies_showing", {.failures_until_closed = 3, .longest_pause = 50ms});
    EXPECT_TRUE(watch.wait_for("closed"));
}

TEST(Supervisor, EndsCleanlyWithAllItsSessionsWhenTold) {
    Watch watch;
    const auto serving = watch.wait_for("shown");
    const auto spare = watch.wait_for("ready");
    ASSERT_TRUE(serving && spare);
    const int status = watch.end(SIGTERM);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
    EXPECT_TRUE(gone(*serving) && gone(*spare));
}

TEST(Supervisor, TakesItsSessionsAlongWhenItIsKilled) {
    Watch watch;
    const auto serving = watch.wait_for("shown");
    const auto spare = watch.wait_for("ready");
    ASSERT_TRUE(serving && spare);
    watch.end(SIGKILL);
    EXPECT_TRUE(gone(*serving) && gone(*spare))
        << "a session without its supervisor cannot be relieved";
}

}  // namespace
}  // namespace kiosk::programs
