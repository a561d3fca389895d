#include "kiosk/eid/pace.h"

#include "drivers/clock/simulated_clock.h"
#include "drivers/random/simulated_random.h"
#include "kiosk/eid/curve.h"
#include "kiosk/eid/tlv.h"
#include "tests/eid/scripted_card.h"
#include "tests/eid/worked_example.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace kiosk::eid;
using kiosk::Bytes;
using kiosk::SecretText;
using kiosk::to_hex;
namespace example = worked_example;

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}
template <class Container>
std::string HEX(const Container& bytes) {
    return upper(to_hex(bytes));
}

// The terminal of the worked example, facing a card that gives these answers.
struct Example {
    explicit Example(std::vector<std::string> answers = example::answers)
        : card(std::move(answers)) {}

    Outcome<PaceResult> run() {
        const auto infos = parse_security_infos(hex(example::card_access));
        const auto pace = Pace::choose(*infos);
        if (const auto state = pace->announce(dialogue, PasswordKind::mrz, nullptr); !state)
            return tl::unexpected(state.error());
        return pace->agree(dialogue, PasswordKind::mrz, SecretText(example::mrz), random);
    }
    TroubleKind trouble() { return run().error().kind; }

    ScriptedCard card;
    ScriptedRandom random{{example::mapping_secret, example::secret}};
    drivers::SimulatedClock clock{kiosk::Instant{}};
    Dialogue dialogue{card, clock};
};

// The worked example with the nth answer replaced.
Example with_answer(std::size_t n, const std::string& answer) {
    auto answers = example::answers;
    answers[n] = answer;
    return Example(answers);
}

TEST(PaceWorkedExample, DerivesThePasswordKeyFromTheMachineReadableZone) {
    const auto password = mrz_password(example::mrz);
    EXPECT_EQ(HEX(password), example::password);
    const auto key = derive_key(password, {}, KeyUse::password, AesSize::aes128);
    EXPECT_EQ(HEX(key), example::password_key);
    EXPECT_EQ(HEX(*decrypt_cbc(key, Block{}, hex(example::sealed_nonce))), example::nonce);
}

TEST(PaceWorkedExample, MapsTheGeneratorAndAgreesOnTheKeys) {
    const Curve curve = *Curve::by_parameter_id(13);
    ScriptedRandom random({example::mapping_secret, example::secret});
    const EphemeralKey mapping = curve.generate(random, nullptr);
    EXPECT_EQ(HEX(mapping.encoded), example::mapping_key);
    const Point other = *curve.decode(hex(example::card_mapping_key));
    const Point shared = *curve.multiply(mapping.secret.get(), other.get());
    const Point generator = *curve.map(hex(example::nonce), shared.get());
    EXPECT_EQ(HEX(curve.encode(generator.get())), example::mapped_generator);
    const EphemeralKey own = curve.generate(random, generator.get());
    EXPECT_EQ(HEX(own.encoded), example::key);
    const Point card_key = *curve.decode(hex(example::card_key));
    const auto keys =
        derive_session_keys(*curve.shared_x(own.secret.get(), card_key.get()), {}, AesSize::aes128);
    EXPECT_EQ(HEX(keys.encryption), example::encryption_key);
    EXPECT_EQ(HEX(keys.authentication), example::authentication_key);
    const auto protocol = hex("04007F00070202040202");
    EXPECT_EQ(HEX(cmac(keys.authentication, public_key_object(protocol, hex(example::card_key)))),
              example::token);
    EXPECT_EQ(HEX(cmac(keys.authentication, public_key_object(protocol, own.encoded))),
              example::card_token);
}

TEST(PaceWorkedExample, SendsExactlyThePublishedCommands) {
    Example with;
    const auto result = with.run();
    ASSERT_TRUE(result) << result.error().detail;
    ASSERT_EQ(with.card.asked.size(), example::commands.size());
    for (std::size_t i = 0; i < example::commands.size(); ++i)
        EXPECT_EQ(upper(with.card.asked[i]), example::commands[i]);
    EXPECT_TRUE(with.dialogue.secured());
    EXPECT_EQ(HEX(result->card_id), example::card_key.substr(2, 64));
}

TEST(Pace, RefusesACardThatDoesNotProveItsKeys) {
    EXPECT_EQ(with_answer(4, "7C0A86083ABB9674BCE93C099000").trouble(), TroubleKind::card_faulty);
    EXPECT_EQ(with_answer(4, "7C00 9000").trouble(), TroubleKind::card_faulty);
    EXPECT_EQ(with_answer(4, "7C028600 9000").trouble(), TroubleKind::card_faulty);
}

