// The terminal's line to its control room, both by their own rules.
#include "kiosk/duty/closing.h"
#include "kiosk/duty/errand.h"
#include "kiosk/duty/pressing.h"
#include "kiosk/jose/eddsa.h"
#include "tests/duty/town.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using kiosk::ErrorKind;
using kiosk::HttpAnswer;
using kiosk::Result;
using kiosk::control::Colour;
using kiosk::duty::begin;
using kiosk::duty::ClosedBy;
using kiosk::duty::closing;
using kiosk::duty::errand;
using kiosk::duty::Errand;
using kiosk::duty::is_pressing;
using kiosk::fleet::Verb;
using kiosk::fleet::When;

const kiosk::control::JobWish out_of_service{.verb = Verb::out_of_service,
                                             .reason = "the floor is being cleaned"};
const kiosk::control::JobWish test_print{.verb = Verb::test_print};

HttpAnswer answering(int status, const std::string& body) {
    return {.status = status, .headers = {}, .body = body};
}

bool is_closed(Town& town) {
    return closing(town.journal, ClosedBy::control_room, town.clock.now()).value().has_value();
}

TEST(ControlLine, AHealthyTerminalIsGreenWithItsPartsAndTheirTime) {
    Town town;
    town.round();
    EXPECT_EQ(town.view().light.colour, Colour::green);
    const auto first = town.view().reported.value();
    EXPECT_EQ(first.state_of("printer"), "deviceOnline");
    EXPECT_EQ(first.state_of("display"), "deviceOnline");
    EXPECT_EQ(first.software, "1.2.3");
    town.clock.let_pass(60s);
    town.stand(false);
    town.restart_agent();
    town.round();
    EXPECT_EQ(town.view().reported->parts, first.parts) << "since when, over a restart";
    town.printer.trouble = kiosk::PrinterTrouble::media_empty;
    town.round();
    EXPECT_EQ(town.view().light.reasons.at(0).code, "paper.paperOut");
    EXPECT_EQ(town.view().light.reasons.at(0).since, first.at + 60s);
}

TEST(ControlLine, AJobIsDoneOnceAndItsResultComesBack) {
    Town town;
    const auto number = town.issue(out_of_service);
    EXPECT_EQ(town.round(), 0ms) << "its result is reported at once";
    EXPECT_TRUE(is_closed(town));
    EXPECT_EQ(town.outcome(number), "open");
    town.round();
    EXPECT_EQ(town.outcome(number), "done");
    EXPECT_TRUE(town.view().terminal.chain_holds);
    town.round();
    EXPECT_TRUE(town.jobs->ledger().results().empty()) << "acknowledged";
    const auto back = town.issue({.verb = Verb::in_service});
    town.rounds(2);
    EXPECT_EQ(town.outcome(back), "done");
    EXPECT_FALSE(is_closed(town));
}

TEST(ControlLine, AClosingEndsByItself) {
    Town town;
    auto wish = out_of_service;
    wish.until = town.clock.now() + 1h;
    town.issue(wish);
    town.rounds(2);
    EXPECT_TRUE(is_closed(town));
    town.stand(false, "closed.by_control_room");
    town.round();
    EXPECT_EQ(town.view().reported->service.until, wish.until);
    town.clock.let_pass(61min);
    EXPECT_FALSE(is_closed(town));
}

TEST(ControlLine, StaffOnSiteAndControlRoomDoNotUndoEachOther) {
    Town town;
    ASSERT_TRUE(kiosk::duty::close(town.journal, ClosedBy::staff, {}));
    town.issue(out_of_service);
    town.rounds(2);
    town.issue({.verb = Verb::in_service});
    town.rounds(2);
    EXPECT_FALSE(is_closed(town));
    EXPECT_TRUE(closing(town.journal, ClosedBy::staff, town.clock.now()).value());
}

TEST(ControlLine, AJobWaitsWhileSomebodyIsThere) {
    Town town;
    town.stand(true);
    const auto number = town.issue(out_of_service);
    town.rounds(3);
    EXPECT_FALSE(is_closed(town));
    EXPECT_TRUE(town.view().reported->service.in_use);
    town.stand(false);
    EXPECT_TRUE(town.jobs->work().value());
    town.round();
    EXPECT_EQ(town.outcome(number), "done");
}

