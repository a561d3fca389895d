// One contract for every way of holding an eID card.
#include "tests/card_process/desk/stage.h"

#include <future>

#include <gtest/gtest.h>

namespace tests {
namespace {

using kiosk::CardLook;
using kiosk::CardPresence;
using kiosk::EidStage;
using kiosk::SecretText;
using kiosk::eid::Field;
using kiosk::eid::Outcome;
using kiosk::eid::PinState;
using kiosk::eid::Reading;
using kiosk::eid::Secrets;
using kiosk::eid::TroubleKind;
using Kind = PinState::Kind;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

constexpr auto soon = 8s;  // two busy processors, sanitizers

const kiosk::EidProgress nobody_listens = [](EidStage) {};

Secrets with_pin(const char* pin) {
    return {.pin = SecretText(pin), .can = {}, .spend_last_try = false};
}
Secrets with_can(const char* can, const char* pin, bool spend_last_try = true) {
    return {.pin = SecretText(pin), .can = SecretText(can), .spend_last_try = spend_last_try};
}

template <class Stage>
class EidContract : public testing::Test {
  protected:
    void SetUp() override {
        if (!Stage::there()) GTEST_SKIP() << "no pcscd, no virtual reader, or no namespaces here";
        stage = std::make_unique<Stage>();
    }
    CardLook look_until(CardPresence presence) {
        const auto until = Steady::now() + soon;
        std::optional<CardLook> seen;
        while (Steady::now() < until) {
            seen = stage->session().look(seen, 1s);
            if (seen->presence == presence) return *seen;
        }
        ADD_FAILURE() << "not seen: " << static_cast<int>(presence);
        return *seen;
    }
    void lay(const CardPast& past = {}) {
        stage->lay(past);
        look_until(CardPresence::eid);
    }
    PinState pin_state() { return *look_until(CardPresence::eid).pin; }
    Outcome<Reading> read(const Secrets& secrets,
                          const std::vector<Field>& fields = {Field::family_name},
                          const kiosk::EidProgress& progress = nobody_listens) {
        return stage->session().read({.secrets = secrets, .fields = fields, .born_before = {}},
                                     progress);
    }
    Outcome<void> change(const Secrets& secrets, const char* new_pin) {
        return stage->session().change_pin(secrets, SecretText(new_pin), nobody_listens);
    }
    template <class Value>
    void expect(const Outcome<Value>& outcome, TroubleKind kind,
                std::optional<int> tries_left = {}) {
        ASSERT_FALSE(outcome);
        EXPECT_EQ(name_of(outcome.error().kind), name_of(kind)) << outcome.error().detail;
        EXPECT_EQ(outcome.error().tries_left, tries_left);
    }

