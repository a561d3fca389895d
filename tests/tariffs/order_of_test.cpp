#include "kiosk/tariffs/order_of.h"

#include "kiosk/tariffs/tariff.h"

#include <gtest/gtest.h>

namespace kiosk::tariffs {
namespace {

using namespace std::chrono_literals;
constexpr Date today = 2026y / 11 / 24;

const std::vector<forms::Service>& services() {
    static const auto loaded = forms::load_services(HOUSE "/config/services").value();
    return loaded;
}

forms::Item birth(std::initializer_list<std::pair<const char*, const char*>> answers) {
    forms::Item item{"birth-certificate", {}};
    for (const auto& [field, value] : answers) item.answers.set(field, value);
    return item;
}

Quote price_of(const std::vector<forms::Item>& items) {
    static const auto tariffs = load_tariffs(HOUSE "/config/tariffs").value();
    return quote(tariffs, order_of(services(), {.items = items, .shared = {}}, today)).value();
}

TEST(OrderOfADraft, HasAPriceFromTheFirstPageOn) {
    const Quote quote = price_of({birth({})});
    EXPECT_EQ(quote.fixed_total_cents, 2010);
    EXPECT_FALSE(quote.search.possible);
    EXPECT_EQ(price_of({birth({{"copies", "99"}})}).fixed_total_cents, 2010)
        << "a slip on the way is no price";
}

TEST(OrderOfADraft, FollowsTheAnswers) {
    const Quote quote = price_of({birth({{"role", "self"},
                                         {"office", "unknown"},
                                         {"register_number", "unknown"},
                                         {"variant", "certificate"},
                                         {"eu_wanted", "yes"},
                                         {"eu_forms", "fr,en"},
                                         {"eu_copies", "2"},
                                         {"copies", "3"},
                                         {"purpose", "pension"},
                                         {"free_proof", "yes"},
                                         {"free_copies", "1"}})});
    EXPECT_EQ(quote.fees_cents, 1500 + 700 + 2 * (1500 + 500));
    EXPECT_EQ(quote.search.entries, 1);
    EXPECT_EQ(quote.search.with_minimum_cents, quote.fixed_total_cents + 3000);
}

TEST(OrderOfADraft, SeesTheSameEntryInTwoItems) {
    EXPECT_EQ(price_of({birth({{"child_family_name", "Gabler"}}),
                        birth({{"child_family_name", "Gabler"}})})
                  .fees_cents,
              2200);
    EXPECT_EQ(price_of({birth({{"child_family_name", "Gabler"}}),
                        birth({{"child_family_name", "Muster"}})})
                  .fees_cents,
              3000);
}

TEST(OrderOfADraft, ForgetsAnswersThatDoNotApply) {
    const Quote quote =
        price_of({birth({{"purpose", "records"}, {"free_proof", "yes"}, {"free_copies", "1"}})});
    EXPECT_EQ(quote.fees_cents, 1500);
}

}  // namespace
}  // namespace kiosk::tariffs
