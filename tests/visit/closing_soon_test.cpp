// Staff who cannot wait: a citizen is warned, goes on, and is through at the end of the time.
#include "tests/visit/card_visits.h"

#include <gtest/gtest.h>

namespace kiosk::visit {
namespace {

using namespace std::chrono_literals;

// Somebody who acts all the time, a second after the other.
class Hurried : public CardVisit {
  public:
    explicit Hurried(Step step = Reviewing{screens::sample_draft()}) : CardVisit(std::move(step)) {}

    bool announce() { return send(ClosingAnnounced{now + 120s}); }
    void act_for(std::chrono::seconds how_long) {
        for (const auto until = now + how_long; now < until;) {
            now += 1s;
            send(TimePassed{now, 0ms, false});
        }
    }
    [[nodiscard]] const ClosingSoon* warning() const {
        return visit.overlay ? std::get_if<ClosingSoon>(&*visit.overlay) : nullptr;
    }

    std::chrono::milliseconds now{1'000'000};
};

TEST(ClosingSoon, IsSaidAtOnceAndAgainForTheLastHalfMinute) {
    Hurried citizen;
    ASSERT_TRUE(citizen.announce());
    ASSERT_NE(citizen.warning(), nullptr);
    EXPECT_NE(citizen.effect<PlayTone>(), nullptr);
    citizen.act_for(10s);
    EXPECT_EQ(citizen.warning()->seconds_left, 110);
    ASSERT_TRUE(citizen.send(OverlayClosed{}));
    citizen.act_for(70s);
    EXPECT_EQ(citizen.warning(), nullptr) << "left alone while there is time";
    citizen.act_for(15s);
    ASSERT_NE(citizen.warning(), nullptr);
    EXPECT_LE(citizen.warning()->seconds_left, 30);
    citizen.act_for(20s);
    EXPECT_EQ(citizen.at<Ended>(), nullptr);
    citizen.act_for(5s);
    EXPECT_NE(citizen.at<Ended>(), nullptr);
}

TEST(ClosingSoon, NeverEndsAVisitBeforeItsTime) {
    Hurried citizen;
    ASSERT_TRUE(citizen.announce());
    EXPECT_FALSE(citizen.announce()) << "a second word does not make it sooner";
    citizen.act_for(119s);
    EXPECT_NE(citizen.at<Reviewing>(), nullptr);
}

TEST(ClosingSoon, AnOrderThatIsBeingSavedIsSaved) {
    Hurried citizen(Saving{1, screens::sample_draft(), {}});
    ASSERT_TRUE(citizen.announce());
    citizen.act_for(125s);
    EXPECT_NE(citizen.at<Saving>(), nullptr);
    orders::Acknowledgement acknowledged;
    acknowledged.order_number = "L26 042 000017 35";
    ASSERT_TRUE(citizen.send(OrderSaved{1, acknowledged}));
    citizen.act_for(5s);
    EXPECT_NE(citizen.at<Ordered>(), nullptr) << "the number is read, and the receipt taken";
    citizen.act_for(60s);
    EXPECT_NE(citizen.at<Ended>(), nullptr);
}

TEST(ClosingSoon, MayBeEndedByTheCitizen) {
    Hurried citizen;
    ASSERT_TRUE(citizen.announce());
    ASSERT_TRUE(citizen.send(EndConfirmed{}));
    EXPECT_NE(citizen.effect<EndSession>(), nullptr);
}

TEST(ClosingSoon, WhoeverWalksAwayIsStillAskedAfter) {
    Hurried citizen;
    ASSERT_TRUE(citizen.announce());
    citizen.now += 61s;
    citizen.send(TimePassed{citizen.now, 61s, false});
    EXPECT_TRUE(std::holds_alternative<StillThere>(*citizen.visit.overlay));
}

TEST(ClosingSoon, IsNotSaidWhereNobodyHasBegun) {
    Hurried nobody(Welcome{});
    EXPECT_FALSE(nobody.announce());
    EXPECT_FALSE(nobody.visit.closes_at);
}

}  // namespace
}  // namespace kiosk::visit
