// The control room on a memory without a disk, with a clock turned by hand.
#include "drivers/clock/simulated_clock.h"
#include "drivers/control_store/simulated_control_store.h"
#include "drivers/random/simulated_random.h"
#include "kiosk/control/control_room.h"
#include "kiosk/control/desk.h"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using kiosk::ErrorKind;
using kiosk::Instant;
using kiosk::IssuedJob;
using kiosk::control::Actor;
using kiosk::control::Colour;
using kiosk::control::ControlRoom;
using kiosk::control::JobWish;
using kiosk::fleet::EndedJob;
using kiosk::fleet::Reported;
using kiosk::fleet::Verb;
using nlohmann::json;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const Instant start = kiosk::parse_instant("2026-12-01T10:14:05Z").value();
const Actor erika{.who = "erika", .origin = "local account"};

// A terminal that does what it is told.
struct Terminal {
    Reported said{.terminal = "leipzig-042",
                  .city = "leipzig",
                  .at = start,
                  .software = "1.2.3",
                  .service = {.state = "in_service", .since = start},
                  .parts = {{"printer", "deviceOnline", start}, {"paper", "paperFull", start}}};

    void end(std::int64_t number, const std::string& verb, const std::string& outcome = "done") {
        const EndedJob job{
            .number = number, .verb = verb, .outcome = outcome, .detail = "", .at = start};
        said.results.push_back(job);
        said.head = after(said.head, job);
    }
    [[nodiscard]] std::string report() const { return to_json(said); }
};

struct Case {
    Reported said;
    Colour colour;
    std::string code;
};

Reported with_part(const std::string& name, const std::string& state) {
    Reported said = Terminal{}.said;
    said.parts = {{name, state, start}};
    return said;
}

Reported closed(const std::string& cause) {
    Reported said = Terminal{}.said;
    said.service.state = "out_of_service";
    said.service.cause = cause;
    return said;
}

Reported with_orders(std::int64_t oldest_s, std::int64_t needs_staff) {
    Reported said = Terminal{}.said;
    said.waiting = {.orders = 1, .oldest_s = oldest_s, .needs_staff = needs_staff};
    return said;
}

class ControlRoomTest : public testing::Test {
  protected:
    ControlRoomTest() { EXPECT_TRUE(room.enrol("leipzig-042", "leipzig", erika)); }

    std::int64_t issue(Verb verb, const std::string& reason = "") {
        return room.issue("leipzig-042", {.verb = verb, .reason = reason}, erika).value();
    }
    kiosk::Result<kiosk::control::Reply> report() {
        return room.report("leipzig-042", terminal.report());
    }
    std::vector<std::string> codes() {
        std::vector<std::string> codes;
        const auto view = room.terminal("leipzig-042").value();
        for (const auto& reason : view.light.reasons) codes.push_back(reason.code);
        return codes;
    }
    Colour colour() { return room.terminal("leipzig-042").value().light.colour; }

    drivers::SimulatedControlStore store;
    drivers::SimulatedClock clock{start};
    kiosk::jose::SigningKey key = kiosk::jose::SigningKey::generate().value();
    kiosk::jose::VerifyingKey verifying = key.verifying_key().value();
    kiosk::control::Records records{store, clock};
    ControlRoom room{records, std::move(key)};
    Terminal terminal;
};

TEST_F(ControlRoomTest, AJobIsNumberedSignedAndWrittenDown) {
    const JobWish wish{.verb = Verb::out_of_service,
                       .reason = "Der Boden wird gewischt.",
                       .until = start + 2h,
                       .expires_after = 30min};
    EXPECT_EQ(room.issue("leipzig-042", wish, erika).value(), 1);
    EXPECT_EQ(issue(Verb::in_service), 2);
    const auto reply = report().value();
    EXPECT_EQ(reply.acknowledged, 0);
    ASSERT_THAT(reply.jobs, SizeIs(2));
    const auto job = kiosk::fleet::open_signed(reply.jobs[0], verifying).value();
    EXPECT_EQ(job.terminal, "leipzig-042");
    EXPECT_EQ(job.city, "leipzig");
    EXPECT_EQ(job.number, 1);
    EXPECT_EQ(job.verb, Verb::out_of_service);
    EXPECT_EQ(job.reason, "Der Boden wird gewischt.");
    EXPECT_EQ(job.until, start + 2h);
    EXPECT_EQ(job.expires, start + 30min);
    const auto rows = room.audit_after(1).value();
    ASSERT_THAT(rows, SizeIs(2));
    EXPECT_EQ(rows[0].who, "erika");
    EXPECT_EQ(rows[0].act, "out_of_service");
    EXPECT_EQ(rows[0].object, "leipzig-042/1");
    EXPECT_EQ(rows[0].reason, "Der Boden wird gewischt.");
}

