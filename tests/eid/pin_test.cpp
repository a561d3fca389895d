// What is sent to the card, and what is not, in each state of the PIN.
#include "drivers/clock/simulated_clock.h"
#include "drivers/random/simulated_random.h"
#include "kiosk/eid/session.h"
#include "tests/eid/scripted_card.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace kiosk::eid;
using kiosk::SecretText;

const std::string card_access =
    "3155300D060804007F00070202020201023012060A04007F000702020302020201020201413012060A04007F0007"
    "020204020202010202010D301C060904007F000702020302300C060704007F0007010202010D0201419000";

struct Desk {
    explicit Desk(std::vector<std::string> answers) : card(std::move(answers)) {}

    TroubleKind change(const Secrets& secrets, const std::string& new_pin = "654321") {
        return session.change_pin(secrets, SecretText(new_pin), [](kiosk::EidStage) {})
            .error()
            .kind;
    }
    // GENERAL AUTHENTICATE: what could burn a try.
    [[nodiscard]] long authentications() const {
        return std::count_if(card.asked.begin(), card.asked.end(), [](const std::string& command) {
            return command.substr(2, 2) == "86";
        });
    }

    ScriptedCard card;
    drivers::SimulatedClock clock{kiosk::Instant{}};
    drivers::SimulatedRandom random{1};
    Session session{card, clock, random};
};

Secrets pin_only() {
    return {.pin = SecretText("123456"), .can = {}, .spend_last_try = false};
}

TEST(Pin, IsLookedAtWithoutBurningATry) {
    for (const char* status : {"9000", "63C2", "63C1", "63C0", "6283"}) {
        Desk desk({card_access, status});
        EXPECT_TRUE(desk.session.look());
        EXPECT_EQ(desk.card.asked.size(), 2U);
        EXPECT_EQ(desk.authentications(), 0);
    }
}

TEST(Pin, IsNotTriedWhenBlocked) {
    Desk desk({card_access, "63C0"});
    EXPECT_EQ(desk.change(pin_only()), TroubleKind::pin_blocked);
    EXPECT_EQ(desk.authentications(), 0);
}

TEST(Pin, IsNotTriedWhenDeactivated) {
    Desk desk({card_access, "6283"});
    EXPECT_EQ(desk.change(pin_only()), TroubleKind::pin_deactivated);
    EXPECT_EQ(desk.authentications(), 0);
}

TEST(Pin, AsksForTheCanWhenSuspended) {
    Desk desk({card_access, "63C1"});
    EXPECT_EQ(desk.change(pin_only()), TroubleKind::pin_suspended);
    EXPECT_EQ(desk.authentications(), 0);
}

TEST(Pin, DoesNotSpendTheLastTryWithoutConsent) {
    Desk desk({card_access, "63C1"});
    Secrets secrets = pin_only();
    secrets.can = SecretText("500540");
    EXPECT_EQ(desk.change(secrets), TroubleKind::last_try_needs_consent);
    EXPECT_EQ(desk.authentications(), 0);
}

TEST(Pin, GoesThroughTheCanBeforeTheLastTry) {
    Desk desk({card_access, "63C1", "9000"});
    Secrets secrets = pin_only();
    secrets.can = SecretText("500540");
    secrets.spend_last_try = true;
    EXPECT_EQ(desk.change(secrets), TroubleKind::card_removed);
    EXPECT_EQ(desk.card.asked.at(1).substr(desk.card.asked.at(1).size() - 6), "830103");
    EXPECT_EQ(desk.card.asked.at(2).substr(desk.card.asked.at(2).size() - 6), "830102");
    EXPECT_EQ(desk.authentications(), 1);
}

TEST(Pin, IsSetToSixDigitsOnly) {
    for (const char* wrong : {"12345", "1234567", "12345a", ""}) {
        Desk desk({});
        EXPECT_EQ(desk.change(pin_only(), wrong), TroubleKind::transport_pin);
        EXPECT_TRUE(desk.card.asked.empty());
    }
}

TEST(Card, IsForeignWhenItDoesNotSpeakOfEid) {
    for (const char* answer : {"6A82", "6D00", "6E00", "9000", "31009000",
                               "31143012060A04007F0007020204020202010202010D9000"}) {
        Desk desk({answer});
        EXPECT_EQ(desk.session.look().error().kind, TroubleKind::foreign_card) << answer;
        EXPECT_EQ(desk.card.asked.size(), 1U);
    }
}

TEST(Card, IsFaultyWhenItSpeaksGarbage) {
    for (const char* answer : {"30009000", "3180009000", "FFFFFF9000", "00", "0000"}) {
        Desk desk({answer, "6B00"});
        EXPECT_EQ(desk.session.look().error().kind, TroubleKind::card_faulty) << answer;
    }
}

}  // namespace
}  // namespace tests
