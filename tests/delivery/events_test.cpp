// What the portal and the office say, and what only pretends to come from them.
#include "tests/delivery/town.h"

#include <gtest/gtest.h>

namespace town {
namespace {

struct Forgery {
    const char* fault;
    const char* code;
};

class Forgeries : public testing::TestWithParam<Forgery> {};
INSTANTIATE_TEST_SUITE_P(OfAnEvent, Forgeries,
                         testing::Values(Forgery{"set_rs256", "event_algorithm"},
                                         Forgery{"set_alg_none", "event_algorithm"},
                                         Forgery{"set_wrong_typ", "event_type"},
                                         Forgery{"set_wrong_kid", "event_key_unknown"},
                                         Forgery{"set_bad_signature", "event_signature"},
                                         Forgery{"set_foreign_issuer", "event_issuer"},
                                         Forgery{"set_foreign_destination",
                                                 "event_foreign_destination"},
                                         Forgery{"set_wrong_subject", "event_subject"},
                                         Forgery{"set_wrong_case", "event_case"},
                                         Forgery{"set_two_events", "event_not_single"},
                                         Forgery{"set_from_the_future", "event_from_the_future"}),
                         [](const auto& param) { return std::string(param.param.fault); });

TEST_P(Forgeries, OfTheSubmitAreRefusedCountedAndLeaveTheOrderInDoubt) {
    Town town({.auto_accept = false});
    const std::string id = town.order();
    town.fault(GetParam().fault);  // meets the submit event
    const auto round = town.deliver();
    EXPECT_EQ(town.state(id), "in_doubt");
    EXPECT_EQ(town.problem(id), GetParam().code);
    EXPECT_GE(round.refused_events, 1);
    EXPECT_TRUE(town.has_content(id));
}

TEST_P(Forgeries, OfTheAcceptanceAreRefusedCountedAndEraseNothing) {
    Town town({.auto_accept = false});
    const std::string id = town.order();
    town.deliver();
    ASSERT_EQ(town.state(id), "submitted");
    town.fault(GetParam().fault);
    town.portal->delivery().decide_open("");
    town.wait(2min);
    const auto round = town.deliver();
    EXPECT_EQ(town.state(id), "submitted");
    EXPECT_EQ(town.problem(id), GetParam().code);
    EXPECT_EQ(round.refused_events, 1);
    EXPECT_EQ(round.problems.at(GetParam().code), 1);
    town.wait(130s);
    const auto again = town.deliver();
    EXPECT_EQ(again.carried, 1);
    EXPECT_EQ(again.refused_events, 0) << "the same token is counted once";
    EXPECT_EQ(town.problem(id), GetParam().code);
    EXPECT_TRUE(town.has_content(id));
}

TEST(Events, AnAcceptanceMustComeFromTheOffice) {
    Town town({.auto_accept = false});
    const std::string id = town.order();
    town.deliver();
    town.fault("set_wrong_author");
    town.portal->delivery().decide_open("");
    town.wait(2min);
    town.deliver();
    EXPECT_EQ(town.state(id), "submitted");
    EXPECT_EQ(town.problem(id), "event_author");
}

TEST(Events, AnAcceptanceOfOtherBytesIsTamperingAndNeverReceived) {
    Town town({.auto_accept = false});
    const std::string id = town.order(1);
    town.deliver();
    town.fault("set_swapped_tags");
    town.portal->delivery().decide_open("");
    town.wait(2min);
    town.deliver();
    EXPECT_EQ(town.state(id), "needs_staff");
    EXPECT_EQ(town.problem(id), "event_other_bytes");
    EXPECT_TRUE(town.has_content(id));
}

TEST(Events, ASubmitOfOtherBytesIsTampering) {
    Town town({.auto_accept = false});
    const std::string id = town.order();
    town.fault("set_swapped_tags");
    town.deliver();
    EXPECT_EQ(town.state(id), "needs_staff");
    EXPECT_EQ(town.problem(id), "event_other_bytes");
}

TEST(Events, AnAcceptanceWithoutTagsProvesNothing) {
    Town town({.auto_accept = false});
    const std::string id = town.order();
    town.deliver();
    town.fault("set_no_tags");
    town.portal->delivery().decide_open("");
    town.wait(2min);
    town.deliver();
    EXPECT_EQ(town.state(id), "submitted");
    EXPECT_EQ(town.problem(id), "event_without_tags");
}

TEST(Events, ASubmitWithoutTagsIsBelieved) {
    Town town({.auto_accept = false});
    const std::string id = town.order();
    town.fault("set_no_tags");
    town.deliver();
    EXPECT_EQ(town.state(id), "submitted");
}

TEST(Events, ATokenIdThatWasUsedBeforeIsAReplay) {
    Town town({.auto_accept = false});
    const std::string first = town.order();
    town.deliver();
    town.fault("set_replayed_jti");  // the acceptance repeats the id of the submit
    town.portal->delivery().decide_open("");
    town.wait(2min);
    town.deliver();
    EXPECT_EQ(town.state(first), "submitted");
    EXPECT_EQ(town.problem(first), "event_replayed");
    EXPECT_TRUE(town.has_content(first));
}

TEST(Events, ATokenFiveMinutesAheadIsStillBelieved) {
    Town town;
    const std::string id = town.order();
    town.fault("set_from_the_future", "any", 1, 299);
    town.deliver();
    EXPECT_EQ(town.state(id), "accepted");
}

TEST(Events, TimesAreJudgedByThePortalsDateWhenOurClockIsWrong) {
    Town town;
    const std::string id = town.order();
    town.deliver();
    // Our clock stands two months behind; the portal's goes on.
    const auto back = 60 * 24h;
    town.clock.jump_to(town.clock.now() - back);
    town.portal->let_pass(back);
    const std::string late = town.order();
    town.deliver();
    EXPECT_EQ(town.state(id), "accepted");
    EXPECT_EQ(town.state(late), "accepted");
}

TEST(Events, ALogOfSeveralPagesInAnyOrderIsReadToItsEnd) {
    Town town;
    const std::string id = town.order();
    town.fault("long_log", "any", -1, 1200);
    town.deliver();
    EXPECT_EQ(town.state(id), "accepted");
    EXPECT_GE(town.asked("GET https://portal.test/submission-api/v2/submissions", "/events"), 3U);
}

TEST(Events, ContradictingSignedEventsAreForStaff) {
    Town town({.auto_accept = false});
    const std::string id = town.order();
    town.deliver();
    town.wait(13 * 24h);
    town.portal->delivery().decide_open("schema-violation");
    town.portal->delivery().accept_what_was_rejected();
    town.deliver();
    EXPECT_EQ(town.state(id), "needs_staff");
    EXPECT_EQ(town.problem(id), "events_contradict");
}

}  // namespace
}  // namespace town
