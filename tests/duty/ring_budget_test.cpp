// How often the bell is answered.
#include "kiosk/duty/ring_budget.h"

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using kiosk::duty::RingBudget;

int admitted(RingBudget& budget, std::chrono::milliseconds from, std::chrono::milliseconds to,
             std::chrono::milliseconds every) {
    int count = 0;
    for (auto now = from; now < to; now += every)
        if (budget.admits(now)) ++count;
    return count;
}

TEST(RingBudget, JobsOneAfterTheOtherAreHeardAtOnce) {
    RingBudget budget;
    EXPECT_EQ(admitted(budget, 1h, 1h + 100 * 20ms, 20ms), 100);
}

TEST(RingBudget, ABellThatRingsWithoutEndIsAnsweredEveryFiveSeconds) {
    RingBudget budget;
    EXPECT_EQ(admitted(budget, 1h, 1h + 1s, 1ms), RingBudget::most);
    EXPECT_EQ(admitted(budget, 1h + 1s, 1h + 501s, 1ms), 100);
}

TEST(RingBudget, AfterAQuietTimeItIsWholeAgainAndNoMoreThanThat) {
    RingBudget budget;
    EXPECT_EQ(admitted(budget, 1h, 1h + 1s, 1ms), RingBudget::most);
    EXPECT_EQ(admitted(budget, 48h, 48h + 1s, 1ms), RingBudget::most);
}

}  // namespace
}  // namespace tests
