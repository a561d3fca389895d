// A card that stays on the reader: when the reader is looked at for it, and when no longer.
#include "tests/visit/card_visits.h"

namespace kiosk::visit {
namespace {

constexpr CardLook empty{CardPresence::no_card, {}, false};

Step about_to_be_saved() {
    return Saving{1, screens::sample_draft(), {}};
}

CardVisit back_on_the_first_screen() {
    CardVisit card;
    EXPECT_TRUE(card.send(CardWanted{CardTask::look}));
    EXPECT_TRUE(card.see(eid_card(3)));
    EXPECT_TRUE(card.send(WentBack{}));
    return card;
}

TEST(LeftCard, IsLookedForWhereTheOrderEnds) {
    CardVisit card(about_to_be_saved());
    card.visit.last_work = 1;
    EXPECT_TRUE(card.send(OrderSaved{1, {}}));
    ASSERT_NE(card.at<Ordered>(), nullptr);
    ASSERT_NE(card.effect<WatchCard>(), nullptr);
    EXPECT_TRUE(card.see(eid_card(3)));
    EXPECT_TRUE(card.visit.left_card->lies);
    EXPECT_NE(card.effect<PlayTone>(), nullptr);
}

TEST(LeftCard, SoundsOnceAndIsForgottenWhenItIsTaken) {
    auto card = back_on_the_first_screen();
    EXPECT_TRUE(card.see(eid_card(3)));
    EXPECT_NE(card.effect<PlayTone>(), nullptr);
    EXPECT_TRUE(card.see({CardPresence::foreign_card, {}, false}));
    EXPECT_TRUE(card.visit.left_card->lies) << "whatever card it is";
    EXPECT_EQ(card.effect<PlayTone>(), nullptr);
    EXPECT_TRUE(card.see(empty));
    EXPECT_FALSE(card.visit.left_card);
    EXPECT_NE(card.effect<StopWatching>(), nullptr);
}

TEST(LeftCard, IsNoMatterWhereTheReaderIsEmptyOrGone) {
    for (const auto presence : {CardPresence::no_card, CardPresence::no_reader}) {
        auto card = back_on_the_first_screen();
        EXPECT_TRUE(card.see({presence, {}, false}));
        EXPECT_EQ(card.effect<PlayTone>(), nullptr);
        EXPECT_NE(card.effect<StopWatching>(), nullptr);
        EXPECT_FALSE(card.see(eid_card(3))) << "what is laid later is another matter";
    }
}

TEST(LeftCard, IsNotLookedForWithoutAReaderOrAtATerminalThatOpens) {
    CardVisit without(about_to_be_saved());
    without.visit.reader = {};
    EXPECT_TRUE(without.send(OrderSaved{1, {}}));
    EXPECT_EQ(without.effect<WatchCard>(), nullptr);
    CardVisit opening(OutOfService{"closed.no_space"});
    EXPECT_TRUE(opening.send(HealthChanged{"", {}}));
    EXPECT_EQ(opening.effect<WatchCard>(), nullptr);
}

TEST(LeftCard, LeavesTheReaderToWhatIsWantedOfItNext) {
    auto card = back_on_the_first_screen();
    EXPECT_TRUE(card.see(eid_card(3)));
    EXPECT_TRUE(card.send(CardWanted{CardTask::look}));
    ASSERT_EQ(card.effects.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<StopWatching>(card.effects[0]));
    EXPECT_TRUE(std::holds_alternative<WatchCard>(card.effects[1]));
    EXPECT_FALSE(card.visit.left_card);
}

}  // namespace
}  // namespace kiosk::visit