TEST(ControlLine, AJobThatCannotWaitPressesUntilNobodyIsThere) {
    Town town;
    town.stand(true);
    const auto before = town.issue(test_print);
    auto wish = out_of_service;
    wish.when = When::now;
    const auto number = town.issue(wish);
    town.rounds(2);
    EXPECT_TRUE(is_pressing(town.journal).value());
    EXPECT_FALSE(is_closed(town)) << "the citizen is warned first";
    town.stand(false);
    town.rounds(2);
    EXPECT_FALSE(is_pressing(town.journal).value());
    ASSERT_TRUE(kiosk::duty::report(town.journal, {before, "done", ""}));
    town.rounds(3);
    EXPECT_EQ(town.outcome(number), "done");
}

TEST(ControlLine, AReportIsAskedForAlsoWhileSomebodyIsThere) {
    Town town;
    town.stand(true);
    const auto number = town.issue({.verb = Verb::report});
    town.rounds(2);
    EXPECT_EQ(town.outcome(number), "done");
}

TEST(ControlLine, AJobThatCouldNotBeBegunInTimeExpires) {
    Town town;
    town.stand(true);
    const auto number = town.issue({.verb = Verb::restart, .expires_after = 10min});
    town.rounds(2);
    town.clock.let_pass(11min);
    town.stand(true);
    town.rounds(2);
    EXPECT_EQ(town.outcome(number), "expired");
    EXPECT_EQ(errand(town.journal).value(), std::nullopt);
}

TEST(ControlLine, WhatOnlyTheSessionCanDoIsItsErrand) {
    Town town;
    const auto number = town.issue(test_print);
    town.rounds(2);
    const Errand sent{number, Verb::test_print, town.job(number).expires};
    EXPECT_EQ(errand(town.journal).value(), sent);
    EXPECT_TRUE(begin(town.journal, sent, town.clock.now()).value());
    EXPECT_FALSE(begin(town.journal, sent, town.clock.now()).value()) << "by another session";
    EXPECT_EQ(errand(town.journal).value(), std::nullopt) << "nobody else begins it";
    town.rounds(2);
    EXPECT_EQ(town.outcome(number), "open");
    ASSERT_TRUE(kiosk::duty::report(town.journal, {number, "failed", "paperOut"}));
    town.rounds(2);
    EXPECT_EQ(town.outcome(number), "failed/paperOut");
    EXPECT_TRUE(town.view().terminal.chain_holds);
}

TEST(ControlLine, AnErrandWhoseSessionEndedInTheMidstIsInterrupted) {
    Town town;
    const auto number = town.issue(test_print);
    town.round();
    ASSERT_TRUE(kiosk::duty::report(town.journal, {number, kiosk::duty::begun, ""}));
    town.round();
    town.restart_agent();
    town.round();
    town.clock.let_pass(6min);
    town.stand(false);
    town.rounds(2);
    EXPECT_EQ(town.outcome(number), "interrupted");
    EXPECT_EQ(errand(town.journal).value(), std::nullopt);
}

TEST(ControlLine, AnErrandThatNoSessionTakesExpires) {
    Town town;
    const auto number = town.issue(test_print);
    town.round();
    town.clock.let_pass(61min);
    town.rounds(2);
    EXPECT_EQ(town.outcome(number), "expired/no_session");
}

TEST(ControlLine, AnErrandThatCameTooLateIsNotBegun) {
    Town town;
    const auto number = town.issue(test_print);
    town.round();
    town.clock.let_pass(1h);
    const auto late = errand(town.journal).value().value();
    EXPECT_FALSE(begin(town.journal, late, town.clock.now()).value());
    town.clock.let_pass(1min);
    town.rounds(2);
    EXPECT_EQ(town.outcome(number), "expired/no_session");
    EXPECT_FALSE(begin(town.journal, late, town.clock.now()).value())
        << "the control room was told that it was not done";
}

TEST(ControlLine, AnErrandThatCannotBeWrittenDownIsNotBegun) {
    Town town;
    town.issue({.verb = Verb::restart});
    town.round();
    const auto sent = errand(town.journal).value().value();
    town.journal.break_after_notes(0);
    EXPECT_FALSE(begin(town.journal, sent, town.clock.now())) << "sessions would restart for ever";
}

