// Alarms on a memory without a disk, a clock turned by hand, and a mail server that may fail.
#include "kiosk/control/alarms.h"

#include "drivers/clock/simulated_clock.h"
#include "drivers/control_store/simulated_control_store.h"
#include "drivers/mail/simulated_mailer.h"
#include "kiosk/control/outbox.h"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using kiosk::ErrorKind;
using kiosk::Instant;
using kiosk::Mail;
using kiosk::control::Actor;
using kiosk::control::Alarm;
using kiosk::control::Alarms;
using kiosk::control::Colour;
using kiosk::control::Notice;
using kiosk::control::Records;
using kiosk::control::TerminalView;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const Instant start = kiosk::parse_instant("2026-12-01T10:14:05Z").value();
const Actor erika{.who = "erika", .origin = "local account"};

TerminalView standing(const std::string& id, Colour colour, const std::string& code) {
    TerminalView view;
    view.terminal.id = id;
    view.terminal.city = id.substr(0, id.find('-'));
    view.light = {colour, {{colour, code, std::nullopt}}};
    return view;
}

// One line a notice, so that a test can read it.
Mail written(const std::vector<Notice>& notices) {
    static constexpr std::array<const char*, 3> about{"raised", "goes on", "over"};
    Mail mail{.subject = std::to_string(notices.size())};
    for (const Notice& notice : notices)
        mail.text += notice.alarm.terminal + ' ' + notice.alarm.code + ' ' +
                     about.at(static_cast<std::size_t>(notice.about)) + '\n';
    return mail;
}

class AlarmsTest : public testing::Test {
  protected:
    std::vector<TerminalView> paper_out{standing("leipzig-042", Colour::red, "paper.paperOut")};
    std::vector<TerminalView> well{standing("leipzig-042", Colour::green, "")};

    // Looks every fifteen seconds, as the control room does.
    void goes_on(const std::vector<TerminalView>& terminals, std::chrono::seconds how_long) {
        for (auto left = how_long; left >= 0s; left -= 15s) {
            ASSERT_TRUE(alarms.look(terminals));
            clock.let_pass(15s);
        }
    }
    std::vector<std::string> mails() {
        mailer.arrived.clear();
        EXPECT_TRUE(empty_outbox(records, mailer));
        std::vector<std::string> told;
        for (const Mail& mail : mailer.arrived) told.push_back(mail.to + ": " + mail.text);
        return told;
    }

    drivers::SimulatedControlStore store;
    drivers::SimulatedClock clock{start};
    drivers::SimulatedMailer mailer;
    Records records{store, clock};
    Alarms alarms{records,
                  {.lasts = 5min,
                   .levels = {{.after = 0s, .to = {"caretaker@example.org"}},
                              {.after = 0s, .to = {"dresden@example.org"}, .city = "dresden"},
                              {.after = 60min, .to = {"desk@example.org"}}}},
                  written};
};

TEST_F(AlarmsTest, WhatPassesWithinMinutesIsNoAlarm) {
    goes_on(paper_out, 4min);
    goes_on(well, 30s);
    goes_on(paper_out, 4min);
    EXPECT_THAT(alarms.open().value(), IsEmpty());
    EXPECT_THAT(mails(), IsEmpty());
}

TEST_F(AlarmsTest, WhatLastsIsRaisedOnceAndToldToWhomItConcerns) {
    goes_on(paper_out, 20min);
    const auto open = alarms.open().value();
    ASSERT_THAT(open, SizeIs(1));
    EXPECT_EQ(open[0].since, start);
    EXPECT_EQ(open[0].raised, start + 5min);
    EXPECT_THAT(mails(), ElementsAre("caretaker@example.org: leipzig-042 paper.paperOut raised\n"));
    goes_on({standing("dresden-1", Colour::grey, "not_heard")}, 6min);
    EXPECT_THAT(mails(), ElementsAre("caretaker@example.org: leipzig-042 paper.paperOut over\n",
                                     "caretaker@example.org: dresden-1 not_heard raised\n",
                                     "dresden@example.org: dresden-1 not_heard raised\n"));
}

TEST_F(AlarmsTest, YellowCanWait) {
    goes_on({standing("leipzig-042", Colour::yellow, "paper.paperLow")}, 60min);
    EXPECT_THAT(alarms.open().value(), IsEmpty());
}

TEST_F(AlarmsTest, WhenNobodySeesToItTheNextLevelIsTold) {
    goes_on(paper_out, 64min);
    EXPECT_THAT(mails(), SizeIs(1));
    goes_on(paper_out, 2min);
    EXPECT_THAT(mails(), ElementsAre("desk@example.org: leipzig-042 paper.paperOut goes on\n"));
}