    std::unique_ptr<Stage> stage;
};

using Bodies = testing::Types<RealStage, SimulatedStage>;
class Names {
  public:
    template <class Stage>
    static std::string GetName(int) {
        return std::is_same_v<Stage, RealStage> ? "CardProcess" : "Simulated";
    }
};
TYPED_TEST_SUITE(EidContract, Bodies, Names);

TYPED_TEST(EidContract, TellsNoCardAForeignCardAndAnEidCardApart) {
    EXPECT_EQ(this->stage->session().look({}, 0ms).presence, CardPresence::no_card);
    this->stage->lay_foreign();
    EXPECT_FALSE(this->look_until(CardPresence::foreign_card).pin);
    this->stage->pull();
    this->look_until(CardPresence::no_card);
    this->stage->lay();
    EXPECT_EQ(this->look_until(CardPresence::eid).pin, (PinState{Kind::ready, 3}));
}

TYPED_TEST(EidContract, LooksUntilSomethingIsAnotherOrTheLimitIsOver) {
    const CardLook empty = this->look_until(CardPresence::no_card);
    EXPECT_EQ(this->stage->session().look(empty, 100ms), empty);
    auto next =
        std::async(std::launch::async, [&] { return this->stage->session().look(empty, 20s); });
    this->stage->lay();
    EXPECT_EQ(next.get().presence, CardPresence::eid);
}

TYPED_TEST(EidContract, LooksWithoutSpendingATry) {
    this->lay({.tries = 2});
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(this->stage->session().look({}, 0ms).pin, (PinState{Kind::ready, 2}));
}

TYPED_TEST(EidContract, ReadsByteForByteWhatWasAskedForAndNothingElse) {
    this->lay();
    const std::vector<Field> wanted{Field::family_name, Field::birth_name, Field::address,
                                    Field::birth_date, Field::birth_place};
    const auto reading = this->read(with_pin(right_pin), wanted);
    ASSERT_TRUE(reading) << reading.error().detail;
    EXPECT_EQ(reading->fields.size(), wanted.size());
    for (const Field field : wanted)
        EXPECT_EQ(reading->fields.at(field), the_holder().fields.at(field)) << name_of(field);
}

TYPED_TEST(EidContract, TellsWhatItIsDoing) {
    this->lay();
    std::vector<EidStage> stages;
    EXPECT_TRUE(this->read(with_pin(right_pin), {Field::family_name},
                           [&](EidStage now) { stages.push_back(now); }));
    EXPECT_EQ(stages, (std::vector{EidStage::checking_pin, EidStage::proving_terminal,
                                   EidStage::proving_card, EidStage::reading_data}));
}

TYPED_TEST(EidContract, TwoWrongPinsSuspendAndCanWithPinInOneRequestFrees) {
    this->lay();
    this->expect(this->read(with_pin("000000")), TroubleKind::wrong_pin, 2);
    this->expect(this->read(with_pin("000000")), TroubleKind::wrong_pin, 1);
    this->expect(this->read(with_pin(right_pin)), TroubleKind::pin_suspended);
    EXPECT_EQ(this->pin_state(), (PinState{Kind::suspended, 1}));
    this->expect(this->read(with_can("111111", right_pin)), TroubleKind::wrong_can);
    this->expect(this->read(with_can(right_can, right_pin, false)),
                 TroubleKind::last_try_needs_consent);
    EXPECT_TRUE(this->read(with_can(right_can, right_pin)));
    EXPECT_EQ(this->pin_state(), (PinState{Kind::ready, 3}));
}

TYPED_TEST(EidContract, ABlockedPinIsFreedByThePukOnly) {
    this->lay({.tries = 0});
    EXPECT_EQ(this->pin_state(), (PinState{Kind::blocked, 0}));
    this->expect(this->read(with_can(right_can, right_pin)), TroubleKind::pin_blocked);
    auto& session = this->stage->session();
    this->expect(session.unblock(SecretText("0000000000"), nobody_listens), TroubleKind::wrong_puk);
    EXPECT_TRUE(session.unblock(SecretText(right_puk), nobody_listens));
    EXPECT_EQ(this->pin_state(), (PinState{Kind::ready, 3}));
}

TYPED_TEST(EidContract, ATransportPinIsForANewPinOnly) {
    this->lay({.pin = "12345"});
    this->expect(this->read(with_pin("12345")), TroubleKind::transport_pin);
    EXPECT_EQ(this->pin_state(), (PinState{Kind::ready, 3}));
    EXPECT_TRUE(this->change(with_pin("12345"), "654321"));
    EXPECT_TRUE(this->read(with_pin("654321")));
}

TYPED_TEST(EidContract, ANewPinHasSixDigits) {
    this->lay();
    this->expect(this->change(with_pin(right_pin), "12345"), TroubleKind::transport_pin);
    EXPECT_TRUE(this->read(with_pin(right_pin)));
}

TYPED_TEST(EidContract, ADeactivatedCardSaysSo) {
    this->lay({.deactivated = true});
    EXPECT_EQ(this->pin_state(), (PinState{Kind::deactivated, {}}));
    this->expect(this->read(with_pin(right_pin)), TroubleKind::pin_deactivated);
    this->expect(this->change(with_pin(right_pin), "654321"), TroubleKind::pin_deactivated);
}

TYPED_TEST(EidContract, ACardPulledAtAnyStageEndsTheReadingAndTheNextCitizenIsServed) {
    for (const EidStage when : {EidStage::checking_pin, EidStage::proving_terminal,
                                EidStage::proving_card, EidStage::reading_data}) {
        this->stage->lay_slow();
        this->look_until(CardPresence::eid);
        Steady::time_point pulled;
        const auto reading = this->read(with_pin(right_pin), {Field::family_name, Field::address},
                                        [&](EidStage now) {
                                            if (now != when) return;
                                            this->stage->pull();
                                            pulled = Steady::now();
                                        });
        this->expect(reading, TroubleKind::card_removed);
        EXPECT_LT(Steady::now() - pulled, 3s);
        this->look_until(CardPresence::no_card);
    }
    this->lay();
    EXPECT_TRUE(this->read(with_pin(right_pin)));
}

TYPED_TEST(EidContract, WithoutACardARequestEndsAtOnce) {
    this->expect(this->read(with_pin(right_pin)), TroubleKind::card_removed);
    this->stage->lay_foreign();
    this->look_until(CardPresence::foreign_card);
    this->expect(this->read(with_pin(right_pin)), TroubleKind::foreign_card);
}

TYPED_TEST(EidContract, CancelEndsALookAndAReading) {
    auto& session = this->stage->session();
    const CardLook empty = this->look_until(CardPresence::no_card);
    auto looking = std::async(std::launch::async, [&] { return session.look(empty, 60s); });
    while (looking.wait_for(50ms) != std::future_status::ready) session.cancel();
    EXPECT_EQ(looking.get(), empty);
    this->stage->lay_slow();
    this->look_until(CardPresence::eid);
    this->expect(
        this->read(with_pin(right_pin), {Field::family_name}, [&](EidStage) { session.cancel(); }),
        TroubleKind::card_removed);
    this->look_until(CardPresence::eid);
    EXPECT_TRUE(this->read(with_pin(right_pin)));
}

TYPED_TEST(EidContract, AReaderThatIsUnpluggedComesBack) {
    this->lay();
    this->stage->unplug();
    this->look_until(CardPresence::no_reader);
    this->expect(this->read(with_pin(right_pin)), TroubleKind::reader_lost);
    this->stage->plug();
    this->stage->lay();
    this->look_until(CardPresence::eid);
    EXPECT_TRUE(this->read(with_pin(right_pin)));
}

}  // namespace
}  // namespace tests
