// After a PIN has been used, no memory of session or card process holds it, nor the CAN.
#include "tests/card_process/desk/hidden_digits.h"
#include "tests/card_process/desk/stage.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace tests {
namespace {

using kiosk::SecretText;
using namespace std::chrono_literals;

enum class Where { everywhere, card_process };

// Finds in this process and its kiosk-card, as tests/house/traces.py prints them.
std::string traces(const std::string& words, Where where = Where::everywhere) {
    const std::string parent = std::to_string(getpid());
    const std::string self = where == Where::everywhere ? parent : "";
    const std::string command = "pids=$(for p in " + self + " $(pgrep -P " + parent +
                                " kiosk-card); do echo --pid $p; done); " HOUSE
                                "/tests/house/traces.py $pids < " +
                                words + " 2>&1";
    std::FILE* out = popen(command.c_str(), "r");  // NOLINT: words of this file
    std::string said;
    for (int byte = std::fgetc(out); byte != EOF; byte = std::fgetc(out))
        said.push_back(static_cast<char>(byte));
    pclose(out);
    return said;
}

class Traces : public testing::Test {
  protected:
    void SetUp() override {
        if (!RealStage::there()) GTEST_SKIP() << "no pcscd, no virtual reader, or no namespaces";
        words = "/tmp/kiosk-words-" + std::to_string(getpid());
    }
    ~Traces() override { unlink(words.c_str()); }
    static void see_card(kiosk::EidSession& session) {
        std::optional<kiosk::CardLook> seen;
        for (int i = 0; i < 20 && (!seen || seen->presence != kiosk::CardPresence::eid); ++i)
            seen = session.look(seen, 1s);
    }
    // What every kiosk-card holds for good: the name in its terminal's certificate.
    [[nodiscard]] bool search_reaches_the_card_process() const {
        const std::string known = words + "-known";
        std::ofstream(known) << "ZZATKIOS00001";
        const bool found = traces(known, Where::card_process).find("process") != std::string::npos;
        unlink(known.c_str());
        return found;
    }
    std::string words;
};

// The desk itself knows the CAN of its cards.
TEST_F(Traces, OfACanAreNotInTheProcessThatUsedIt) {
    std::ofstream(words) << right_can;
    RealStage stage;
    stage.lay({.tries = 1});
    see_card(stage.session());
    const auto read = stage.session().read({.secrets = {.pin = SecretText(right_pin),
                                                        .can = SecretText(right_can),
                                                        .spend_last_try = true},
                                            .fields = {kiosk::eid::Field::family_name},
                                            .born_before = {}},
                                           [](kiosk::EidStage) {});
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(traces(words, Where::card_process), "");
    EXPECT_TRUE(search_reaches_the_card_process());
    EXPECT_NE(traces(words), "") << "the desk knows it: the search must find it there";
}

TEST_F(Traces, OfAPinAreNowhereAfterTheyWereUsed) {
    const HiddenDigits new_pin;
    new_pin.write_to(words);
    RealStage stage;
    stage.lay();
    auto& session = stage.session();
    see_card(session);
    const auto quiet = [](kiosk::EidStage) {};
    ASSERT_TRUE(
        session.change_pin({.pin = SecretText(right_pin), .can = {}}, new_pin.secret(), quiet));
    const auto read = session.read({.secrets = {.pin = new_pin.secret(), .can = {}},
                                    .fields = {kiosk::eid::Field::family_name},
                                    .born_before = {}},
                                   quiet);
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(traces(words), "");
    EXPECT_TRUE(search_reaches_the_card_process());
    const SecretText held = new_pin.secret();
    EXPECT_NE(traces(words), "") << "the search must find what is there";
}

}  // namespace
}  // namespace tests
