// Mishaps of the line and of the portal: each ends in the right state with the right code, and the
// order still arrives, once.
#include "tests/delivery/town.h"

#include <gtest/gtest.h>

namespace town {
namespace {

struct Mishap {
    const char* fault;
    const char* on;
    const char* state;  // after the first round
    const char* code;
    int amount = 0;
};

class Mishaps : public testing::TestWithParam<Mishap> {};
INSTANTIATE_TEST_SUITE_P(
    OfTheLine, Mishaps,
    testing::Values(Mishap{"drop_request", "announce", "sealed", "no_answer"},
                    Mishap{"drop_request", "attachment", "uploading", "no_answer"},
                    Mishap{"drop_request", "submit", "in_doubt", "no_answer"},
                    Mishap{"drop_request", "events", "in_doubt", "no_answer"},
                    Mishap{"drop_response", "announce", "sealed", "no_answer"},
                    Mishap{"drop_response", "attachment", "uploading", "no_answer"},
                    Mishap{"drop_response", "submit", "accepted", ""},
                    Mishap{"error_before", "announce", "sealed", "portal_500"},
                    Mishap{"error_before", "attachment", "uploading", "portal_500"},
                    Mishap{"error_before", "submit", "in_doubt", "portal_500"},
                    Mishap{"error_before", "events", "in_doubt", "portal_500"},
                    Mishap{"error_after", "announce", "sealed", "portal_500"},
                    Mishap{"error_after", "attachment", "uploading", "portal_500"},
                    Mishap{"error_after", "submit", "accepted", ""},
                    Mishap{"truncated_body", "announce", "sealed", "no_answer"},
                    Mishap{"truncated_body", "events", "in_doubt", "no_answer"},
                    Mishap{"html", "announce", "sealed", "not_the_portal"},
                    Mishap{"html", "attachment", "uploading", "not_the_portal"},
                    Mishap{"html", "submit", "in_doubt", "submit_not_in_log"},
                    Mishap{"html", "events", "in_doubt", "not_the_portal"},
                    Mishap{"redirect", "announce", "sealed", "not_the_portal"},
                    Mishap{"redirect", "submit", "in_doubt", "not_the_portal"},
                    Mishap{"wrong_content_type", "announce", "accepted", ""},
                    Mishap{"wrong_content_type", "events", "accepted", ""},
                    Mishap{"large_body", "announce", "sealed", "answer_unusable"},
                    Mishap{"large_body", "submit", "accepted", ""},
                    Mishap{"large_body", "events", "in_doubt", "answer_unusable"},
                    Mishap{"problem_with_extra_members", "announce", "sealed", "portal_503"},
                    Mishap{"unauthorized", "announce", "accepted", ""},
                    Mishap{"unauthorized", "attachment", "accepted", ""},
                    Mishap{"unauthorized", "submit", "accepted", ""},
                    Mishap{"unauthorized", "events", "accepted", ""},
                    Mishap{"throttle", "announce", "sealed", "throttled", 90},
                    Mishap{"throttle", "submit", "in_doubt", "throttled", 90},
                    Mishap{"lying_submit", "any", "in_doubt", "submit_not_in_log"},
                    Mishap{"shuffled_log", "any", "accepted", ""},
                    Mishap{"clock_jump", "submit", "accepted", "", 7200}),
    [](const auto& param) { return std::string(param.param.fault) + "_on_" + param.param.on; });

TEST_P(Mishaps, EndInTheRightStateAndTheOrderArrivesOnce) {
    const Mishap& mishap = GetParam();
    Town town;
    const std::string id = town.order(1);
    town.fault(mishap.fault, mishap.on, 1, mishap.amount);
    town.deliver();
    EXPECT_EQ(town.state(id), mishap.state);
    EXPECT_EQ(town.problem(id), mishap.code);
    town.wait(3min);
    town.deliver();
    town.wait(20min);
    town.deliver();
    EXPECT_EQ(town.state(id), "accepted");
    EXPECT_EQ(town.problem(id), "");
    EXPECT_EQ(town.cases(), 1U);
    EXPECT_EQ(town.duplicates(), 0);
}

TEST(Line, ATokenThatExpiresInTheMiddleOfAnUploadIsRenewed) {
    Town town({.calls_a_token = 3});
    const std::string id = town.order(3);
    town.deliver();
    EXPECT_EQ(town.state(id), "accepted");
    EXPECT_GE(town.asked("POST https://portal.test/token"), 3U);
    EXPECT_EQ(town.cases(), 1U);
}

TEST(Line, ATokenIsUsedUntilItsEndAndByTheSteadyClock) {
    Town town;
    town.deliver();
    town.order();
    town.deliver();
    EXPECT_EQ(town.asked("POST https://portal.test/token"), 1U);
    town.clock.jump_to(town.clock.now() - 30 * 24h);  // the wall clock says nothing about tokens
    town.order();
    town.deliver();
    EXPECT_EQ(town.asked("POST https://portal.test/token"), 1U);
    town.clock.let_pass(6min);
    town.order();
    town.deliver();
    EXPECT_EQ(town.asked("POST https://portal.test/token"), 2U);
}

TEST(Line, AThrottledPortalIsLeftAloneForAsLongAsItAskedAlsoAfterARestart) {
    Town town;
    const std::string id = town.order();
    town.fault("throttle", "announce", 1, 600);
    town.deliver();
    const std::size_t before = town.http->asked().size();
    town.wait(9min);
    EXPECT_EQ(town.deliver().portal_problem, "throttled");
    town.restart_agent();
    EXPECT_EQ(town.deliver().portal_problem, "throttled");
    EXPECT_EQ(town.http->asked().size(), before);
    town.wait(2min);
    town.deliver();
    EXPECT_EQ(town.state(id), "accepted");
}

TEST(Line, WithoutANetworkOneOrderIsTriedAndAllAreKept) {
    Town town;
    std::vector<std::string> ids;
    for (int n = 0; n < 5; ++n) ids.push_back(town.order());
    town.http->unplug();
    const auto round = town.deliver();
    EXPECT_EQ(round.portal_problem, "portal_unreachable");
    EXPECT_EQ(round.carried, 1);
    for (const std::string& id : ids) EXPECT_EQ(town.state(id), "sealed");
    town.http->plug_in();
    town.wait(1min);
    town.deliver();
    for (const std::string& id : ids) EXPECT_EQ(town.state(id), "accepted");
}

TEST(Line, AWrongClientSecretStopsTheRoundAndPoisonsNoOrder) {
    Town town;
    const std::string id = town.order();
    town.fault("error_before", "token", -1);
    town.restart_agent();
    const auto round = town.deliver();
    EXPECT_EQ(round.portal_problem, "portal_500");
    EXPECT_EQ(town.state(id), "sealed");
}

TEST(Line, ALoginPageInsteadOfATokenIsNotThePortal) {
    Town town;
    town.fault("html", "token", -1);
    const auto round = town.deliver();
    EXPECT_EQ(round.key_problem, "not_the_portal");
}

TEST(Line, IsSaidToHaveReachedThePortalOnlyWhenItAnswered) {
    Town town;
    town.deliver();
    const auto reached = [&] {
        const auto note = town.journal.note("portal").value().value();
        return nlohmann::json::parse(note)["reached"].get<std::string>();
    };
    const std::string first = reached();
    town.http->unplug();
    town.wait(20min);
    town.deliver();
    EXPECT_EQ(reached(), first);
    town.http->plug_in();
    town.wait(20min);
    town.deliver();
    EXPECT_NE(reached(), first);
}

}  // namespace
}  // namespace town
