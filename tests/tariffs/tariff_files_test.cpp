// Which tariff holds when, and what is refused: in files and in orders.
#include "kiosk/tariffs/order_json.h"
#include "kiosk/tariffs/tariff.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace kiosk::tariffs {
namespace {

class TariffFolder {
  public:
    TariffFolder()
        : path_(std::filesystem::temp_directory_path() /
                ("tariffs-" + std::to_string(std::hash<const void*>{}(this)))) {
        std::filesystem::create_directories(path_);
    }
    ~TariffFolder() { std::filesystem::remove_all(path_); }
    const TariffFolder& write(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / name) << text;
        return *this;
    }
    [[nodiscard]] Result<std::vector<Tariff>> load() const { return load_tariffs(path_.string()); }
    [[nodiscard]] std::string problem() const {
        const auto tariffs = load();
        return tariffs ? "accepted" : tariffs.error().detail;
    }

  private:
    std::filesystem::path path_;
};

std::string tariff(const std::string& id, const std::string& from, const std::string& to,
                   const std::string& search = R"({"unit_cents": 1000, "unit_minutes": 30})") {
    return R"({"id": ")" + id + R"(", "name": "n", "source": "s", "valid_from": ")" + from +
           R"(", "valid_to": ")" + to +
           R"(", "certificate": {"first_cents": 1200, "further_cents": 600}, "search": )" + search +
           R"(, "cod_postage_minimum_cents": 510})";
}

bool ends_with(const std::string& text, const std::string& end) {
    return text.ends_with(end) || (ADD_FAILURE() << text, false);
}

tl::expected<Quote, Refusal> quoted(const std::string& order) {
    static const auto tariffs = load_tariffs(HOUSE "/config/tariffs").value();
    const auto parsed = order_from_json(order);
    if (!parsed) return tl::unexpected(parsed.error());
    return quote(tariffs, *parsed);
}

std::string of_day(const std::string& date) {
    const auto quote = quoted(R"({"date":")" + date + R"(","lines":[{"register":"birth"}]})");
    return quote ? quote->tariff : quote.error().reason;
}

std::string refusal(const std::string& members,
                    const std::string& line = R"({"register":"birth","entry":"a"})") {
    const auto quote = quoted(R"({"date":"2026-11-24","lines":[)" + line + "]" +
                              (members.empty() ? "" : "," + members) + "}");
    return quote ? "quoted"
                 : quote.error().reason + " " +
                       quote.error().detail.substr(0, quote.error().detail.find(':'));
}

TEST(Tariffs, HoldFromTheirFirstToTheirLastDay) {
    EXPECT_EQ(of_day("2018-12-31"), "no_tariff");
    EXPECT_EQ(of_day("2019-01-01"), "A");
    EXPECT_EQ(of_day("2021-09-30"), "A");
    EXPECT_EQ(of_day("2021-10-01"), "B");
    EXPECT_EQ(of_day("2026-12-31"), "B");
    EXPECT_EQ(of_day("2027-01-01"), "no_tariff");
}

TEST(Tariffs, OfANewFileHoldWithoutANewProgram) {
    const TariffFolder folder;
    folder.write("b.json", tariff("B", "2021-10-01", "2026-12-31"))
        .write("c.json", tariff("C", "2027-01-01", "2030-12-31"));
    const auto tariffs = folder.load().value();
    const auto order =
        order_from_json(R"({"date":"2027-01-01","lines":[{"register":"birth"}]})").value();
    EXPECT_EQ(quote(tariffs, order)->fixed_total_cents, 1710);
}

