// The decisions around the eID card, one by one.
#include "tests/visit/card_visits.h"

namespace kiosk::visit {
namespace {

using eid::TroubleKind;

CardDone failure(WorkNumber work, TroubleKind kind, std::optional<int> tries = {}) {
    return {work, tl::unexpected(eid::Trouble{kind, {}, tries})};
}

TroubleKind trouble_of(const CardVisit& card) {
    const auto* failed = card.at<CardFailed>();
    EXPECT_NE(failed, nullptr);
    return failed == nullptr ? TroubleKind::card_faulty : failed->trouble.kind;
}

TEST(CardReader, IsOfferedOnlyWhereThereIsOne) {
    CardVisit card;
    card.visit.reader = {};
    EXPECT_FALSE(card.send(CardWanted{CardTask::look}));
    EXPECT_TRUE(card.send(CardReaderReported{true, false}));
    EXPECT_TRUE(card.send(CardWanted{CardTask::look}));
}

TEST(CardReader, ReadsForTheFormOnlyWhereTheTerminalMayRead) {
    CardVisit card(asking_for_names());
    card.visit.reader = {true, false};
    EXPECT_FALSE(card.send(CardWanted{CardTask::read}));
    card.visit.reader = {true, true};
    EXPECT_TRUE(card.send(CardWanted{CardTask::read}));
    EXPECT_NE(card.at<AllowingReading>(), nullptr);
}

TEST(Checking, TellsWhatTheCardSaysAndStopsWatching) {
    CardVisit card;
    EXPECT_TRUE(card.send(CardWanted{CardTask::look}));
    EXPECT_NE(card.effect<WatchCard>(), nullptr);
    EXPECT_TRUE(card.see({CardPresence::no_card, {}, false}));
    EXPECT_TRUE(card.see({CardPresence::foreign_card, {}, false}));
    ASSERT_NE(card.at<LayingCard>(), nullptr);
    EXPECT_TRUE(card.see(eid_card(2)));
    ASSERT_NE(card.at<CardChecked>(), nullptr);
    EXPECT_EQ(card.at<CardChecked>()->look, eid_card(2));
    EXPECT_NE(card.effect<StopWatching>(), nullptr);
}

TEST(Checking, DropsWhatAnEarlierWatchSaw) {
    CardVisit card;
    EXPECT_TRUE(card.send(CardWanted{CardTask::look}));
    const auto old = card.visit.last_work;
    EXPECT_TRUE(card.send(WentBack{}));
    EXPECT_TRUE(card.send(CardWanted{CardTask::look}));
    EXPECT_FALSE(card.send(CardSeen{old, eid_card(3)}));
    EXPECT_NE(card.at<LayingCard>(), nullptr);
}

TEST(Checking, SaysWhenTheReaderGoes) {
    CardVisit card;
    EXPECT_TRUE(card.send(CardWanted{CardTask::look}));
    EXPECT_TRUE(card.see({CardPresence::no_reader, {}, false}));
    EXPECT_EQ(trouble_of(card), TroubleKind::reader_lost);
}

TEST(Checking, GoesBackToAClosedTerminalIfItClosedMeanwhile) {
    CardVisit card;
    EXPECT_TRUE(card.send(CardWanted{CardTask::look}));
    EXPECT_TRUE(card.send(HealthChanged{"closed.no_space", {}}));
    EXPECT_TRUE(card.send(WentBack{}));
    EXPECT_NE(card.at<OutOfService>(), nullptr);
}

TEST(Reading, AsksOfTheCardWhatTheFormNeedsAndTheCitizenAllows) {
    CardVisit card(asking_for_names());
    EXPECT_TRUE(card.send(CardWanted{CardTask::read}));
    const std::vector<eid::Field> all{eid::Field::given_names, eid::Field::family_name,
                                      eid::Field::birth_name, eid::Field::birth_date,
                                      eid::Field::address};
    EXPECT_EQ(card.at<AllowingReading>()->form.fields, all);
    EXPECT_TRUE(card.send(FieldAllowed{eid::Field::address}));
    EXPECT_TRUE(card.send(FieldAllowed{eid::Field::birth_date}));
    EXPECT_FALSE(card.send(FieldAllowed{eid::Field::community_id}));
    EXPECT_TRUE(card.send(Continued{}));
    EXPECT_TRUE(card.see(eid_card(3)));
    card.enter_digits("123456");
    const auto* read = card.effect<ReadCard>();
    ASSERT_NE(read, nullptr);
    EXPECT_EQ(read->request.fields, (std::vector<eid::Field>(all.begin(), all.begin() + 3)));
    EXPECT_EQ(read->request.secrets.pin, SecretText("123456"));
    EXPECT_FALSE(read->request.secrets.spend_last_try);
    EXPECT_NE(card.at<CardWorking>(), nullptr);
}

TEST(Reading, DoesNotAskForTheBirthDateThatTheFormDoesNotAsk) {
    auto filling = asking_for_names();
    filling.draft.items.front().answers.set("role", "self");
    CardVisit card(filling);
    EXPECT_TRUE(card.send(CardWanted{CardTask::read}));
    for (const auto field : card.at<AllowingReading>()->form.fields)
        EXPECT_NE(field, eid::Field::birth_date);
}

TEST(Reading, OfNothingIsNotBegun) {
    CardVisit card(asking_for_names());
    EXPECT_TRUE(card.send(CardWanted{CardTask::read}));
    const auto offered = card.at<AllowingReading>()->form.fields;
    for (const auto field : offered) EXPECT_TRUE(card.send(FieldAllowed{field}));
    EXPECT_FALSE(card.send(Continued{}));
}

TEST(Reading, BurnsNoTryOnFiveDigits) {
    CardVisit card(asking_for_names());
    card.come_to_laying_for_the_form();
    EXPECT_TRUE(card.see(eid_card(3)));
    card.enter_digits("12345");
    EXPECT_EQ(card.effect<ReadCard>(), nullptr);
    EXPECT_EQ(trouble_of(card), TroubleKind::transport_pin);
    EXPECT_TRUE(card.send(CardWanted{CardTask::set_pin}));
    EXPECT_TRUE(card.see(eid_card(3)));
    EXPECT_EQ(card.at<EnteringDigits>()->what, Digits::old_pin);
}

TEST(Reading, SendsNothingToABlockedOrDeactivatedCard) {
    CardVisit card(asking_for_names());
    card.come_to_laying_for_the_form();
    EXPECT_TRUE(card.see(eid_card(0)));
    EXPECT_EQ(trouble_of(card), TroubleKind::pin_blocked);
    EXPECT_TRUE(card.send(Continued{}));
    EXPECT_TRUE(
        card.see({CardPresence::eid, eid::PinState{eid::PinState::Kind::deactivated, {}}, false}));
    EXPECT_EQ(trouble_of(card), TroubleKind::pin_deactivated);
}

TEST(Reading, AsksBeforeTheLastTryAndThenForTheCan) {
    CardVisit card(asking_for_names());
    card.come_to_laying_for_the_form();
    EXPECT_TRUE(card.see(eid_card(1)));
    ASSERT_NE(card.at<LastTry>(), nullptr);
    EXPECT_FALSE(card.send(Typed{"1"}));
    EXPECT_TRUE(card.send(Continued{}));
    ASSERT_NE(card.at<EnteringDigits>(), nullptr);
    EXPECT_EQ(card.at<EnteringDigits>()->what, Digits::can);
    card.enter_digits("500540");
    card.enter_digits("123456");
    const auto* read = card.effect<ReadCard>();
    ASSERT_NE(read, nullptr);
    EXPECT_EQ(read->request.secrets.can, SecretText("500540"));
    EXPECT_TRUE(read->request.secrets.spend_last_try);
}

TEST(Reading, OnAReaderWithKeysHoldsNoSecrets) {
    CardVisit card(asking_for_names());
    card.come_to_laying_for_the_form();
    EXPECT_TRUE(card.see(eid_card(3, true)));
    ASSERT_NE(card.at<CardWorking>(), nullptr);
    EXPECT_FALSE(card.effect<ReadCard>()->request.secrets.pin);
    card = CardVisit(asking_for_names());
    card.come_to_laying_for_the_form();
    EXPECT_TRUE(card.see(eid_card(1, true)));
    ASSERT_NE(card.at<LastTry>(), nullptr);
    EXPECT_TRUE(card.send(Continued{}));
    EXPECT_TRUE(card.effect<ReadCard>()->request.secrets.spend_last_try);
}

TEST(Reading, ForgetsTheDigitsWhenTheCardGoes) {
    CardVisit card(asking_for_names());
    card.come_to_laying_for_the_form();
    EXPECT_TRUE(card.see(eid_card(3)));
    card.type("1234");
    EXPECT_TRUE(card.see(eid_card(3)));  // nothing new
    ASSERT_NE(card.at<EnteringDigits>(), nullptr);
    EXPECT_TRUE(card.see({CardPresence::no_card, {}, false}));
    ASSERT_NE(card.at<LayingCard>(), nullptr);
    EXPECT_TRUE(card.at<LayingCard>()->taken_away);
    EXPECT_TRUE(card.see(eid_card(3)));
    EXPECT_TRUE(card.at<EnteringDigits>()->digits.empty());
}

TEST(Reading, DropsAnswersToWorkThatWasCancelled) {
    CardVisit card(asking_for_names());
    card.come_to_laying_for_the_form();
    EXPECT_TRUE(card.see(eid_card(3)));
    card.enter_digits("123456");
    const auto work = card.visit.last_work;
    EXPECT_FALSE(card.send(CardStaged{work - 1, EidStage::reading_data}));
    EXPECT_TRUE(card.send(CardStaged{work, EidStage::reading_data}));
    EXPECT_TRUE(card.send(WentBack{}));
    EXPECT_NE(card.effect<CancelCard>(), nullptr);
    ASSERT_NE(card.at<Filling>(), nullptr);
    EXPECT_EQ(card.at<Filling>()->draft, asking_for_names().draft);
    EXPECT_FALSE(card.send(CardDone{work, eid::Reading{}}));
    EXPECT_NE(card.at<Filling>(), nullptr);
}

TEST(Reading, TakesTheDataOnlyWhenTheCitizenSaysSo) {
    CardVisit card(asking_for_names());
    eid::Reading reading;
    reading.fields[eid::Field::family_name] = SecretText("Müller-Lüdenscheidt");
    for (const bool taken : {false, true}) {
        card.come_to_laying_for_the_form();
        EXPECT_TRUE(card.see(eid_card(3)));
        card.enter_digits("123456");
        EXPECT_TRUE(card.send(CardDone{card.visit.last_work, reading}));
        ASSERT_NE(card.at<CardRead>(), nullptr);
        EXPECT_TRUE(taken ? card.send(Continued{}) : card.send(WentBack{}));
        ASSERT_NE(card.at<Filling>(), nullptr);
        EXPECT_EQ(card.at<Filling>()->draft.shared["applicant_family_name"],
                  taken ? "Müller-Lüdenscheidt" : "Mustermann");
    }
}

TEST(Trouble, OfTheThirdWrongPinIsABlockedOne) {
    CardVisit card(asking_for_names());
    card.come_to_laying_for_the_form();
    EXPECT_TRUE(card.see(eid_card(3)));
    card.enter_digits("123456");
    EXPECT_TRUE(card.send(failure(card.visit.last_work, TroubleKind::wrong_pin, 2)));
    EXPECT_EQ(trouble_of(card), TroubleKind::wrong_pin);
    EXPECT_TRUE(card.send(Continued{}));
    EXPECT_TRUE(card.see(eid_card(2)));
    card.enter_digits("123456");
    EXPECT_TRUE(card.send(failure(card.visit.last_work, TroubleKind::wrong_pin, 0)));
    EXPECT_EQ(trouble_of(card), TroubleKind::pin_blocked);
    EXPECT_TRUE(card.send(CardWanted{CardTask::unblock}));
    EXPECT_TRUE(card.see(eid_card(0)));
    EXPECT_EQ(card.at<EnteringDigits>()->what, Digits::puk);
}

TEST(Pin, IsSetFromTheOldOneAndTwiceTheNewOne) {
    CardVisit card;
    card.come_to_laying_for(CardTask::set_pin);
    EXPECT_TRUE(card.see(eid_card(3)));
    card.enter_digits("12345");
    card.enter_digits("739104");
    card.enter_digits("739105");  // a slip
    EXPECT_EQ(card.at<EnteringDigits>()->problem, DigitsProblem::not_the_same);
    EXPECT_EQ(card.at<EnteringDigits>()->what, Digits::new_pin);
    card.enter_digits("739104");
    card.enter_digits("739104");
    const auto* change = card.effect<ChangePin>();
    ASSERT_NE(change, nullptr);
    EXPECT_EQ(change->secrets.pin, SecretText("12345"));
    EXPECT_EQ(change->new_pin, SecretText("739104"));
    EXPECT_TRUE(card.send(CardDone{card.visit.last_work, eid::Reading{}}));
    ASSERT_NE(card.at<PinReady>(), nullptr);
    EXPECT_TRUE(card.send(Continued{}));
    EXPECT_NE(card.at<Welcome>(), nullptr);
}

TEST(Pin, SetOnTheWayThroughTheFormLeadsBackToReading) {
    CardVisit card(asking_for_names());
    card.come_to_laying_for_the_form();
    EXPECT_TRUE(card.see(eid_card(3)));
    card.enter_digits("12345");
    EXPECT_TRUE(card.send(CardWanted{CardTask::set_pin}));
    EXPECT_TRUE(card.see(eid_card(3)));
    card.enter_digits("12345");
    card.enter_digits("739104");
    card.enter_digits("739104");
    EXPECT_TRUE(card.send(CardDone{card.visit.last_work, eid::Reading{}}));
    EXPECT_TRUE(card.send(Continued{}));
    ASSERT_NE(card.at<LayingCard>(), nullptr);
    EXPECT_EQ(card.at<LayingCard>()->errand.task, CardTask::read);
}

TEST(Pin, IsUnblockedByTheWholePukOnly) {
    CardVisit card;
    card.come_to_laying_for(CardTask::unblock);
    EXPECT_TRUE(card.see(eid_card(0)));
    card.enter_digits("987654321");
    EXPECT_EQ(card.at<EnteringDigits>()->problem, DigitsProblem::incomplete);
    card.enter_digits("0");
    ASSERT_NE(card.effect<Unblock>(), nullptr);
    EXPECT_EQ(card.effect<Unblock>()->puk, SecretText("9876543210"));
}

TEST(Digits, AreDigitsAndNoMoreThanFit) {
    CardVisit card(asking_for_names());
    card.come_to_laying_for_the_form();
    EXPECT_TRUE(card.see(eid_card(3)));
    for (const auto* key : {"a", "12", "", "ß", " "}) EXPECT_FALSE(card.send(Typed{key}));
    card.type("123456");
    EXPECT_FALSE(card.send(Typed{"7"}));
    EXPECT_TRUE(card.send(Erased{}));
    EXPECT_EQ(card.at<EnteringDigits>()->digits, SecretText("12345"));
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(card.send(Erased{}));
    EXPECT_FALSE(card.send(Erased{}));
}

TEST(Leaving, CancelsTheCardAtEachStepThatUsesIt) {
    const auto ends = [](CardVisit& card) {
        EXPECT_TRUE(card.send(EndAsked{}));
        EXPECT_TRUE(card.send(EndConfirmed{}));
        EXPECT_NE(card.at<Ended>(), nullptr);
        return card.effect<CancelCard>() != nullptr && card.effect<EndSession>() != nullptr;
    };
    CardVisit laying(asking_for_names());
    laying.come_to_laying_for_the_form();
    auto entering = laying, last = laying, working = laying;
    EXPECT_TRUE(entering.see(eid_card(3)));
    entering.type("1234");
    EXPECT_TRUE(last.see(eid_card(1)));
    EXPECT_TRUE(working.see(eid_card(3)));
    working.enter_digits("123456");
    EXPECT_TRUE(ends(laying));
    EXPECT_TRUE(ends(entering));
    EXPECT_TRUE(ends(last));
    EXPECT_TRUE(ends(working));
    CardVisit elsewhere(asking_for_names());
    EXPECT_FALSE(ends(elsewhere));
}

}  // namespace
}  // namespace kiosk::visit
