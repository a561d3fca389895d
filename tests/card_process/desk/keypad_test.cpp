// A reader with keys of its own: what the driver finds reaches the session, and PIN, CAN and PUK
// are typed there. The process is the real one; tests/card_process/keypad is the reader.
#include "tests/card_process/desk/stage.h"

#include <cstdlib>

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using kiosk::EidStage;
using kiosk::eid::Field;
using kiosk::eid::PinState;
using kiosk::eid::TroubleKind;
using Kind = PinState::Kind;

class ReaderWithKeys : public testing::Test {
  protected:
    void SetUp() override {
        if (!CardDesk::shared().there()) GTEST_SKIP() << "no pcscd, or no virtual reader";
        open({});
    }
    void open(drivers::CardProcessOptions options) {
        options.program = getenv("KIOSK_CARD_WITH_KEYPAD");
        session = session_on_the_desk(std::move(options));
    }
    void lay(int tries = 3, const char* pin = right_pin) {
        CardDesk::shared().lay({{"tries", tries}, {"pin", pin}});
        for (int i = 0; i < 8 && look().presence != kiosk::CardPresence::eid; ++i)
            static_cast<void>(session->look(look(), 1s));
    }
    kiosk::CardLook look() { return session->look({}, 0ms); }
    kiosk::eid::Outcome<kiosk::eid::Reading> read(bool spend_last_try = false) {
        kiosk::eid::ReadRequest request;
        request.secrets.spend_last_try = spend_last_try;
        request.fields = {Field::family_name};
        return session->read(request, listen);
    }

    std::unique_ptr<drivers::CardProcessSession> session;
    std::vector<EidStage> stages;
    kiosk::EidProgress listen = [this](EidStage stage) { stages.push_back(stage); };
};

TEST_F(ReaderWithKeys, IsSeenAndTheCardIsReadWithoutAPinOfOurs) {
    lay();
    EXPECT_TRUE(look().keypad);
    const auto reading = read();
    ASSERT_TRUE(reading) << reading.error().detail;
    EXPECT_EQ(reading->fields,
              (std::map<Field, kiosk::eid::FieldValue>{
                  {Field::family_name, the_holder().fields.at(Field::family_name)}}));
    EXPECT_EQ(stages, (std::vector{EidStage::asking_on_the_keypad, EidStage::proving_terminal,
                                   EidStage::proving_card, EidStage::reading_data}));
}

TEST_F(ReaderWithKeys, TellsAWrongPin) {
    lay(3, "111111");
    const auto reading = read();
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().kind, TroubleKind::wrong_pin) << reading.error().detail;
    EXPECT_EQ(reading.error().tries_left, 2);
    EXPECT_EQ(look().pin, (PinState{Kind::ready, 2}));
}

// The CAN alone takes the citizen longer than a request may take otherwise.
TEST_F(ReaderWithKeys, WaitsForTheCanAndThePinBeforeTheLastTry) {
    drivers::CardProcessOptions hasty;
    hasty.request = 2500ms;
    open(hasty);
    lay(1);
    const auto unasked = read();
    ASSERT_FALSE(unasked);
    EXPECT_EQ(unasked.error().kind, TroubleKind::last_try_needs_consent);
    const auto reading = read(true);
    EXPECT_TRUE(reading) << name_of(reading.error().kind) << reading.error().detail;
    EXPECT_EQ(look().pin, (PinState{Kind::ready, 3}));
}

TEST_F(ReaderWithKeys, SetsANewPinThatIsTypedThere) {
    lay();
    const auto set = session->change_pin({}, {}, listen);
    ASSERT_TRUE(set) << set.error().detail;
    EXPECT_EQ(stages, std::vector{EidStage::asking_on_the_keypad});
    EXPECT_EQ(CardDesk::shared().card_state().at("pin"), "654321");
}

TEST_F(ReaderWithKeys, UnblocksByAPukThatIsTypedThere) {
    lay(0);
    EXPECT_EQ(look().pin, (PinState{Kind::blocked, 0}));
    const auto unblocked = session->unblock({}, listen);
    ASSERT_TRUE(unblocked) << unblocked.error().detail;
    EXPECT_EQ(look().pin, (PinState{Kind::ready, 3}));
}

}  // namespace
}  // namespace tests
