// The one dangerous moment: the submit was sent and nobody knows what became of it.
#include "kiosk/delivery/guarded_journal.h"
#include "tests/delivery/town.h"

#include <gtest/gtest.h>

namespace town {
namespace {

// A sender that forgets it is in doubt and announces again: what this room exists to catch.
class Forgetful : public kiosk::delivery::GuardedJournal {
  public:
    using GuardedJournal::GuardedJournal;
    kiosk::Result<std::vector<kiosk::OrderHeader>> due(kiosk::Instant now,
                                                       std::size_t most) override {
        auto orders = GuardedJournal::due(now, most);
        if (!orders) return orders;
        for (kiosk::OrderHeader& order : *orders)
            if (order.state == kiosk::OrderState::in_doubt) order.state = kiosk::OrderState::sealed;
        return orders;
    }
};

// A sender that keeps the ids only in memory until the submit is through.
class Careless : public kiosk::delivery::GuardedJournal {
  public:
    using GuardedJournal::GuardedJournal;
    kiosk::Result<void> update(const kiosk::OrderHeader& header) override {
        const bool early = header.state == kiosk::OrderState::announced ||
                           header.state == kiosk::OrderState::uploading ||
                           header.state == kiosk::OrderState::in_doubt;
        return early ? kiosk::Result<void>() : GuardedJournal::update(header);
    }
};

class FullDisk : public kiosk::delivery::GuardedJournal {
  public:
    using GuardedJournal::GuardedJournal;
    kiosk::Result<void> update(const kiosk::OrderHeader&) override {
        return kiosk::fail(kiosk::ErrorKind::no_space, "full");
    }
};

template <class Twin>
void see_through(Town& town) {
    town.through = [](kiosk::Journal& journal) { return std::make_unique<Twin>(journal); };
}

struct Tally {
    int cuts = 0;
    int lost = 0;     // not accepted in the end
    int twice = 0;    // a second submission at the portal
    int unclean = 0;  // content left, or a state that is not the end
};

// Ends the agent at its n-th outside step, for all n, and lets a new one go on.
Tally cut_power_everywhere(int version, const std::function<void(Town&)>& prepare) {
    Tally tally;
    for (int n = 0; n < 500; ++n) {
        Town town({.version = version});
        const std::string id = town.order(1);
        prepare(town);
        town.restart_agent();
        town.cut_power_at(n);
        bool cut = false;
        try {
            town.deliver();
        } catch (const PowerCut&) {
            cut = true;
        }
        town.restore_power();
        town.restart_agent();
        town.wait(1min);
        town.deliver();
        town.deliver_until_settled(id);
        tally.cuts += cut ? 1 : 0;
        tally.lost += town.cases() == 1 ? 0 : 1;
        tally.twice += town.duplicates();
        tally.unclean += town.state(id) == "accepted" && !town.has_content(id) ? 0 : 1;
        if (!cut) break;
    }
    return tally;
}

class DoubtInEveryVersion : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Api, DoubtInEveryVersion, testing::Values(1, 2));

TEST_P(DoubtInEveryVersion, PowerCutAtAnyStepGivesExactlyOneCaseAtTheOffice) {
    const Tally tally = cut_power_everywhere(GetParam(), [](Town&) {});
    EXPECT_GE(tally.cuts, 24);
    EXPECT_EQ(tally.lost, 0);
    EXPECT_EQ(tally.twice, 0);
    EXPECT_EQ(tally.unclean, 0);
}

TEST(Doubt, ASenderThatAnnouncesAgainInDoubtIsCaught) {
    const Tally tally = cut_power_everywhere(2, see_through<Forgetful>);
    EXPECT_GT(tally.twice, 0);
}

TEST(Doubt, ASenderThatDoesNotStoreItsDoubtIsCaught) {
    const Tally tally = cut_power_everywhere(2, see_through<Careless>);
    EXPECT_GT(tally.twice, 0);
}

TEST(Doubt, ALostAnswerToTheSubmitMakesNoSecondCase) {
    for (const bool strict : {false, true}) {
        Town town;
        const std::string id = town.order();
        town.fault("drop_response", "submit");
        town.fault("drop_request", "events");  // and the log cannot be read at once
        if (strict) town.fault("strict_second_submit");
        town.deliver();
        EXPECT_EQ(town.state(id), "in_doubt");
        town.wait(1min);
        town.deliver();
        EXPECT_EQ(town.state(id), "accepted");
        EXPECT_EQ(town.cases(), 1U);
        EXPECT_EQ(town.asked("PUT https://portal.test/submission-api"), 1U);
    }
}

TEST(Doubt, TheSecondSubmitSendsTheSameBytesToTheSamePlace) {
    Town town;
    const std::string id = town.order();
    std::vector<std::pair<std::string, std::string>> submits;
    town.http = std::make_unique<drivers::SimulatedHttp>([&](const kiosk::HttpRequest& request) {
        if (request.method == "PUT") submits.emplace_back(request.url, request.body);
        return town.portal->exchange(request);
    });
    town.fault("error_before", "submit", 2);
    town.restart_agent();
    town.deliver();
    town.wait(1min);
    town.deliver();
    town.wait(1min);
    town.deliver();
    EXPECT_EQ(town.state(id), "accepted");
    ASSERT_EQ(submits.size(), 3U);
    EXPECT_EQ(submits[0], submits[1]);
    EXPECT_EQ(submits[1], submits[2]);
    EXPECT_EQ(town.asked("POST https://portal.test/submission-api"), 1U);
}

TEST(Doubt, APortalThatRefusesARepeatedSubmitIsNotBelievedOverItsOwnLog) {
    Town town({.auto_accept = false});
    const std::string id = town.order();
    town.fault("strict_second_submit", "any", -1);
    town.fault("set_bad_signature");  // the first reading of the log shows no submit that counts
    town.deliver();
    EXPECT_EQ(town.state(id), "in_doubt");
    town.wait(1min);
    town.deliver();  // repeats the PUT, gets 409
    EXPECT_NE(town.state(id), "sealed");
    EXPECT_EQ(town.asked("POST https://portal.test/submission-api"), 1U);
}

TEST(Doubt, APortalThatSaysYesAndStoresNothingRaisesAnAlarmAfterADay) {
    Town town;
    const std::string id = town.order();
    town.fault("lying_submit", "any", -1);
    town.deliver();
    EXPECT_EQ(town.state(id), "in_doubt");
    EXPECT_EQ(town.problem(id), "submit_not_in_log");
    for (int hour = 0; hour < 23; ++hour) {
        town.clock.let_pass(1h);
        town.deliver();
        EXPECT_NE(town.problem(id), "in_doubt_24h");
    }
    town.clock.let_pass(2h);
    town.deliver();
    EXPECT_EQ(town.state(id), "in_doubt");
    EXPECT_EQ(town.problem(id), "in_doubt_24h");
    EXPECT_EQ(town.asked("POST https://portal.test/submission-api"), 1U);
}

TEST(Doubt, AnOrderThatThePortalPurgedIsAnnouncedAgainAfterADayOnly) {
    Town town;
    const std::string id = town.order();
    town.fault("error_before", "submit", 1);
    town.deliver();
    ASSERT_EQ(town.state(id), "in_doubt");
    const std::string first = town.header(id).submission_id;
    town.wait(25h);  // the portal forgets what was not submitted
    town.deliver();
    EXPECT_EQ(town.state(id), "accepted");
    EXPECT_NE(town.header(id).submission_id, first);
    EXPECT_EQ(town.cases(), 1U);
}

TEST(Doubt, ASubmissionThatIsMissingTooEarlyIsNotAnnouncedAgain) {
    Town town;
    const std::string id = town.order();
    town.fault("forget_submission", "any");
    town.deliver();
    EXPECT_EQ(town.state(id), "in_doubt");
    EXPECT_EQ(town.problem(id), "submission_missing");
    town.wait(20h);
    town.deliver();
    EXPECT_EQ(town.state(id), "in_doubt");
    EXPECT_EQ(town.asked("POST https://portal.test/submission-api"), 1U);
    town.wait(5h);
    town.deliver();
    EXPECT_EQ(town.state(id), "accepted");
    EXPECT_EQ(town.problem(id), "purged");
    EXPECT_EQ(town.cases(), 1U);
}

TEST(Doubt, AnAnnouncementThatWasPurgedBeforeAnythingWasSubmittedIsMadeAgain) {
    Town town;
    const std::string id = town.order(1);
    town.fault("error_before", "attachment", 1);
    town.deliver();
    ASSERT_EQ(town.state(id), "uploading");
    town.wait(25h);
    town.deliver();
    EXPECT_EQ(town.state(id), "accepted");
    EXPECT_EQ(town.cases(), 1U);
}

TEST(Doubt, AJournalThatCannotBeWrittenStopsBeforeAnythingIsSubmitted) {
    Town town;
    const std::string id = town.order();
    town.through = [](kiosk::Journal& journal) { return std::make_unique<FullDisk>(journal); };
    town.restart_agent();
    const auto round = town.deliver();
    EXPECT_EQ(round.portal_problem, "journal_no_space");
    EXPECT_EQ(town.asked("PUT https://portal.test/submission-api"), 0U);
    EXPECT_EQ(town.state(id), "sealed");
}

}  // namespace
}  // namespace town