TEST_F(ControlRoomTest, WhatIsRefusedLeavesNoNumberNoJobAndNoRow) {
    const auto refusal = [&](const JobWish& wish) {
        return room.issue("leipzig-042", wish, erika).error().detail;
    };
    EXPECT_EQ(refusal({.verb = Verb::out_of_service}), "reason_missing");
    EXPECT_EQ(refusal({.verb = Verb::restart, .when = kiosk::fleet::When::now}), "reason_missing");
    EXPECT_EQ(refusal({.verb = Verb::restart, .reason = "two\nlines"}), "reason_malformed");
    EXPECT_EQ(refusal({.verb = Verb::restart, .reason = std::string(201, 'a')}),
              "reason_malformed");
    EXPECT_EQ(refusal({.verb = Verb::restart, .until = start + 1h}), "until_malformed");
    EXPECT_EQ(refusal({.verb = Verb::restart, .expires_after = 59s}), "expires_malformed");
    EXPECT_EQ(refusal({.verb = Verb::restart, .expires_after = 8 * 24h}), "expires_malformed");
    EXPECT_EQ(room.issue("leipzig-043", {.verb = Verb::restart}, erika).error().detail,
              "terminal_unknown");
    EXPECT_THAT(room.audit_after(1).value(), IsEmpty());
    EXPECT_EQ(issue(Verb::restart), 1);
}

TEST_F(ControlRoomTest, ABrokenDiskIssuesNothing) {
    store.break_disk();
    EXPECT_EQ(room.issue("leipzig-042", {.verb = Verb::restart}, erika).error().kind,
              ErrorKind::unavailable);
    EXPECT_EQ(report().error().kind, ErrorKind::unavailable);
    store.mend_disk();
    EXPECT_THAT(room.jobs("leipzig-042").value(), IsEmpty());
    EXPECT_EQ(issue(Verb::restart), 1);
}

TEST_F(ControlRoomTest, AnEndedJobIsAcknowledgedAndNotSentAgain) {
    issue(Verb::restart);
    issue(Verb::test_print);
    terminal.end(1, "restart");
    const auto reply = report().value();
    EXPECT_EQ(reply.acknowledged, 1);
    EXPECT_THAT(reply.jobs, SizeIs(1));
    terminal.end(2, "test_print", "failed");
    EXPECT_EQ(report().value().acknowledged, 2);
    EXPECT_THAT(report().value().jobs, IsEmpty());
    const auto jobs = room.jobs("leipzig-042").value();
    EXPECT_EQ(jobs[0].outcome, "failed");
    EXPECT_EQ(jobs[1].outcome, "done");
    EXPECT_TRUE(room.terminal("leipzig-042").value().terminal.chain_holds);
}

TEST_F(ControlRoomTest, AResultThatIsTakenBackShowsAsAMismatch) {
    issue(Verb::restart);
    terminal.end(1, "restart");
    ASSERT_TRUE(report());
    Terminal other;
    other.end(1, "restart", "failed");
    terminal = other;
    EXPECT_EQ(report().value().acknowledged, 1);
    EXPECT_EQ(room.jobs("leipzig-042").value()[0].outcome, "done");
    EXPECT_EQ(colour(), Colour::red);
    EXPECT_THAT(codes(), ElementsAre("jobs.chain_mismatch"));
}

