// Every worked example of the fee rules, under both tariffs: fixed total, total with the least
// search, and final total after a search, in cents.
#include "kiosk/tariffs/order_json.h"
#include "kiosk/tariffs/tariff.h"

#include <gtest/gtest.h>

namespace kiosk::tariffs {
namespace {

const std::vector<Tariff>& shipped() {
    static const auto tariffs = load_tariffs(HOUSE "/config/tariffs").value();
    return tariffs;
}

struct Expected {
    Cents fixed;
    Cents with_search = -1;  // -1: no search is possible
    Cents final_total = -1;  // -1: none was made
};
struct Example {
    const char* name;
    const char* lines;
    const char* rest;           // members of the order beside date and lines
    std::optional<Expected> a;  // nullopt: refused, the product is not in the tariff
    Expected b;
};

#define BIRTH R"("register":"birth","entry":"b")"
#define MARRIAGE R"("register":"marriage","entry":"m")"
#define DEATH R"("register":"death","entry":"d")"
#define NO_NUMBER R"("number_known":false)"
#define UNKNOWN R"("office_known":false,"number_known":false)"
#define CASE_9 "{" BIRTH "," NO_NUMBER "}"

const Example examples[] = {
    {"1 one birth certificate", "{" BIRTH "}", "", Expected{1510}, {2010}},
    {"2 picked up", "{" BIRTH "}", R"("delivery":"pickup")", Expected{1000}, {1500}},
    {"3 two identical", "{" BIRTH R"(,"copies":2})", "", Expected{2510}, {2710}},
    {"4 five identical death certificates",
     "{" DEATH R"(,"copies":5})",
     "",
     Expected{5510},
     {4810}},
    {"5 birth and marriage", "{" BIRTH "},{" MARRIAGE "}", "", Expected{2510}, {3510}},
    {"6 two birth and three marriage",
     "{" BIRTH R"(,"copies":2},{)" MARRIAGE R"(,"copies":3})",
     "",
     Expected{5510},
     {5610}},
    {"7 two variants of one entry",
     "{" BIRTH "},{" BIRTH R"(,"variant":"multilingual"})",
     "",
     Expected{2510},
     {3510}},
    {"8 office unknown",
     "{" BIRTH R"(,"office_known":false})",
     "",
     Expected{1510, 2510},
     {2010, 5010}},
    {"9 number unknown", CASE_9, "", Expected{1510, 2510}, {2010, 5010}},
    {"10 both unknown, one search",
     "{" BIRTH "," UNKNOWN "}",
     "",
     Expected{1510, 2510},
     {2010, 5010}},
    {"11 three copies, one search",
     "{" BIRTH "," NO_NUMBER R"(,"copies":3})",
     "",
     Expected{3510, 4510},
     {3410, 6410}},
    {"12 two entries, two searches",
     "{" BIRTH "," UNKNOWN "},{" MARRIAGE "," UNKNOWN "}",
     "",
     Expected{2510, 4510},
     {3510, 9510}},
    {"13 two variants of one entry, one search",
     "{" BIRTH "," UNKNOWN "},{" BIRTH "," UNKNOWN R"(,"variant":"multilingual"})",
     "",
     Expected{2510, 3510},
     {3510, 6510}},
    {"14 nothing searched",
     CASE_9,
     R"("search_minutes":{"b":0})",
     Expected{1510, 2510, 1510},
     {2010, 5010, 2010}},
    {"15 one minute",
     CASE_9,
     R"("search_minutes":{"b":1})",
     Expected{1510, 2510, 2510},
     {2010, 5010, 5010}},
    {"16 thirty minutes",
     CASE_9,
     R"("search_minutes":{"b":30})",
     Expected{1510, 2510, 2510},
     {2010, 5010, 5010}},
    {"17 thirty-one minutes",
     CASE_9,
     R"("search_minutes":{"b":31})",
     Expected{1510, 2510, 3510},
     {2010, 5010, 8010}},
    {"18 seven half hours",
     CASE_9,
     R"("search_minutes":{"b":210})",
     Expected{1510, 2510, 8510},
     {2010, 5010, 23010}},
    {"19 the cap of B",
     CASE_9,
     R"("search_minutes":{"b":211})",
     Expected{1510, 2510, 9510},
     {2010, 5010, 24510}},
    {"20 rounded for each entry",
     CASE_9 ",{" MARRIAGE "," NO_NUMBER "}",
     R"("search_minutes":{"b":29,"m":31})",
     Expected{2510, 4510, 5510},
     {3510, 9510, 12510}},
    {"21 free for a pension", "{" BIRTH R"(,"exempt_copies":1})", "", Expected{0}, {0}},
    {"22 one of three free",
     "{" DEATH R"(,"copies":3,"exempt_copies":1})",
     "",
     Expected{2510},
     {2710}},
    {"23 two offices, two shipments",
     "{" BIRTH R"(,"office":"Leipzig"},{)" MARRIAGE R"(,"office":"Dresden"})",
     "",
     Expected{3020},
     {4020}},
    {"24 an EU form",
     "{" BIRTH R"(,"eu_forms":[{"lang":"en","copies":1}]})",
     "",
     std::nullopt,
     {3510}},
    {"25 EU forms in two languages",
     "{" BIRTH R"(,"eu_forms":[{"lang":"en","copies":2},{"lang":"fr","copies":1}]})",
     "",
     std::nullopt,
     {5510}},
    {"26 ten identical", "{" BIRTH R"(,"copies":10})", "", Expected{10510}, {8310}},
    {"27 dearer postage", "{" BIRTH "}", R"("postage_cents":685)", Expected{1685}, {2185}},
    {"28 free, but searched",
     "{" BIRTH "," NO_NUMBER R"(,"exempt_copies":1})",
     R"("search_minutes":{"b":40})",
     Expected{0, 1000, 2000},
     {0, 3000, 6000}},
};

tl::expected<Quote, Refusal> quoted(const Example& example, const std::string& date) {
    const std::string rest = *example.rest == '\0' ? "" : std::string(",") + example.rest;
    const auto order = order_from_json(R"({"date":")" + date + R"(","lines":[)" + example.lines +
                                       "]" + rest + "}");
    if (!order) return tl::unexpected(order.error());
    return quote(shipped(), *order);
}

void expect(const Quote& quote, const Expected& expected, const std::string& name) {
    SCOPED_TRACE(name);
    EXPECT_EQ(quote.fixed_total_cents, expected.fixed);
    EXPECT_EQ(quote.fixed_total_cents, quote.fees_cents + quote.postage_cents);
    EXPECT_EQ(quote.search.possible, expected.with_search != -1);
    EXPECT_EQ(quote.search.with_minimum_cents,
              expected.with_search == -1 ? expected.fixed : expected.with_search);
    EXPECT_EQ(quote.final_total_cents.value_or(-1), expected.final_total);
    Cents sum = 0;
    for (const QuoteLine& line : quote.lines) sum += line.cents;
    EXPECT_EQ(sum, quote.fixed_total_cents)
        << "the lines add up to the fixed total, never to a possible one";
}

TEST(WorkedExamples, HoldUnderTheTariffOf2019) {
    for (const Example& example : examples) {
        const auto quote = quoted(example, "2019-02-15");
        ASSERT_EQ(quote.has_value(), example.a.has_value()) << example.name;
        if (!quote) {
            EXPECT_EQ(quote.error().reason, "not_offered") << example.name;
            continue;
        }
        EXPECT_EQ(quote->tariff, "A");
        expect(*quote, *example.a, example.name);
    }
}

TEST(WorkedExamples, HoldUnderTheTenthScheduleOfCosts) {
    for (const Example& example : examples) {
        const auto quote = quoted(example, "2026-11-24");
        ASSERT_TRUE(quote) << example.name << ": " << quote.error().detail;
        EXPECT_EQ(quote->tariff, "B");
        expect(*quote, example.b, example.name);
    }
}

}  // namespace
}  // namespace kiosk::tariffs
