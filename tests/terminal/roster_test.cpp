#include "kiosk/base/overloaded.h"
#include "kiosk/programs/kiosk_roster.h"

#include <string>

#include <gtest/gtest.h>

namespace kiosk::programs {
namespace {

using namespace std::chrono_literals;

std::string words(const std::vector<Deed>& deeds) {
    std::string text;
    for (const Deed& deed : deeds) {
        if (!text.empty()) text += ", ";
        text += std::visit(overloaded{
                               [](const Start& d) { return "start " + std::to_string(d.child); },
                               [](const Kill& d) { return "kill " + std::to_string(d.child); },
                               [](const Tell& d) {
                                   const std::string what = d.order == Order::show ? "show "
                                                            : d.order == Order::show_closed
                                                                ? "close "
                                                                : "leave ";
                                   return what + std::to_string(d.child);
                               },
                           },
                           deed);
    }
    return text;
}

// One serves, one stands by: how the terminal spends its days.
Roster serving() {
    Roster roster;
    std::string deeds = words(roster.time_passed(0ms));
    deeds += "; " + words(roster.heard(1, Word::ready, 100ms));
    deeds += "; " + words(roster.heard(1, Word::shown, 200ms));
    deeds += "; " + words(roster.heard(2, Word::ready, 300ms));
    EXPECT_EQ(deeds, "start 1; show 1; start 2; ");
    return roster;
}

TEST(Roster, ShowsTheFirstSessionAndThenLoadsTheSpare) {
    serving();
}

TEST(Roster, KeepsTheOldWindowUntilTheNextFirstFrameIsUp) {
    Roster roster = serving();
    EXPECT_EQ(words(roster.heard(1, Word::ended, 5s)), "show 2");
    EXPECT_EQ(words(roster.heard(2, Word::shown, 5100ms)), "leave 1, start 3");
    EXPECT_EQ(words(roster.died(1, 5200ms)), "");
    EXPECT_EQ(roster.failures(), 0);
}

TEST(Roster, ReplacesAKilledSessionByTheSpareAtOnce) {
    Roster roster = serving();
    EXPECT_EQ(words(roster.died(1, 5s)), "show 2");
    EXPECT_EQ(words(roster.heard(2, Word::shown, 5100ms)), "start 3");
}

TEST(Roster, ReplacesAKilledSpare) {
    Roster roster = serving();
    EXPECT_EQ(words(roster.died(2, 5s)), "start 3");
}

TEST(Roster, WaitsForASpareThatIsStillLoadingWhenTheSessionEnds) {
    Roster roster;
    (void)roster.time_passed(0ms);
    (void)roster.heard(1, Word::ready, 100ms);
    (void)roster.heard(1, Word::shown, 200ms);
    EXPECT_EQ(words(roster.heard(1, Word::ended, 250ms)), "");
    EXPECT_EQ(words(roster.heard(2, Word::ready, 400ms)), "show 2");
}

TEST(Roster, KillsASessionThatMissesThreeHeartbeats) {
    Roster roster = serving();
    (void)roster.heard(2, Word::alive, 15100ms);
    EXPECT_EQ(words(roster.time_passed(15100ms)), "");
    EXPECT_EQ(words(roster.time_passed(15200ms)), "kill 1, show 2");
}

TEST(Roster, KillsOnceHoweverLongTheDyingTakes) {
    Roster roster = serving();
    (void)roster.heard(2, Word::alive, 15100ms);
    EXPECT_EQ(words(roster.time_passed(15200ms)), "kill 1, show 2");
    EXPECT_EQ(words(roster.heard(2, Word::shown, 15300ms)), "start 3");
    (void)roster.heard(3, Word::ready, 15400ms);
    (void)roster.heard(2, Word::alive, 29s);
    (void)roster.heard(3, Word::alive, 29s);
    EXPECT_EQ(words(roster.time_passed(40s)), "");
    EXPECT_EQ(words(roster.died(1, 41s)), "");
    EXPECT_EQ(roster.failures(), 1);
}

TEST(Roster, KillsALeavingSessionThatDoesNotLeave) {
    Roster roster = serving();
    (void)roster.heard(1, Word::ended, 5s);
    (void)roster.heard(2, Word::shown, 5100ms);
    EXPECT_EQ(words(roster.time_passed(15100ms)), "kill 1");
}

TEST(Roster, PausesLongerWithEachFailureAndStartsAgainAfterThePause) {
    Roster roster;
    (void)roster.time_passed(0ms);
    EXPECT_EQ(words(roster.died(1, 0ms)), "start 2");
    EXPECT_EQ(words(roster.died(2, 0ms)), "start 3");
    EXPECT_EQ(words(roster.died(3, 0ms)), "");
    EXPECT_EQ(roster.next_look(0ms), 250ms);
    EXPECT_EQ(words(roster.time_passed(250ms)), "start 4");
    EXPECT_EQ(words(roster.died(4, 250ms)), "");
    EXPECT_EQ(words(roster.time_passed(749ms)), "");
    EXPECT_EQ(words(roster.time_passed(750ms)), "start 5");
}

TEST(Roster, SaysOutOfServiceAfterFiveFailuresInARow) {
    Roster roster;
    Steady now = 0ms;
    (void)roster.time_passed(now);
    for (ChildNumber child = 1; child <= 5; ++child) {
        EXPECT_EQ(words(roster.heard(child, Word::ready, now)), "show " + std::to_string(child));
        (void)roster.died(child, now);
        now = roster.next_look(now);
        (void)roster.time_passed(now);
    }
    EXPECT_EQ(words(roster.heard(6, Word::ready, now)), "close 6");
    EXPECT_EQ(words(roster.heard(6, Word::shown, now)), "start 7");
    EXPECT_EQ(words(roster.heard(7, Word::ready, now)), "");
    EXPECT_EQ(words(roster.heard(6, Word::ended, now + 300s)), "show 7")
        << "after a while it tries again";
}

TEST(Roster, ForgetsOldFailuresAfterAMinuteOfService) {
    Roster roster = serving();
    EXPECT_EQ(words(roster.died(1, 5s)), "show 2");
    EXPECT_EQ(roster.failures(), 1);
    (void)roster.heard(2, Word::shown, 6s);
    (void)roster.died(2, 66s);
    EXPECT_EQ(roster.failures(), 1);
}

TEST(Roster, StartsNobodyWhenItCloses) {
    Roster roster = serving();
    EXPECT_EQ(words(roster.close(9s)), "leave 1, leave 2");
    EXPECT_EQ(words(roster.died(1, 9s)), "");
    EXPECT_EQ(words(roster.died(2, 9s)), "");
    EXPECT_TRUE(roster.empty());
}

}  // namespace
}  // namespace kiosk::programs
