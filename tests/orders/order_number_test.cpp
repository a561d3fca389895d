#include "kiosk/orders/order_number.h"

#include "drivers/random/simulated_random.h"
#include "kiosk/orders/citizen_status.h"
#include "kiosk/orders/identifiers.h"

#include <set>

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono;
using kiosk::Instant;
using kiosk::orders::counter_floor;
using kiosk::orders::grouped;
using kiosk::orders::make_order_number;
using kiosk::orders::parse_order_number;

Instant day(int y, unsigned m, unsigned d) {
    return sys_days(year(y) / month(m) / d) + 12h;
}

TEST(OrderNumber, IsLetterYearTerminalCounterAndCheckDigits) {
    const std::string number = make_order_number(42, 26'000'017).value();
    EXPECT_EQ(number.substr(0, 12), "L26042000017");
    EXPECT_EQ(number.size(), 14U);
    EXPECT_EQ(grouped(number), "L26 042 000017 " + number.substr(12));
}

TEST(OrderNumber, IsReadBackHoweverAPersonWritesIt) {
    const std::string number = make_order_number(7, 26'712'345).value();
    EXPECT_EQ(parse_order_number(number), number);
    EXPECT_EQ(parse_order_number(grouped(number)), number);
    EXPECT_EQ(parse_order_number("l" + number.substr(1)), number);
    EXPECT_FALSE(parse_order_number(""));
    EXPECT_FALSE(parse_order_number(number + "0"));
    EXPECT_FALSE(parse_order_number(std::string(1000, ' ') + number));
}

TEST(OrderNumber, EveryWrongDigitAndEverySwapOfNeighboursIsCaught) {
    for (std::int64_t counter = 26'000'000; counter < 27'000'000; counter += 76'543) {
        const std::string number = make_order_number(311, counter).value();
        for (std::size_t place = 1; place < number.size(); ++place) {
            for (char digit = '0'; digit <= '9'; ++digit) {
                std::string wrong = number;
                wrong[place] = digit;
                EXPECT_EQ(parse_order_number(wrong).has_value(), wrong == number);
            }
            std::string swapped = number;
            if (place > 1) std::swap(swapped[place], swapped[place - 1]);
            EXPECT_EQ(parse_order_number(swapped).has_value(), swapped == number);
        }
    }
}

TEST(OrderNumber, ATerminalWithoutANumberOfItsOwnGivesNone) {
    EXPECT_FALSE(make_order_number(0, 26'000'001));
    EXPECT_FALSE(make_order_number(1000, 26'000'001));
}

TEST(OrderNumber, TheFloorFollowsTheCalendar) {
    EXPECT_GT(counter_floor(day(2026, 11, 24) + 40s), counter_floor(day(2026, 11, 24)));
    EXPECT_GE(counter_floor(day(2026, 1, 1)), 26'000'000);
    EXPECT_LT(counter_floor(day(2028, 12, 31)), 28'800'000);
    EXPECT_GE(counter_floor(sys_days(year(2026) / 12 / 31) + 23h + 30min), 27'000'000);
}

TEST(OrderNumber, AnExhaustedYearRunsOnIntoNumbersOfTheNext) {
    EXPECT_EQ(make_order_number(1, 26'999'999)->substr(0, 12), "L26001999999");
    EXPECT_EQ(make_order_number(1, 27'000'000)->substr(0, 12), "L27001000000");
}

TEST(OrderId, IsAUuidOfVersion7ThatSortsByTime) {
    drivers::SimulatedRandom random(1);
    const std::string earlier = kiosk::orders::make_order_id(day(2026, 11, 24), random);
    const std::string later = kiosk::orders::make_order_id(day(2026, 11, 24) + 1ms, random);
    EXPECT_EQ(earlier.size(), 36U);
    EXPECT_EQ(earlier[14], '7');
    EXPECT_NE(std::string("89ab").find(earlier[19]), std::string::npos);
    EXPECT_LT(earlier, later);
}

TEST(StatusToken, HoldsAtLeast128BitAndNeverRepeats) {
    drivers::SimulatedRandom random(1);
    std::set<std::string> tokens;
    for (int i = 0; i < 1000; ++i) tokens.insert(kiosk::orders::make_status_token(random));
    EXPECT_EQ(tokens.size(), 1000U);
    EXPECT_GE(tokens.begin()->size() * 5, 128U);
    EXPECT_EQ(tokens.begin()->find_first_not_of("abcdefghijklmnopqrstuvwxyz234567"),
              std::string::npos);
}

TEST(CitizenStatus, EveryStateHasOneOfTheSixWords) {
    using kiosk::OrderState;
    const auto word = [](OrderState state) {
        return word_of(kiosk::orders::citizen_status(state));
    };
    EXPECT_EQ(word(OrderState::sealed), "INITIATED");
    EXPECT_EQ(word(OrderState::in_doubt), "INITIATED");
    EXPECT_EQ(word(OrderState::submitted), "SUBMITTED");
    EXPECT_EQ(word(OrderState::forwarded), "RECEIVED");
    EXPECT_EQ(word(OrderState::accepted), "PROCESSING");
    EXPECT_EQ(word(OrderState::rejected), "ACTION_REQUIRED");
    EXPECT_EQ(word(OrderState::needs_staff), "ACTION_REQUIRED");
}

}  // namespace
}  // namespace tests