TEST_F(ControlRoomTest, AResultOfAJobThatWasNeverGivenIsNotBelieved) {
    terminal.end(5, "restart");
    EXPECT_EQ(report().value().acknowledged, 0);
    EXPECT_THAT(room.jobs("leipzig-042").value(), IsEmpty());
    EXPECT_THAT(codes(), ElementsAre("jobs.chain_mismatch"));
}

TEST_F(ControlRoomTest, AResultThatIsNotBelievedDoesNotStopThoseAfterIt) {
    terminal.end(1, "restart");
    ASSERT_TRUE(report());
    const auto next = room.issue("leipzig-042", {.verb = Verb::test_print}, erika).value();
    terminal.end(next, "test_print");
    EXPECT_EQ(report().value().acknowledged, next);
    EXPECT_EQ(room.jobs("leipzig-042").value()[0].outcome, "done");
}

// The control room's disk is put back as it was a week ago; the terminal is further.
TEST_F(ControlRoomTest, AfterACopyWasPutBackNoNumberIsGivenTwice) {
    issue(Verb::restart);  // open in the copy, and done since
    for (const int number : {1, 2, 3, 4}) terminal.end(number, "restart");
    terminal.said.results.clear();  // acknowledged to the control room that is no more
    ASSERT_TRUE(report());
    EXPECT_EQ(room.jobs("leipzig-042").value()[0].detail, "passed_over");
    EXPECT_EQ(issue(Verb::restart), 5);
    const auto rows = room.audit_after(2).value();
    ASSERT_THAT(rows, SizeIs(2));
    EXPECT_EQ(rows[0].act + ' ' + rows[0].object, "lead_on_numbers leipzig-042/4");
    terminal.end(5, "restart");
    EXPECT_EQ(report().value().acknowledged, 5);
    EXPECT_THAT(codes(), ElementsAre("jobs.chain_mismatch")) << "staff are to see it";
    EXPECT_THAT(room.audit_after(4).value(), IsEmpty()) << "led on once";
}

TEST_F(ControlRoomTest, StaffTakeTheTerminalsRecordForTheTrueOneWhenTheyHaveLookedIntoIt) {
    const auto accept = [&](const std::string& reason) {
        const auto accepted = room.accept_record("leipzig-042", reason, erika);
        return accepted ? "" : accepted.error().detail;
    };
    ASSERT_TRUE(report());
    EXPECT_EQ(accept("its disk was replaced"), "record_agrees");
    terminal.end(3, "restart");
    ASSERT_TRUE(report());
    EXPECT_EQ(colour(), Colour::red);
    EXPECT_EQ(accept(""), "reason_missing");
    EXPECT_EQ(accept("its disk was replaced"), "");
    ASSERT_TRUE(report());
    EXPECT_EQ(colour(), Colour::green);
    const auto next = issue(Verb::test_print);
    terminal.end(next, "test_print");
    ASSERT_TRUE(report());
    EXPECT_TRUE(room.terminal("leipzig-042").value().terminal.chain_holds);
    EXPECT_EQ(store.audit_after(0, 99).value().at(2).act, "accept_record");
}

TEST_F(ControlRoomTest, AJobThatTheTerminalWentPastDoesNotStayOpen) {
    issue(Verb::restart);
    issue(Verb::test_print);
    terminal.end(2, "test_print");
    const auto reply = report().value();
    EXPECT_EQ(reply.acknowledged, 2);
    EXPECT_THAT(reply.jobs, IsEmpty());
    EXPECT_EQ(room.jobs("leipzig-042").value()[1].detail, "passed_over");
    EXPECT_TRUE(room.terminal("leipzig-042").value().terminal.chain_holds);
}

TEST_F(ControlRoomTest, AtMostTwentyJobsAreSentAndAHundredOpen) {
    for (int i = 0; i < 100; ++i) issue(Verb::report);
    EXPECT_EQ(room.issue("leipzig-042", {.verb = Verb::report}, erika).error().detail,
              "too_many_open_jobs");
    const auto jobs = report().value().jobs;
    ASSERT_THAT(jobs, SizeIs(20));
    EXPECT_EQ(kiosk::fleet::open_signed(jobs[19], verifying)->number, 20);
}