TEST(Pace, RefusesPointsThatAreNotOnTheCurve) {
    std::string off_curve = example::card_mapping_key;
    off_curve.back() = '5';
    for (const std::string& point :
         {off_curve, std::string("00"), std::string("02") + off_curve.substr(2, 64),
          "04" + std::string(128, '0'), "04" + std::string(128, 'F')}) {
        const auto answer = tlv(0x7C, tlv(0x82, hex(point)));
        EXPECT_EQ(with_answer(2, to_hex(answer) + "9000").trouble(), TroubleKind::card_faulty)
            << point;
    }
}

TEST(Pace, RefusesACardThatRepeatsOurKey) {
    EXPECT_EQ(with_answer(3, "7C438441" + example::key + "9000").trouble(),
              TroubleKind::card_faulty);
}

TEST(Pace, RefusesNoncesOfAnotherSizeAndStrayObjects) {
    for (const char* answer :
         {"7C0280009000", "7C0A800801020304050607089000",
          "7C14801095A3A016522EE98D01E76CB6B98B42C381009000", "9000", "800100 9000"})
        EXPECT_EQ(with_answer(1, answer).trouble(), TroubleKind::card_faulty) << answer;
}

TEST(Pace, TellsAWrongPasswordWithTheTriesThatAreLeft) {
    EXPECT_EQ(with_answer(4, "6300").trouble(), TroubleKind::wrong_can);
    EXPECT_EQ(with_answer(4, "63C1").run().error().tries_left, 1);
}

TEST(Pace, TellsTheStateOfThePinWithoutBurningATry) {
    const std::vector<std::pair<std::string, PinState>> states{
        {"9000", {PinState::Kind::ready, 3}},        {"63C2", {PinState::Kind::ready, 2}},
        {"63C1", {PinState::Kind::suspended, 1}},    {"63C0", {PinState::Kind::blocked, 0}},
        {"6283", {PinState::Kind::deactivated, {}}},
    };
    for (const auto& [status, state] : states) {
        Example with({status});
        const auto pace = Pace::choose(*parse_security_infos(hex(example::card_access)));
        EXPECT_EQ(*pace->announce(with.dialogue, PasswordKind::pin, nullptr), state) << status;
        EXPECT_EQ(with.card.asked.size(), 1U);
    }
    for (const char* status : {"63C4", "6A80", "6700"}) {
        Example with({status});
        const auto pace = Pace::choose(*parse_security_infos(hex(example::card_access)));
        EXPECT_FALSE(pace->announce(with.dialogue, PasswordKind::pin, nullptr)) << status;
    }
}

// A card on libeac drops such a zero; a terminal that does so fails once in 256 sessions.
TEST(Curve, KeepsTheLeadingZerosOfASharedCoordinate) {
    const Curve curve = *Curve::by_parameter_id(12);
    drivers::SimulatedRandom random(7);
    const EphemeralKey own = curve.generate(random, nullptr);
    int seen = 0;
    for (int i = 0; i < 2000 && seen == 0; ++i) {
        const EphemeralKey other = curve.generate(random, nullptr);
        const Point point = *curve.decode(other.encoded);
        const auto x = *curve.shared_x(own.secret.get(), point.get());
        ASSERT_EQ(x.size(), 32U);
        if (x[0] != 0) continue;
        ++seen;
        const Point product = *curve.multiply(own.secret.get(), point.get());
        const Bytes whole = curve.encode(product.get());
        EXPECT_TRUE(std::equal(x.begin(), x.end(), whole.begin() + 1));
    }
    EXPECT_EQ(seen, 1);
}

TEST(Curve, AgreesOnEveryCurveThatWeSupport) {
    drivers::SimulatedRandom random(11);
    for (const int id : {12, 13, 14, 15, 16, 17}) {
        const Curve curve = *Curve::by_parameter_id(id);
        const EphemeralKey a = curve.generate(random, nullptr);
        const EphemeralKey b = curve.generate(random, nullptr);
        const Point to_a = *curve.decode(a.encoded);
        const Point to_b = *curve.decode(b.encoded);
        EXPECT_EQ(*curve.shared_x(a.secret.get(), to_b.get()),
                  *curve.shared_x(b.secret.get(), to_a.get()));
    }
    for (const int id : {0, 8, 11, 18, 32}) EXPECT_FALSE(Curve::by_parameter_id(id)) << id;
}

}  // namespace
}  // namespace tests
