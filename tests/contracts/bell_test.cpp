// The bell between control room and terminals, on a real mosquitto with mutual TLS.
#include "drivers/mqtt/mqtt_bell_tower.h"
#include "drivers/mqtt/terminal_bell.h"
#include "drivers/random/kernel_random.h"
#include "tests/contracts/scratch_broker.h"

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;

bool comes_true(const std::function<bool()>& what, std::chrono::milliseconds within = 10s) {
    const auto until = std::chrono::steady_clock::now() + within;
    while (!what() && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(10ms);
    return what();
}

class Bell : public testing::Test {
  protected:
    [[nodiscard]] drivers::BellOptions options_of(const std::string& name, const Party& party) {
        return {.brokers = {{"127.0.0.1", broker.port()}},
                .name = name,
                .certificate_file = party.certificate_file,
                .key_file = party.key_file,
                .authority_file = broker.authority().file()};
    }
    std::unique_ptr<drivers::TerminalBell> terminal(const std::string& name, const Party& party,
                                                    std::atomic<int>& rings) {
        return std::make_unique<drivers::TerminalBell>(options_of(name, party), random,
                                                       [&rings] { ++rings; });
    }
    void raise_tower() {
        tower.emplace(options_of("control_room", room), random,
                      [this](const std::string& name, bool here) {
                          const std::lock_guard lock(mutex);
                          present[name] = here;
                      });
    }
    [[nodiscard]] std::optional<bool> presence_of(const std::string& name) {
        const std::lock_guard lock(mutex);
        const auto found = present.find(name);
        return found == present.end() ? std::nullopt : std::optional(found->second);
    }

    ScratchBroker broker;
    drivers::KernelRandom random;
    Party room = broker.authority().issue("control_room");
    Party first = broker.authority().issue("leipzig-1");
    Party second = broker.authority().issue("leipzig-2");
    std::mutex mutex;
    std::map<std::string, bool> present;
    std::atomic<int> rings_at_first{0}, rings_at_second{0};
    std::optional<drivers::MqttBellTower> tower;
};

TEST_F(Bell, RingsAtTheTerminalThatIsMeantAndAtAll) {
    const auto one = terminal("leipzig-1", first, rings_at_first);
    const auto two = terminal("leipzig-2", second, rings_at_second);
    raise_tower();
    ASSERT_TRUE(comes_true([&] { return presence_of("leipzig-1") && presence_of("leipzig-2"); }));
    EXPECT_EQ(rings_at_first, 1) << "the line was there anew";
    tower->ring("leipzig-1");
    EXPECT_TRUE(comes_true([&] { return rings_at_first == 2; }));
    EXPECT_EQ(rings_at_second, 1);
    tower->ring_all();
    EXPECT_TRUE(comes_true([&] { return rings_at_first == 3 && rings_at_second == 2; }));
}

TEST_F(Bell, TheRoomLearnsWhoIsThereAndWhoIsGone) {
    auto one = terminal("leipzig-1", first, rings_at_first);
    raise_tower();
    ASSERT_TRUE(comes_true([&] { return presence_of("leipzig-1") == true; }));
    const auto left = std::chrono::steady_clock::now();
    one.reset();
    ASSERT_TRUE(comes_true([&] { return presence_of("leipzig-1") == false; }, 20s));
    EXPECT_LT(std::chrono::steady_clock::now() - left, 20s);
    // Whoever comes later hears it as well.
    tower.reset();
    {
        const std::lock_guard lock(mutex);
        present.clear();
    }
    raise_tower();
    EXPECT_TRUE(comes_true([&] { return presence_of("leipzig-1") == false; }));
}

TEST_F(Bell, ComesBackAfterTheBrokerWasKilled) {
    const auto one = terminal("leipzig-1", first, rings_at_first);
    raise_tower();
    ASSERT_TRUE(comes_true([&] { return presence_of("leipzig-1") == true; }));
    broker.kill();
    tower->ring("leipzig-1");  // nobody hears it, and nobody has to
    broker.start();
    EXPECT_TRUE(comes_true([&] { return rings_at_first >= 2; }, 30s)) << "asks by itself";
    const int before = rings_at_first;
    EXPECT_TRUE(comes_true(
        [&] {
            tower->ring("leipzig-1");
            std::this_thread::sleep_for(200ms);
            return rings_at_first > before;
        },
        30s));
}

TEST_F(Bell, IsOnlyForWhomTheAuthorityKnowsAndDoesNotTakeBack) {
    const ScratchFolder elsewhere;
    const Authority stranger(elsewhere.path(), "stranger");
    const Party forged = stranger.issue("leipzig-1");
    const auto outsider = terminal("leipzig-1", forged, rings_at_second);
    broker.revoke(second);
    const auto revoked = terminal("leipzig-2", second, rings_at_second);
    const auto good = terminal("leipzig-1", first, rings_at_first);
    EXPECT_TRUE(comes_true([&] { return rings_at_first == 1; }));
    std::this_thread::sleep_for(2s);
    EXPECT_EQ(rings_at_second, 0);
}

TEST_F(Bell, NobodyHearsOrSpeaksForAnother) {
    // A terminal that says it were another one: its certificate tells who it is.
    const auto spy = terminal("leipzig-1", second, rings_at_second);
    raise_tower();
    ASSERT_TRUE(comes_true([&] { return rings_at_second == 1; })) << "it may connect";
    tower->ring("leipzig-1");
    std::this_thread::sleep_for(1s);
    EXPECT_EQ(rings_at_second, 1) << "but hears nothing of it";
    EXPECT_EQ(presence_of("leipzig-1"), std::nullopt) << "nor speaks for it";
}

}  // namespace
}  // namespace tests