TEST_F(ControlRoomTest, ATerminalSpeaksForItselfOnly) {
    EXPECT_EQ(room.report("leipzig-043", terminal.report()).error().detail, "terminal_unknown");
    ASSERT_TRUE(room.enrol("leipzig-043", "leipzig", erika));
    EXPECT_EQ(room.report("leipzig-043", terminal.report()).error().detail, "not_your_report");
    terminal.said.city = "dresden";
    EXPECT_EQ(report().error().detail, "not_your_report");
    EXPECT_EQ(room.enrol("leipzig-043", "leipzig", erika).error().detail, "already_enrolled");
    EXPECT_EQ(room.enrol("../etc", "leipzig", erika).error().detail, "terminal_malformed");
}

TEST_F(ControlRoomTest, TheLightFollowsWhatTheTerminalSays) {
    EXPECT_EQ(colour(), Colour::grey);
    EXPECT_THAT(codes(), ElementsAre("never_heard"));
    ASSERT_TRUE(report());
    EXPECT_EQ(colour(), Colour::green);

    const std::vector<Case> cases{
        {closed("closed.by_staff"), Colour::yellow, "service.closed.by_staff"},
        {closed("closed.clock"), Colour::red, "service.closed.clock"},
        {with_part("paper", "paperOut"), Colour::red, "paper.paperOut"},
        {with_part("paper", "paperJammed"), Colour::red, "paper.paperJammed"},
        {with_part("paper", "paperLow"), Colour::yellow, "paper.paperLow"},
        {with_part("printer", "deviceOffline"), Colour::red, "printer.deviceOffline"},
        {with_part("printer", "someNewWord"), Colour::red, "printer.someNewWord"},
        {with_part("disk", "low"), Colour::yellow, "disk.low"},
        {with_part("disk", "full"), Colour::red, "disk.full"},
        {with_part("clock", "implausible"), Colour::red, "clock.implausible"},
        {with_part("journal", "unavailable"), Colour::red, "journal.unavailable"},
        {with_orders(0, 1), Colour::red, "orders.need_staff"},
        {with_orders(901, 0), Colour::yellow, "orders.wait_long"},
    };
    for (const Case& each : cases) {
        terminal.said = each.said;
        ASSERT_TRUE(report());
        EXPECT_EQ(colour(), each.colour) << each.code;
        EXPECT_THAT(codes(), ElementsAre(each.code));
    }
    for (const auto& harmless : {with_part("paper", "paperUnknown"), with_part("keypad", "unknown"),
                                 with_part("new_part", "odd"), with_orders(900, 0)}) {
        terminal.said = harmless;
        ASSERT_TRUE(report());
        EXPECT_EQ(colour(), Colour::green) << terminal.report();
    }
}

TEST_F(ControlRoomTest, ATerminalIsGreyWhenItMissedThreePolls) {
    terminal.said.parts = {{"paper", "paperOut", start}};
    ASSERT_TRUE(report());
    clock.let_pass(90s);
    EXPECT_EQ(colour(), Colour::red);
    clock.let_pass(1s);
    EXPECT_EQ(colour(), Colour::grey);
    EXPECT_THAT(codes(), ElementsAre("not_heard", "paper.paperOut"));
}

TEST_F(ControlRoomTest, ATerminalWhoseLineIsGoneIsGreyUnlessItReports) {
    ASSERT_TRUE(room.report("leipzig-042", Terminal{}.report()));
    const auto colour = [&] { return room.terminal("leipzig-042").value().light.colour; };
    clock.let_pass(5s);
    room.hear_of_line("leipzig-042", false);
    EXPECT_EQ(colour(), Colour::grey);
    room.hear_of_line("leipzig-042", true);
    EXPECT_EQ(colour(), Colour::green);
    // The bell is shut out where it stands, and it polls.
    room.hear_of_line("leipzig-042", false);
    clock.let_pass(5s);
    ASSERT_TRUE(room.report("leipzig-042", Terminal{}.report()));
    EXPECT_EQ(colour(), Colour::green);
    room.hear_of_line("no terminal's name", false);
}

