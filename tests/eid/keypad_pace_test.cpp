// Readers with their own keys: the bytes of PC/SC part 10 amendment 1, and what is made of them.
#include "kiosk/eid/keypad_pace.h"

#include "drivers/clock/simulated_clock.h"
#include "drivers/random/simulated_random.h"
#include "kiosk/eid/session.h"
#include "tests/eid/scripted_card.h"

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace kiosk::eid;
using kiosk::Bytes;
using kiosk::to_hex;

TEST(KeypadPace, AsksForThePinWithTheRightsThatAreWanted) {
    Rights rights;
    rights.add(Rights::read_data_group(4));
    EXPECT_EQ(to_hex(keypad_request(PasswordKind::pin, &rights)),
              "021a0003157f4c12060904007f000703010202530500000008"
              "00000000");
    EXPECT_EQ(to_hex(keypad_request(PasswordKind::can, nullptr)), "0205000200000000");
}

const std::string references = "0D 5A5A4154435643413030303031 00";

TEST(KeypadPace, LearnsWhoseCertificatesTheChipTrustsAndItsKey) {
    const auto result = parse_keypad_answer(
        PasswordKind::pin, hex("00000000 1B00 9000 0200 3100" + references + "0400 01020304"));
    ASSERT_TRUE(result) << result.error().detail;
    EXPECT_EQ(result->trust_points, std::vector<std::string>{"ZZATCVCA00001"});
    EXPECT_EQ(to_hex(result->card_id), "01020304");
}

TEST(KeypadPace, TellsAWrongPinAndThatNobodyTyped) {
    const auto code = [](const char* bytes) {
        return parse_keypad_answer(PasswordKind::pin, hex(std::string(bytes) + "0000")).error();
    };
    EXPECT_EQ(code("C26306F0").kind, TroubleKind::wrong_pin);
    EXPECT_EQ(code("C26306F0").tries_left, 2);
    EXPECT_EQ(code("010020F0").kind, TroubleKind::timed_out);
    EXPECT_EQ(code("020020F0").kind, TroubleKind::timed_out);
    EXPECT_EQ(code("020010F0").kind, TroubleKind::card_removed);
    EXPECT_EQ(code("060000E0").kind, TroubleKind::card_faulty);
}

TEST(KeypadPace, RefusesAnswersThatAreCutOffOrTooLong) {
    const Bytes whole = hex("00000000 1B00 9000 0200 3100" + references + "0400 01020304");
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_FALSE(parse_keypad_answer(PasswordKind::pin, kiosk::ByteView(whole).first(size)));
    Bytes longer = whole;
    longer.push_back(0);
    EXPECT_FALSE(parse_keypad_answer(PasswordKind::pin, longer));
}

// A reader whose keypad says what the test wants.
class KeypadCard : public ScriptedCard {
  public:
    using ScriptedCard::ScriptedCard;
    [[nodiscard]] bool has_keypad() const override { return true; }
    [[nodiscard]] tl::expected<Bytes, kiosk::ChannelTrouble> execute_pace(
        kiosk::ByteView request) override {
        requests.push_back(to_hex(request));
        return hex(typed);
    }
    [[nodiscard]] tl::expected<Bytes, kiosk::ChannelTrouble> modify_pin(
        kiosk::ByteView request) override {
        requests.push_back(to_hex(request));
        return hex(new_pin_status);
    }
    std::vector<std::string> requests;
    std::string new_pin_status = "9000";
    std::string typed = "C16306F00000";
};

const std::string card_access =
    "3155300D060804007F00070202020201023012060A04007F000702020302020201020201413012060A04007F00"
    "07020204020202010202010D301C060904007F000702020302300C060704007F0007010202010D0201419000";

TEST(KeypadPace, NeverSendsAPasswordAndAsksTheCitizenInTheStateOfThePin) {
    for (const auto& [status, requests, kind] :
         {std::tuple{"63C2", 1U, TroubleKind::wrong_pin},
          {"63C0", 0U, TroubleKind::pin_blocked},
          {"63C1", 0U, TroubleKind::last_try_needs_consent}}) {
        KeypadCard card({card_access, status});
        const drivers::SimulatedClock clock{kiosk::Instant{}};
        drivers::SimulatedRandom random(1);
        Dialogue dialogue(card, clock);
        const auto infos = parse_security_infos(dialogue.read_file(0x1C)->data);
        const auto channel =
            open_with_pin(dialogue, *Pace::choose(*infos), Secrets{}, nullptr, random);
        EXPECT_EQ(channel.error().kind, kind) << status;
        EXPECT_EQ(card.requests.size(), requests);
    }
}

const std::string typed_right = "00000000 0600 9000 0200 3100";

TEST(KeypadPace, HasTheNewPinTypedThereToo) {
    using Case = std::pair<std::string, std::optional<TroubleKind>>;
    for (const auto& [status, kind] :
         {Case{"9000", {}}, Case{"6400", TroubleKind::timed_out},
          Case{"6401", TroubleKind::timed_out}, Case{"6402", TroubleKind::timed_out},
          Case{"6403", TroubleKind::timed_out}, Case{"6985", TroubleKind::pin_blocked},
          Case{"6700", TroubleKind::card_faulty}}) {
        KeypadCard card({card_access, "63C3"});
        card.typed = typed_right;
        card.new_pin_status = status;
        const drivers::SimulatedClock clock{kiosk::Instant{}};
        drivers::SimulatedRandom random(1);
        std::vector<kiosk::EidStage> stages;
        const auto set =
            Session(card, clock, random).change_pin({}, {}, [&](kiosk::EidStage stage) {
                stages.push_back(stage);
            });
        EXPECT_EQ(set.has_value(), !kind) << status;
        if (kind) {
            EXPECT_EQ(set.error().kind, *kind) << status;
        }
        EXPECT_EQ(stages, std::vector{kiosk::EidStage::asking_on_the_keypad});
        EXPECT_EQ(card.requests,
                  (std::vector<std::string>{"0205000300000000",
                                            "3c3c8200000000060601020207040001020000000400000000"
                                            "2c0203"}));
    }
}

TEST(KeypadPace, HasThePukTypedThere) {
    KeypadCard card({card_access, "63C0", "9000", "9000"});
    card.typed = typed_right;
    const drivers::SimulatedClock clock{kiosk::Instant{}};
    drivers::SimulatedRandom random(1);
    EXPECT_TRUE(Session(card, clock, random).unblock({}, [](kiosk::EidStage) {}));
    EXPECT_EQ(card.requests, std::vector<std::string>{"0205000400000000"});
    EXPECT_EQ(card.asked.back(), "002c0303");
}

}  // namespace
}  // namespace tests
