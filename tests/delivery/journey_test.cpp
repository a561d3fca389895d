// An order's way to the office when nothing, or only the office, says no.
#include "tests/delivery/town.h"

#include <gtest/gtest.h>

namespace town {
namespace {

class JourneyInEveryVersion : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Api, JourneyInEveryVersion, testing::Values(1, 2));

TEST_P(JourneyInEveryVersion, AnOrderReachesTheOfficeWithNoneOneOrThreeAttachments) {
    for (const int attachments : {0, 1, 3}) {
        Town town({.version = GetParam()});
        const std::string id = town.order(attachments);
        town.deliver();
        EXPECT_EQ(town.state(id), "accepted") << attachments << " attachments";
        EXPECT_EQ(town.problem(id), "");
        EXPECT_EQ(town.cases(), 1U);
        EXPECT_FALSE(town.header(id).case_id.empty());
    }
}

TEST_P(JourneyInEveryVersion, TheStepsComeInTheOrderOfTheProtocol) {
    Town town({.version = GetParam()});
    town.order(1);
    town.deliver();
    const std::string v = GetParam() == 1 ? "/v1" : "/v2";
    std::vector<std::string> steps;
    for (const std::string& request : town.http->asked())
        if (request.starts_with("P") && request.find("token") == std::string::npos)
            steps.push_back(request.substr(0, request.find("submissions")) +
                            (request.ends_with("submissions")                   ? "announce"
                             : request.find("attachments") != std::string::npos ? "attach"
                                                                                : "submit"));
    const std::string api = "https://portal.test/submission-api" + v + "/";
    EXPECT_EQ(steps, (std::vector<std::string>{"POST " + api + "announce", "PUT " + api + "attach",
                                               "PUT " + api + "submit"}));
}

TEST(Journey, TheRecoveryCopyNeverLeavesTheTerminal) {
    Town town;
    town.order(1);
    bool sent = false;
    town.http = std::make_unique<drivers::SimulatedHttp>([&](const kiosk::HttpRequest& request) {
        sent = sent || request.body.find("not.for.the.office") != std::string::npos;
        return town.portal->exchange(request);
    });
    town.restart_agent();
    town.deliver();
    EXPECT_EQ(town.cases(), 1U);
    EXPECT_FALSE(sent);
}

TEST(Journey, ContentIsErasedOnlyAfterTheSignedAcceptance) {
    Town town({.auto_accept = false});
    const std::string id = town.order();
    town.deliver();
    EXPECT_EQ(town.state(id), "submitted");
    EXPECT_TRUE(town.has_content(id));
    town.portal->delivery().decide_open("");
    town.wait(2min);
    town.deliver();
    EXPECT_EQ(town.state(id), "accepted");
    EXPECT_FALSE(town.has_content(id));
}

TEST(Journey, TheOfficeIsAskedAtGrowingIntervalsUpToSixHours) {
    Town town({.auto_accept = false});
    const std::string id = town.order();
    town.deliver();
    std::chrono::milliseconds last = town.header(id).next_attempt - town.clock.now();
    EXPECT_GE(last, 48s);
    EXPECT_LE(last, 60s);
    for (int poll = 0; poll < 14; ++poll) {
        town.clock.let_pass(town.header(id).next_attempt - town.clock.now());
        town.deliver();
        const auto next = town.header(id).next_attempt - town.clock.now();
        EXPECT_GT(next, last * 5 / 8);  // doubled, less the chance of a fifth on both sides
        EXPECT_LE(next, 6h);
        last = next;
    }
    EXPECT_GE(last, 6h * 8 / 10);
}

TEST(Journey, ARejectionByTheOfficeIsKeptForStaff) {
    Town town({.auto_accept = false});
    const std::string id = town.order();
    town.deliver();
    town.portal->delivery().decide_open("schema-violation");
    town.wait(2min);
    town.deliver();
    EXPECT_EQ(town.state(id), "rejected");
    EXPECT_EQ(town.problem(id), "rejected_by_office");
    EXPECT_TRUE(town.has_content(id));
}

TEST(Journey, AForwardedOrderIsFollowedToItsAcceptance) {
    Town town({.auto_accept = false});
    const std::string id = town.order();
    town.deliver();
    town.portal->delivery().forward_all();
    town.wait(2min);
    town.deliver();
    EXPECT_EQ(town.state(id), "forwarded");
    town.portal->delivery().decide_open("");
    town.wait(10min);
    town.deliver();
    EXPECT_EQ(town.state(id), "accepted");
}

TEST(Journey, AnOfficeThatACaseWasForwardedToSpeaksForTheFirst) {
    Town town({.auto_accept = false});
    const std::string id = town.order();
    town.deliver();
    town.portal->delivery().forward_all(true);
    town.portal->delivery().decide_open("");
    town.fault("shuffled_log", "any", -1);  // the acceptance is read before the forward
    town.wait(2min);
    EXPECT_EQ(town.deliver().refused_events, 0);
    EXPECT_EQ(town.state(id), "accepted");
    EXPECT_FALSE(town.has_content(id));
}

TEST(Journey, ARejectionAfterAForwardIsTheOffices) {
    Town town({.auto_accept = false});
    const std::string id = town.order();
    town.deliver();
    town.portal->delivery().forward_all(true);
    town.portal->delivery().decide_open("schema-violation");
    town.wait(2min);
    town.deliver();
    EXPECT_EQ(town.state(id), "rejected");
}

TEST(Journey, AfterFourteenDaysWithoutAnOfficeTheOrderIsExpired) {
    Town town({.auto_accept = false});
    const std::string id = town.order();
    town.deliver();
    town.wait(4 * 24h);
    town.deliver();
    EXPECT_EQ(town.state(id), "submitted");
    town.wait(10 * 24h);
    town.deliver();
    EXPECT_EQ(town.state(id), "expired");
    EXPECT_EQ(town.problem(id), "expired_at_portal");
    EXPECT_TRUE(town.has_content(id));
}

TEST(Journey, OrdersOfThreeDaysOfflineAllArriveWithTheDayTheyWereMade) {
    Town town;
    town.deliver();  // the key is known before the line breaks
    town.http->unplug();
    std::vector<std::string> ids;
    for (int day = 0; day < 3; ++day) {
        for (int n = 0; n < 20; ++n) ids.push_back(town.order());
        town.deliver();
        town.wait(24h);
    }
    town.http->plug_in();
    town.deliver();
    for (const std::string& id : ids) EXPECT_EQ(town.state(id), "accepted");
    EXPECT_EQ(town.cases(), ids.size());
    const auto books = town.portal->books();
    EXPECT_EQ(books["accepted"][0]["application_date"], "2026-11-24");
    EXPECT_EQ(books["accepted"][20]["application_date"], "2026-11-25");
    EXPECT_EQ(books["accepted"][59]["application_date"], "2026-11-26");
}

TEST(Journey, OnePoisonedOrderBlocksNoOther) {
    Town town;
    const std::string first = town.order();
    const std::string poisoned = town.order();
    const std::string last = town.order();
    town.journal.damage(poisoned);
    town.fault("refuse_content", "submit");  // meets the first
    town.deliver();
    EXPECT_EQ(town.state(first), "needs_staff");
    EXPECT_EQ(town.problem(first), "problem_schema_violation");
    EXPECT_EQ(town.state(poisoned), "needs_staff");
    EXPECT_EQ(town.problem(poisoned), "content_damaged");
    EXPECT_EQ(town.state(last), "accepted");
}

TEST(Journey, AnOrderStampedByAClockFarAheadIsNotForgotten) {
    Town town({.auto_accept = false});
    const std::string id = town.order();
    town.deliver();
    kiosk::OrderHeader header = town.header(id);
    header.next_attempt += 400 * 24h;
    ASSERT_TRUE(town.journal.update(header));
    town.portal->delivery().decide_open("");
    town.restart_agent();
    town.deliver();
    EXPECT_EQ(town.state(id), "accepted");
}

TEST(Journey, NothingOfAnAcceptedOrderIsLeftThirtyDaysLater) {
    Town town;
    const std::string id = town.order();
    town.deliver();
    ASSERT_EQ(town.state(id), "accepted");
    town.wait(30 * 24h - 1s);
    town.deliver();
    EXPECT_TRUE(town.knows(id));
    town.wait(16min);  // when the keys are checked again
    town.deliver();
    EXPECT_FALSE(town.knows(id));
}

TEST(Journey, WhatWasRejectedOrExpiredGoesWithItsRecoveryCopyAfterThirtyDays) {
    Town town({.auto_accept = false});
    const std::string rejected = town.order();
    town.deliver();
    town.portal->delivery().decide_open("schema-violation");
    town.wait(2min);
    const std::string expired = town.order();
    town.deliver();
    town.wait(14 * 24h);
    town.deliver();
    ASSERT_EQ(town.state(rejected), "rejected");
    ASSERT_EQ(town.state(expired), "expired");
    ASSERT_TRUE(town.has_content(rejected) && town.has_content(expired));
    town.wait(20 * 24h);
    town.deliver();
    EXPECT_FALSE(town.knows(rejected));
    EXPECT_TRUE(town.knows(expired));
    town.wait(10 * 24h);
    town.deliver();
    EXPECT_FALSE(town.knows(expired));
}

TEST(Journey, WhatWaitsForStaffIsNeverForgotten) {
    Town town;
    const std::string id = town.order();
    town.journal.damage(id);
    town.deliver();
    ASSERT_EQ(town.state(id), "needs_staff");
    town.wait(400 * 24h);
    town.deliver();
    EXPECT_TRUE(town.knows(id));
}

TEST(Journey, AClockAYearAheadForgetsNothing) {
    Town town;
    const std::string id = town.order();
    town.deliver();
    ASSERT_EQ(town.state(id), "accepted");
    town.clock.jump_to(town.clock.now() + 365 * 24h);
    town.portal->let_pass(-365 * 24h);
    town.clock.let_pass(1h);
    town.deliver();
    EXPECT_TRUE(town.knows(id));
}

TEST(Journey, ContentLeftByACrashAfterTheAcceptanceIsErasedAtTheNextStart) {
    Town town({.auto_accept = false});
    const std::string id = town.order();
    kiosk::OrderHeader header = town.header(id);
    header.state = kiosk::OrderState::accepted;
    ASSERT_TRUE(town.journal.update(header));
    town.restart_agent();
    town.deliver();
    EXPECT_FALSE(town.has_content(id));
}

}  // namespace
}  // namespace town