TEST_F(ControlRoomTest, AJobRingsAtItsTerminalOnceItIsWrittenDown) {
    struct Tower : kiosk::BellTower {
        std::vector<std::string> rung;
        void ring(const std::string& terminal) override { rung.push_back(terminal); }
        void ring_all() override { rung.emplace_back("all"); }
    } tower;
    room.hang(tower);
    ASSERT_TRUE(room.issue("leipzig-042", {.verb = Verb::restart, .reason = "it hangs"}, erika));
    EXPECT_THAT(tower.rung, ElementsAre("leipzig-042"));
    store.break_disk();
    EXPECT_FALSE(room.issue("leipzig-042", {.verb = Verb::restart, .reason = "it hangs"}, erika));
    EXPECT_THAT(tower.rung, SizeIs(1));
}

TEST_F(ControlRoomTest, AChangedAddedOrMissingAuditRowIsNamed) {
    for (int i = 0; i < 1200; ++i)
        ASSERT_TRUE(room.enrol("leipzig-" + std::to_string(1000 + i), "leipzig", erika));
    const auto check = [&] { return room.check_audit().value().wrong_row.value_or(0); };
    EXPECT_EQ(room.check_audit().value().rows, 1201);
    EXPECT_EQ(room.check_audit().value().head, store.written_audit(1201).hash);
    const auto changed = [&](std::int64_t row, auto change) {
        const kiosk::AuditEntry before = store.written_audit(row);
        change(store.written_audit(row));
        const std::int64_t named = check();
        store.written_audit(row) = before;
        return named;
    };
    EXPECT_EQ(changed(1, [](auto& row) { row.who = "max"; }), 1);
    EXPECT_EQ(changed(700, [](auto& row) { row.at += 1ms; }), 700);
    EXPECT_EQ(changed(700, [](auto& row) { row.act = "restart"; }), 700);
    EXPECT_EQ(changed(700, [](auto& row) { row.object += "x"; }), 700);
    EXPECT_EQ(changed(700, [](auto& row) { row.reason = "because"; }), 700);
    EXPECT_EQ(changed(700, [](auto& row) { row.origin = ""; }), 700);
    EXPECT_EQ(changed(700, [](auto& row) { row.number = 699; }), 699);
    EXPECT_EQ(changed(1201, [](auto& row) { row.hash[0] = row.hash[0] == 'a' ? 'b' : 'a'; }), 1201);
    // Text moved from one column into the next is a change too.
    EXPECT_EQ(changed(700,
                      [](auto& row) {
                          row.reason = row.object;
                          row.object = "";
                      }),
              700);
    EXPECT_EQ(check(), 0);
}

class Desks : public ControlRoomTest {
  protected:
    kiosk::HttpAnswer put(const std::string& path, const std::string& name,
                          const std::string& body) {
        kiosk::HttpCall call{.method = "PUT", .path = path, .body = body};
        if (!name.empty()) call.headers["x-terminal"] = name;
        return terminals.answer(call);
    }
    kiosk::HttpAnswer staff_asks(const std::string& method, const std::string& path,
                                 const std::string& body = "") {
        return staff.answer({.method = method, .path = path, .body = body, .account = "erika"});
    }
    static std::string problem(const kiosk::HttpAnswer& answer) {
        return std::to_string(answer.status) + ' ' + json::parse(answer.body).value("problem", "");
    }
    drivers::SimulatedRandom random{1};
    kiosk::pki::Authority authority =
        kiosk::pki::Authority::generate("Terminals", clock.now()).value();
    kiosk::control::Enrolment enrolment{records, authority, random, ""};
    kiosk::control::TerminalDesk terminals{room, enrolment};
    kiosk::control::Alarms alarms{records, {}, [](const auto&) { return kiosk::Mail{}; }};
    kiosk::control::StaffDesk staff{room, alarms, enrolment};
};

