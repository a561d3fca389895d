#include "kiosk/text/catalogue.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace kiosk::text {
namespace {

// A folder of texts that is gone after the test.
class Folder {
  public:
    Folder() {
        path_ = std::filesystem::temp_directory_path() /
                ("texts-" + std::to_string(std::hash<const void*>{}(this)));
        std::filesystem::create_directories(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    void write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name) << text;
    }
    [[nodiscard]] std::string path() const { return path_.string(); }

  private:
    std::filesystem::path path_;
};

const Catalogue& shipped() {
    static const Catalogue catalogue = Catalogue::load(HOUSE "/assets/text").value();
    return catalogue;
}

TEST(Catalogue, FillsPlaceholdersAndIsolatesEachOfThem) {
    const Folder folder;
    folder.write("de/a.json",
                 R"({"a.number": "Antrag {number} vom {day}", "a.it's": "it's {x} '{not}'"})");
    const Catalogue texts = Catalogue::load(folder.path()).value();
    EXPECT_EQ(texts("de", "a.number",
                    {{"number", std::string("4711-0815")}, {"day", std::string("Montag")}}),
              "Antrag \u20684711-0815\u2069 vom \u2068Montag\u2069");
    EXPECT_EQ(texts("de", "a.it's", {{"x", std::string("1")}}), "it's \u20681\u2069 {not}");
}

TEST(Catalogue, IsolatesTheNumberOfAPluralToo) {
    const Folder folder;
    folder.write("de/a.json",
                 R"({"a.n": "{n, plural, one{# Kopie für {who}} other{# Kopien für {who}}}"})");
    const Catalogue texts = Catalogue::load(folder.path()).value();
    const auto copies = [&](std::int64_t n) {
        return texts("de", "a.n", {{"n", n}, {"who", std::string("mich")}});
    };
    EXPECT_EQ(copies(1), "\u20681\u2069 Kopie für \u2068mich\u2069");
    EXPECT_EQ(copies(1200), "\u20681.200\u2069 Kopien für \u2068mich\u2069");
}

TEST(Catalogue, ShowsTheKeyWhereATextOrAnArgumentIsMissing) {
    const Folder folder;
    folder.write("de/a.json", R"({"a.x": "{x}", "a.broken": "{x"})");
    const Catalogue texts = Catalogue::load(folder.path()).value();
    EXPECT_EQ(texts("de", "a.y"), "⟦a.y⟧");
    EXPECT_EQ(texts("de", "a.x"), "⟦a.x⟧");
    EXPECT_EQ(texts("de", "a.broken"), "⟦a.broken⟧");
    EXPECT_EQ(texts("en", "a.x"), "⟦a.x⟧") << "no language stands in for another";
}

TEST(Catalogue, PrefersTheSpecialTextToTheCommonOne) {
    const Folder folder;
    folder.write("de/a.json", R"({"common.x": "allgemein", "birth.x": "Geburt"})");
    const Catalogue texts = Catalogue::load(folder.path()).value();
    EXPECT_EQ(texts.first_of("de", {"birth.x", "common.x"}), "Geburt");
    EXPECT_EQ(texts.first_of("de", {"death.x", "common.x"}), "allgemein");
    EXPECT_EQ(texts.first_of("de", {"death.y", "common.y"}), "⟦common.y⟧");
}

TEST(Catalogue, RefusesAKeyInTwoFilesAndATextThatIsNone) {
    const Folder twice;
    twice.write("de/a.json", R"({"a.x": "1"})");
    twice.write("de/b.json", R"({"a.x": "2"})");
    EXPECT_NE(Catalogue::load(twice.path())
                  .error()
                  .detail.find("de/b.json: /a.x: stands in another file too"),
              std::string::npos);
    const Folder number;
    number.write("de/a.json", R"({"a.x": 1})");
    EXPECT_NE(Catalogue::load(number.path()).error().detail.find("/a.x: must be a string"),
              std::string::npos);
    const Folder empty;
    EXPECT_FALSE(Catalogue::load(empty.path()));
}

TEST(Catalogue, WritesMoneyAsTheLanguageDoes) {
    const auto& texts = shipped();
    EXPECT_EQ(texts.money("de", 123456), "1.234,56 €");
    EXPECT_EQ(texts.money("en", 123456), "€1,234.56");
    EXPECT_EQ(texts.money("de", 5), "0,05 €");
    EXPECT_EQ(texts.money("de", 99999), "999,99 €");
    EXPECT_EQ(texts.money("de", 100000000000), "1.000.000.000,00 €");
    EXPECT_EQ(texts.money("de", -510), "−5,10 €");
    EXPECT_EQ(texts.money("de", INT64_MIN), "−92.233.720.368.547.758,08 €");
}

TEST(Catalogue, WritesDatesAsTheLanguageDoes) {
    using namespace std::chrono;
    const auto& texts = shipped();
    EXPECT_EQ(texts.date("de", Date{2026y / 3 / 9}), "09.03.2026");
    EXPECT_EQ(texts.date("en", Date{2026y / 3 / 9}), "9 March 2026");
    EXPECT_EQ(texts.date("de", PartialDate{1964, 8, std::nullopt}), "08.1964");
    EXPECT_EQ(texts.date("en", PartialDate{1964, std::nullopt, std::nullopt}), "1964");
    EXPECT_EQ(texts.date_time("de", sys_days{2026y / 7 / 1} + hours{22} + minutes{5}),
              "02.07.2026, 00:05 Uhr");
    EXPECT_EQ(texts.date_time("en", sys_days{2026y / 12 / 1} + hours{22}),
              "1 December 2026, 23:00");
}

TEST(Catalogue, MakesALongLanguageThatKeepsPlaceholders) {
    const Folder folder;
    folder.write("de/a.json", R"({"a.x": "Ihre Nummer ist {n}."})");
    const Catalogue texts = Catalogue::load(folder.path()).value();
    const std::string plain = texts("de", "a.x", {{"n", std::string("Sesam 17")}});
    const std::string longer = texts(longer_language, "a.x", {{"n", std::string("Sesam 17")}});
    EXPECT_NE(longer.find("\u2068Sesam 17\u2069"), std::string::npos) << longer;
    EXPECT_GE(longer.size(), plain.size() * 14 / 10);
    EXPECT_FALSE(texts.right_to_left(longer_language));
}

TEST(Catalogue, MakesALanguageFromRightToLeftThatKeepsPlaceholders) {
    const Folder folder;
    folder.write("de/a.json", R"({"a.x": "Grüße an {n}."})");
    const Catalogue texts = Catalogue::load(folder.path()).value();
    const std::string mirrored = texts(mirrored_language, "a.x", {{"n", std::string("Sesam 17")}});
    EXPECT_NE(mirrored.find("\u2068Sesam 17\u2069"), std::string::npos) << mirrored;
    EXPECT_EQ(mirrored.find("Gr"), std::string::npos) << mirrored;
    EXPECT_TRUE(texts.right_to_left(mirrored_language));
}

TEST(Catalogue, KnowsWhichLanguagesRunFromRightToLeft) {
    for (const auto* language : {"ar", "fa", "he"})
        EXPECT_TRUE(shipped().right_to_left(language)) << language;
    for (const auto* language : {"de", "en", "tr", "uk"})
        EXPECT_FALSE(shipped().right_to_left(language)) << language;
}

}  // namespace
}  // namespace kiosk::text