TEST(ControlLine, JobsAreDoneInTheirOrder) {
    Town town;
    const auto first = town.issue(test_print);
    const auto second = town.issue(out_of_service);
    town.rounds(3);
    EXPECT_FALSE(is_closed(town)) << "the print is not done";
    ASSERT_TRUE(kiosk::duty::report(town.journal, {first, "done", ""}));
    town.rounds(3);
    EXPECT_EQ(town.outcome(first), "done");
    EXPECT_EQ(town.outcome(second), "done");
}

TEST(ControlLine, NothingIsDoneForWhoeverAnswersInItsPlace) {
    const std::vector<std::pair<const char*, std::function<Result<HttpAnswer>()>>> places{
        {"a portal that wants a sign-in",
         [] { return answering(200, "<html>Willkommen im WLAN</html>"); }},
        {"a proxy that refuses", [] { return answering(403, "{}"); }},
        {"an answer without end",
         [] { return kiosk::fail(ErrorKind::invalid_input, "answer too large"); }},
        {"silence", [] { return kiosk::fail(ErrorKind::timed_out, "late"); }},
        {"JSON of somebody else", [] { return answering(200, R"({"jobs":"all"})"); }},
        {"too many jobs", [] {
             nlohmann::json jobs = nlohmann::json::array();
             for (int i = 0; i < 1000; ++i) jobs.push_back("a.b.c");
             return answering(
                 200,
                 nlohmann::json{{"acknowledged", 0}, {"jobs", jobs}, {"poll_seconds", 30}}.dump());
         }}};
    for (const auto& [what, answer] : places) {
        Town town;
        const auto number = town.issue(out_of_service);
        town.network = [&](const HttpAnswer&) { return answer(); };
        std::chrono::milliseconds longest{0};
        for (int i = 0; i < 20; ++i) longest = std::max(longest, town.round());
        EXPECT_FALSE(is_closed(town)) << what;
        EXPECT_LE(longest, 60s) << what;
        EXPECT_GT(longest, 10s) << what;
        town.network = {};
        town.rounds(2);
        EXPECT_EQ(town.outcome(number), "done") << what;
    }
}

TEST(ControlLine, AnAnswerThatIsLostCostsNothing) {
    Town town;
    const auto number = town.issue(out_of_service);
    town.http.lose_answers(1);
    town.round();
    EXPECT_FALSE(is_closed(town));
    town.round();
    EXPECT_TRUE(is_closed(town));
    town.http.lose_answers(3);
    town.rounds(4);
    EXPECT_EQ(town.outcome(number), "done");
    EXPECT_TRUE(town.view().terminal.chain_holds);
}

TEST(ControlLine, ABrokenDiskStopsJobsAndNothingElse) {
    Town town;
    const auto number = town.issue(out_of_service);
    town.journal.break_disk();
    town.rounds(3);
    EXPECT_EQ(town.view().reported->state_of("journal"), "unavailable");
    EXPECT_EQ(town.view().reported->service.cause, "closed.journal");
    EXPECT_EQ(town.view().light.colour, Colour::red) << "staff hear of it";
    town.journal.mend_disk();
    EXPECT_FALSE(is_closed(town));
    town.rounds(2);
    EXPECT_EQ(town.outcome(number), "done");
}

TEST(ControlLine, TerminalsThatFailTogetherDoNotComeBackTogether) {
    Town town;
    town.http.unplug();
    std::set<std::int64_t> waits;
    for (int i = 0; i < 50; ++i) waits.insert(town.round().count());
    EXPECT_GT(waits.size(), 40U);
    town.http.plug_in();
    town.round();
    for (int i = 0; i < 50; ++i) {
        const auto wait = town.round();
        EXPECT_GE(wait, 27s);
        EXPECT_LE(wait, 33s);
    }
}

TEST(ControlLine, ForgedAndStrayJobsAreOnlyCounted) {
    Town town;
    const auto stranger = kiosk::jose::SigningKey::generate().value();
    kiosk::fleet::Job job{.city = "leipzig",
                          .terminal = town.id,
                          .number = 9,
                          .verb = Verb::out_of_service,
                          .issued = town.clock.now(),
                          .expires = town.clock.now() + 1h,
                          .reason = "mischief"};
    const std::string forged = sign(job, stranger).value();
    job.terminal = "leipzig-043";
    const std::string stray = sign(job, town.key).value();
    town.network = [&](const HttpAnswer& answer) -> Result<HttpAnswer> {
        auto said = nlohmann::json::parse(answer.body);
        said["jobs"] = {forged, stray, "a.b.c", ""};
        return answering(200, said.dump());
    };
    town.rounds(2);
    EXPECT_FALSE(is_closed(town));
    town.network = {};
    town.round();
    EXPECT_EQ(town.view().reported->refused_jobs, 8);
    EXPECT_EQ(town.view().reported->head.number, 0);
}