TEST_F(AlarmsTest, WhoSeesToItEndsTheTelling) {
    goes_on(paper_out, 10min);
    EXPECT_EQ(alarms.see_to("leipzig-042", "", erika), 1);
    EXPECT_EQ(alarms.see_to("leipzig-042", "paper.paperOut", erika).error().detail,
              "alarm_unknown");
    EXPECT_EQ(alarms.see_to("leipzig-042", "paper.paperLow", erika).error().detail,
              "alarm_unknown");
    mails();
    goes_on(paper_out, 120min);
    EXPECT_THAT(mails(), IsEmpty());
    const auto row = store.last_audit().value();
    EXPECT_EQ(row->act + ' ' + row->object + ' ' + row->reason,
              "see_to_alarm leipzig-042 paper.paperOut");
}

TEST_F(AlarmsTest, WhatIsOverIsRememberedForNinetyDays) {
    goes_on(paper_out, 6min);
    goes_on(well, 0s);
    EXPECT_THAT(alarms.open().value(), IsEmpty());
    ASSERT_THAT(alarms.over().value(), SizeIs(1));
    EXPECT_TRUE(alarms.over().value()[0].ended);
    clock.let_pass(91 * 24h);
    EXPECT_THAT(alarms.over().value(), IsEmpty());
    goes_on(paper_out, 6min);
    goes_on(well, 0s);
    EXPECT_THAT(store.documents("alarms_over", "", 9).value(), SizeIs(1));
}

TEST_F(AlarmsTest, WhatIsRaisedIsNewHoweverLongTheLookTakes) {
    struct Hasty : kiosk::Clock {  // a millisecond goes by with each question
        mutable std::chrono::milliseconds passed{0};
        [[nodiscard]] Instant now() const override { return start + ++passed; }
        [[nodiscard]] std::chrono::milliseconds steady() const override { return ++passed; }
    } hasty;
    Records in_a_hurry(store, hasty);
    Alarms at_once(in_a_hurry, {.lasts = 0s, .levels = {{.to = {"caretaker@example.org"}}}},
                   written);
    ASSERT_TRUE(at_once.look(paper_out));
    EXPECT_THAT(mails(), ElementsAre("caretaker@example.org: leipzig-042 paper.paperOut raised\n"));
}

TEST_F(AlarmsTest, ManyAtOnceAreOneMail) {
    std::vector<TerminalView> silent;
    for (int i = 0; i < 300; ++i)
        silent.push_back(standing("leipzig-" + std::to_string(i), Colour::grey, "not_heard"));
    goes_on(silent, 6min);
    EXPECT_THAT(alarms.open().value(), SizeIs(300));
    EXPECT_THAT(mails(), SizeIs(1));
    EXPECT_EQ(mailer.arrived[0].subject, "300");
}

TEST_F(AlarmsTest, AMailWaitsUntilTheServerTakesIt) {
    goes_on(paper_out, 6min);
    mailer.mishap = ErrorKind::unavailable;
    EXPECT_EQ(empty_outbox(records, mailer).value().left, 1U);
    mailer.mishap.reset();
    EXPECT_THAT(mails(), SizeIs(1));
    EXPECT_THAT(mails(), IsEmpty());
}

TEST_F(AlarmsTest, AMailThatTheServerRefusesOrThatIsADayOldIsGivenUp) {
    goes_on(paper_out, 6min);
    mailer.mishap = ErrorKind::refused;
    EXPECT_EQ(empty_outbox(records, mailer).value().given_up, 1U);
    goes_on(well, 0s);
    mailer.mishap = ErrorKind::unavailable;
    EXPECT_EQ(empty_outbox(records, mailer).value().left, 1U);
    clock.let_pass(25h);
    EXPECT_EQ(empty_outbox(records, mailer).value().given_up, 1U);
    EXPECT_THAT(store.documents("outbox", "", 9).value(), IsEmpty());
}

TEST_F(AlarmsTest, AfterARestartWhatIsOpenIsNotRaisedAgain) {
    goes_on(paper_out, 6min);
    mails();
    Alarms again(records, {.lasts = 5min, .levels = {{.to = {"caretaker@example.org"}}}}, written);
    ASSERT_TRUE(again.look(paper_out));
    EXPECT_THAT(again.open().value(), SizeIs(1));
    EXPECT_THAT(mails(), IsEmpty());
}

}  // namespace
}  // namespace tests