TEST(Tariffs, WarnThirtyDaysBeforeOthersMayApply) {
    const auto from = [](const char* date) {
        return quoted(std::string(R"({"date":")") + date + R"(","lines":[{"register":"birth"}]})")
            ->other_fees_from;
    };
    EXPECT_FALSE(from("2026-12-01"));
    ASSERT_TRUE(from("2026-12-02"));
    EXPECT_EQ(to_iso(*from("2026-12-02")), "2027-01-01");
}

TEST(Tariffs, WithAGapOrAnOverlapAreRefused) {
    const TariffFolder gap;
    gap.write("a.json", tariff("A", "2020-01-01", "2020-12-30"))
        .write("b.json", tariff("B", "2021-01-01", "2021-12-31"));
    EXPECT_NE(gap.problem().find("b.json: /valid_from: leaves a gap with "), std::string::npos)
        << gap.problem();
    const TariffFolder overlap;
    overlap.write("a.json", tariff("A", "2020-01-01", "2021-01-01"))
        .write("b.json", tariff("B", "2021-01-01", "2021-12-31"));
    EXPECT_NE(overlap.problem().find("b.json: /valid_from: leaves an overlap with "),
              std::string::npos)
        << overlap.problem();
    const TariffFolder empty;
    EXPECT_TRUE(ends_with(empty.problem(), ": there is no tariff"));
    const TariffFolder twice;
    twice.write("a.json", tariff("A", "2020-01-01", "2020-12-31"))
        .write("b.json", tariff("A", "2021-01-01", "2021-12-31"));
    EXPECT_TRUE(ends_with(twice.problem(), "b.json: /id: is another tariff's too"));
}

TEST(Tariffs, ThatAreMalformedAreRefusedWithFilePointerAndReason) {
    const auto problem = [](const std::string& text) {
        const TariffFolder folder;
        return folder.write("a.json", text).problem();
    };
    EXPECT_TRUE(ends_with(problem("[]"), "a.json: /: must be an object"));
    EXPECT_TRUE(ends_with(problem("{}"), "a.json: /id: is missing"));
    EXPECT_TRUE(ends_with(problem(tariff("A", "2021-12-31", "2021-01-01")),
                          "a.json: /valid_to: lies before valid_from"));
    EXPECT_TRUE(ends_with(problem(tariff("A", "2021-01-01", "2021-12-31",
                                         R"({"unit_cents": 10.5, "unit_minutes": 30})")),
                          "a.json: /search/unit_cents: must be a whole number"));
    EXPECT_TRUE(ends_with(problem(tariff("A", "2021-01-01", "2021-12-31",
                                         R"({"unit_cents": -1, "unit_minutes": 30})")),
                          "a.json: /search/unit_cents: must be from 0 to 1000000000 cents"));
    EXPECT_TRUE(ends_with(problem(tariff("A", "2021-01-01", "2021-12-31",
                                         R"({"unit_cents": 1, "unit_minutes": 30, "x": 1})")),
                          "a.json: /search/x: is not a known member"));
}

TEST(Orders, ThatCannotBePricedAreRefusedWithTheMember) {
    EXPECT_EQ(refusal(""), "quoted");
    EXPECT_EQ(refusal(R"("country":"FR")"), "cod_abroad /country");
    EXPECT_EQ(refusal(R"("country":"FR","delivery":"pickup")"), "quoted");
    EXPECT_EQ(refusal(R"("postage_cents":-1)"), "invalid /postage_cents");
    EXPECT_EQ(refusal(R"("postage_cents":10000001)"), "invalid /postage_cents");
    EXPECT_EQ(refusal(R"("postage_cents":null)"), "quoted");
    EXPECT_EQ(refusal(R"("delivery":"drone")"), "invalid /delivery");
    EXPECT_EQ(refusal(R"("search_minutes":{"a":5})"), "nothing_to_search /search_minutes/a");
    EXPECT_EQ(refusal(R"("search_minutes":{"b":5})"), "invalid /search_minutes/b");
    EXPECT_EQ(refusal("", R"({"register":"birth","copies":11})"), "invalid /lines/0/copies");
    EXPECT_EQ(refusal("", R"({"register":"birth","copies":0})"), "invalid /lines/0/copies");
    EXPECT_EQ(refusal("", R"({"register":"birth","copies":"1"})"), "invalid /lines/0/copies");
    EXPECT_EQ(refusal("", R"({"register":"birth","copies":1.0})"), "invalid /lines/0/copies");
    EXPECT_EQ(refusal("", R"({"register":"birth","copies":99999999999999999999})"),
              "invalid /lines/0/copies");
    EXPECT_EQ(refusal("", R"({"register":"birth","exempt_copies":2})"),
              "invalid /lines/0/exempt_copies");
    EXPECT_EQ(refusal("", R"({"register":"cat"})"), "invalid /lines/0/register");
    EXPECT_EQ(refusal("", R"({"copies":1})"), "invalid /lines/0/register");
    EXPECT_EQ(refusal("", ""), "invalid /lines");
    EXPECT_EQ(refusal("", R"({"register":"birth","entry":"a"},{"register":"death","entry":"a"})"),
              "invalid /lines/1/register");
    EXPECT_EQ(
        refusal(
            "",
            R"({"register":"birth","entry":"a"},{"register":"birth","entry":"a","number_known":false})"),
        "invalid /lines/1/number_known");
    EXPECT_EQ(
        refusal("", R"({"register":"birth","variant":"multilingual","eu_forms":[{"lang":"en"}]})"),
        "invalid /lines/0/eu_forms");
    EXPECT_EQ(refusal("", R"({"register":"birth","eu_forms":[{"lang":"en"},{"lang":"en"}]})"),
              "invalid /lines/0/eu_forms/1/lang");
    EXPECT_EQ(order_from_json("{").error().reason, "invalid");
}

TEST(Orders, HaveAtMostSixLines) {
    std::string lines = R"({"register":"birth"})";
    for (int i = 1; i < 6; ++i) lines += R"(,{"register":"birth"})";
    EXPECT_EQ(refusal("", lines), "quoted");
    EXPECT_EQ(refusal("", lines + R"(,{"register":"birth"})"), "invalid /lines");
}

TEST(Orders, OfMoreThanTheNachnahmeTakesAreRefused) {
    EXPECT_EQ(refusal(R"("postage_cents":158500)"), "quoted") << "15.00 + 1,585.00 = 1,600.00";
    EXPECT_EQ(refusal(R"("postage_cents":158501)"),
              "cod_limit cash on delivery is limited to 160000 cents");
    EXPECT_EQ(refusal(R"("postage_cents":158501,"delivery":"pickup")"), "quoted");
}

TEST(Orders, OfOneGroupInTwoLinesPayTheFirstRateOnce) {
    EXPECT_EQ(
        quoted(
            R"({"date":"2026-11-24","delivery":"pickup","lines":[{"register":"birth","entry":"a"},{"register":"birth","entry":"a"}]})")
            ->fees_cents,
        2200);
    EXPECT_EQ(
        quoted(
            R"({"date":"2026-11-24","delivery":"pickup","lines":[{"register":"birth","entry":"a"},{"register":"birth","entry":"a","omissions":["sex"]}]})")
            ->fees_cents,
        3000)
        << "other omissions, another group";
}

}  // namespace
}  // namespace kiosk::tariffs
