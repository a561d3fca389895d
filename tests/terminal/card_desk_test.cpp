// The desk at the citizen's card, with the simulated card on it: what it reports of the reader, and
// how long staff's word holds.
#include "drivers/clock/simulated_clock.h"
#include "drivers/eid/simulated_eid_session.h"
#include "kiosk/programs/session_card_desk.h"

#include <gtest/gtest.h>

namespace kiosk::programs {
namespace {

using namespace std::chrono_literals;

class DeskOfCards : public testing::Test {
  protected:
    void open(bool attended) {
        auto session = std::make_unique<drivers::SimulatedEidSession>();
        session->entitle_to_can_alone();
        session->lay_card({});
        way.session = std::move(session);
        way.may_read = [] { return true; };
        way.attended = attended;
        desk.emplace(way, clock, mailbox);
    }

    template <class What>
    What next() {
        for (int i = 0; i < 500; ++i) {
            while (auto letter = mailbox.take())
                if (const auto* event = std::get_if<visit::Event>(&*letter))
                    if (const auto* found = std::get_if<What>(event)) return *found;
            mailbox.wait(10ms);
        }
        ADD_FAILURE() << "nothing came";
        return {};
    }

    eid::Outcome<eid::Reading> read_by_can() {
        eid::ReadRequest request;
        request.secrets.can = SecretText(drivers::SimulatedEidSession::can);
        desk->read({++work, std::move(request)});
        return next<visit::CardDone>().outcome;
    }

    void expect_locked() {
        const auto outcome = read_by_can();
        ASSERT_FALSE(outcome);
        EXPECT_EQ(outcome.error().kind, eid::TroubleKind::terminal_refused);
    }

    drivers::SimulatedClock clock{Instant{}};
    Mailbox mailbox;
    CardWay way;
    std::optional<CardDesk> desk;
    visit::WorkNumber work = 0;
};

TEST_F(DeskOfCards, ReadsByCanAloneOnlyAfterStaffUnlockedIt) {
    open(true);
    expect_locked();
    desk->unlock_can_alone(true);
    EXPECT_TRUE(next<visit::CardReaderReported>().can_alone);
    EXPECT_TRUE(read_by_can());
}

TEST_F(DeskOfCards, LocksAfterTheCardThatWasRead) {
    open(true);
    desk->unlock_can_alone(true);
    EXPECT_TRUE(read_by_can());
    EXPECT_FALSE(desk->can_alone());
    expect_locked();
}

TEST_F(DeskOfCards, LocksAfterFiveMinutes) {
    open(true);
    desk->unlock_can_alone(true);
    clock.let_pass(5min - 1ms);
    EXPECT_TRUE(desk->can_alone());
    clock.let_pass(1ms);
    EXPECT_FALSE(desk->can_alone());
    expect_locked();
}

TEST_F(DeskOfCards, LocksWhenStaffSaysSo) {
    open(true);
    desk->unlock_can_alone(true);
    desk->unlock_can_alone(false);
    expect_locked();
}

TEST_F(DeskOfCards, HearsStaffWhileItWatchesACardThatIsLeftThere) {
    open(true);
    desk->watch({++work});
    EXPECT_EQ(next<visit::CardSeen>().look.presence, CardPresence::eid);
    EXPECT_FALSE(next<visit::CardReaderReported>().can_alone);
    desk->unlock_can_alone(true);
    EXPECT_TRUE(next<visit::CardReaderReported>().can_alone);
    desk->stop_watching();
}

TEST_F(DeskOfCards, UnlocksNothingAtAnUnattendedTerminal) {
    open(false);
    desk->unlock_can_alone(true);
    EXPECT_FALSE(desk->can_alone());
    expect_locked();
}

}  // namespace
}  // namespace kiosk::programs