TEST_F(Desks, ATerminalIsHeardUnderItsCertificatesNameOnly) {
    const std::string path = "/v1/terminals/leipzig-042/reported";
    const std::string said = terminal.report();
    const auto answer = put(path, "leipzig-042", said);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(json::parse(answer.body), json::parse(R"({"acknowledged":0,"jobs":[],
                                                        "poll_seconds":30})"));
    EXPECT_EQ(problem(put(path, "leipzig-043", said)), "403 not_your_name");
    EXPECT_EQ(problem(put(path, "", said)), "403 not_your_name");
    EXPECT_EQ(problem(put(path, "leipzig-042,leipzig-042", said)), "403 not_your_name");
    EXPECT_EQ(problem(put("/v1/terminals/leipzig-043/reported", "leipzig-043", said)),
              "404 terminal_unknown");
    EXPECT_EQ(problem(put("/v1/terminals", "leipzig-042", said)), "404 not_found");
    EXPECT_EQ(problem(put("/v1/terminals//reported", "", said)), "404 not_found");
}

TEST_F(Desks, AReportThatIsNoneIsRefused) {
    const std::string path = "/v1/terminals/leipzig-042/reported";
    for (const std::string& body :
         {std::string(), std::string("[]"), std::string("{}"), std::string("<html></html>"),
          std::string(20'000, ' '), std::string(100, '['), std::string(R"({"schema":2})")})
        EXPECT_EQ(problem(put(path, "leipzig-042", body)), "400 malformed") << body.substr(0, 40);
    EXPECT_EQ(colour(), Colour::grey);
}

TEST_F(Desks, StaffSeeAndActUnderTheirAccountsName) {
    ASSERT_TRUE(report());
    const std::string jobs = "/v1/terminals/leipzig-042/jobs";
    EXPECT_EQ(problem(staff_asks("POST", jobs, R"({"verb":"dance"})")), "400 verb_unknown");
    EXPECT_EQ(problem(staff_asks("POST", jobs, R"({"verb":"restart","when":"later"})")),
              "400 when_unknown");
    EXPECT_EQ(problem(staff_asks("POST", jobs, R"({"verb":"restart","who":"max"})")),
              "400 malformed");
    EXPECT_EQ(problem(staff_asks("POST", jobs, R"({"verb":"restart","verb":"report"})")),
              "400 malformed");
    const auto issued = staff_asks("POST", jobs, R"({"verb":"restart","reason":"hängt"})");
    EXPECT_EQ(issued.status, 201);
    EXPECT_EQ(json::parse(issued.body).at("number"), 1);
    const json shown = json::parse(staff_asks("GET", "/v1/terminals/leipzig-042").body);
    EXPECT_EQ(shown.at("light"), "green");
    EXPECT_EQ(shown.at("chain"), "ok");
    EXPECT_EQ(shown.at("reported"), json::parse(terminal.report()));
    EXPECT_EQ(shown.at("jobs").at(0).at("who"), "erika");
    EXPECT_EQ(shown.at("jobs").at(0).at("state"), "open");
    const json listed = json::parse(staff_asks("GET", "/v1/terminals").body);
    EXPECT_EQ(listed.at("terminals").at(0).at("service").at("state"), "in_service");
    EXPECT_EQ(json::parse(staff_asks("GET", "/v1/audit/verify").body).at("ok"), true);
    EXPECT_EQ(json::parse(staff_asks("GET", "/v1/audit").body).at("entries").size(), 2U);
    EXPECT_EQ(problem(staff_asks("GET", "/v1/elsewhere")), "404 not_found");
    EXPECT_EQ(problem(staff_asks("PUT", "/v1/terminals/leipzig-042/reported")), "404 not_found");
    store.break_disk();
    EXPECT_EQ(problem(staff_asks("GET", "/v1/terminals")), "503 store_failed");
}

TEST_F(Desks, StaffWhomTheKernelCannotNameDoNothing) {
    const auto answer = staff.answer({.method = "GET", .path = "/v1/terminals"});
    EXPECT_EQ(problem(answer), "403 not_your_name");
}

}  // namespace
}  // namespace tests