TEST(ControlLine, AJobOfANewerControlRoomIsRefusedByItsNumber) {
    Town town;
    kiosk::fleet::Job job{.city = "leipzig",
                          .terminal = town.id,
                          .number = 1,
                          .verb = Verb::restart,
                          .issued = town.clock.now(),
                          .expires = town.clock.now() + 1h};
    auto newer = to_json(job);
    newer["verb"] = "make_coffee";
    const std::string coffee = kiosk::jose::sign_eddsa(town.key, "kiosk-job+json", newer).value();
    town.network = [&](const HttpAnswer& answer) -> Result<HttpAnswer> {
        auto said = nlohmann::json::parse(answer.body);
        said["jobs"] = {coffee};
        return answering(200, said.dump());
    };
    town.round();
    ASSERT_EQ(town.jobs->ledger().results().size(), 1U);
    EXPECT_EQ(town.jobs->ledger().results()[0].detail, "not_understood");
}

TEST(ControlLine, AReplayedJobIsNotDoneAgain) {
    Town town;
    const auto number = town.issue(out_of_service);
    const std::string replayed = town.job(number).signed_job;
    town.rounds(2);
    town.issue({.verb = Verb::in_service});
    town.rounds(2);
    town.network = [&](const HttpAnswer& answer) -> Result<HttpAnswer> {
        auto said = nlohmann::json::parse(answer.body);
        said["jobs"] = {replayed};
        return answering(200, said.dump());
    };
    town.rounds(3);
    EXPECT_FALSE(is_closed(town));
}

TEST(ControlLine, WhoLostItsMemoryDoesNothingAgainAndSaysSo) {
    Town town;
    const auto number = town.issue(out_of_service);
    town.round();
    ASSERT_TRUE(town.journal.set_note("jobs", "{\"head_number\":"));
    ASSERT_TRUE(kiosk::duty::open(town.journal, ClosedBy::control_room));
    town.restart_agent();
    town.rounds(3);
    EXPECT_FALSE(is_closed(town)) << "it may have been done already";
    EXPECT_EQ(town.outcome(number), "interrupted/memory_lost");
    const auto next = town.issue(out_of_service);
    town.rounds(3);
    EXPECT_EQ(town.outcome(next), "done");
}

TEST(ControlLine, WithoutASessionItSaysThatNothingIsOnTheScreen) {
    Town town;
    town.clock.let_pass(13min);
    town.round();
    EXPECT_EQ(town.view().reported->service.cause, "closed.no_session");
    EXPECT_EQ(town.view().reported->state_of("display"), "deviceOffline");
    EXPECT_EQ(town.view().light.colour, Colour::red);
    const auto number = town.issue(out_of_service);
    town.stand(true);
    town.clock.let_pass(13min);
    town.rounds(2);
    EXPECT_EQ(town.outcome(number), "done") << "nobody stands at a screen that shows nothing";
}

// The disk breaks at any one of the agent's writes, and the agent ends with it.
TEST(ControlLine, EndedAtAnyWriteNoJobIsLostAndNoneDoneTwice) {
    int point = 0;
    for (bool was_cut = true; was_cut; ++point) {
        Town town;
        std::vector<std::int64_t> numbers;
        for (const Verb verb : {Verb::out_of_service, Verb::in_service, Verb::out_of_service})
            numbers.push_back(town.issue({.verb = verb, .reason = "the floor is being cleaned"}));
        town.journal.break_after_notes(point);
        town.rounds(6);
        was_cut = town.journal.is_broken();
        town.journal.mend_disk();
        town.restart_agent();
        town.rounds(6);
        for (const auto number : numbers) EXPECT_EQ(town.outcome(number), "done") << point;
        EXPECT_TRUE(is_closed(town)) << point;
        EXPECT_TRUE(town.view().terminal.chain_holds) << point;
    }
    EXPECT_GT(point, 10);
}

}  // namespace
}  // namespace tests
