#include "kiosk/answers/holidays.h"

#include "tests/answers/saxony.h"

#include <filesystem>
#include <fstream>
#include <map>

#include <gtest/gtest.h>

namespace kiosk::answers {
namespace {

Date date(std::string_view iso) {
    return parse_date(iso).value();
}

std::string error_of(const std::string& text) {
    const auto file = std::filesystem::temp_directory_path() /
                      ("holidays-" + std::to_string(std::hash<std::string>{}(text)) + ".json");
    std::ofstream(file) << text;
    const auto read = Holidays::load(file.string(), "SN");
    std::filesystem::remove(file);
    if (read) return "";
    EXPECT_EQ(read.error().kind, ErrorKind::invalid_configuration);
    return read.error().detail.substr(file.string().size());
}

TEST(Holidays, AreAllElevenOfSaxonyAndNoOtherDay) {
    const std::map<std::string, std::string> expected = {
        {"2026-01-01", "Neujahr"},
        {"2026-04-03", "Karfreitag"},
        {"2026-04-06", "Ostermontag"},
        {"2026-05-01", "Tag der Arbeit (1. Mai)"},
        {"2026-05-14", "Christi Himmelfahrt"},
        {"2026-05-25", "Pfingstmontag"},
        {"2026-10-03", "Tag der Deutschen Einheit"},
        {"2026-10-31", "Reformationstag"},
        {"2026-11-18", "Buß- und Bettag"},
        {"2026-12-25", "1. Weihnachtstag"},
        {"2026-12-26", "2. Weihnachtstag"},
    };
    std::map<std::string, std::string> found;
    const std::chrono::sys_days end{date("2027-01-01")};
    for (std::chrono::sys_days day{date("2026-01-01")}; day < end; day += std::chrono::days{1})
        if (saxony().on(day)) found[to_iso(Date{day})] = saxony().name(day, "de");
    EXPECT_EQ(found, expected);
}

// From the tables of the Physikalisch-Technische Bundesanstalt, with the earliest and latest days.
TEST(Holidays, FindEasterInEveryKindOfYear) {
    for (const char* easter : {"1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23",
                               "2008-03-23", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05",
                               "2027-03-28", "2038-04-25", "2049-04-18", "2076-04-19"})
        EXPECT_EQ(to_iso(easter_sunday(date(easter).year())), easter);
}

TEST(Holidays, FindTheWednesdayBeforeTheTwentyThirdOfNovember) {
    for (const char* wednesday : {"2022-11-16", "2023-11-22", "2024-11-20", "2025-11-19",
                                  "2026-11-18", "2027-11-17", "2028-11-22"}) {
        EXPECT_EQ(saxony().name(date(wednesday), "de"), "Buß- und Bettag") << wednesday;
        const std::chrono::sys_days day{date(wednesday)};
        EXPECT_FALSE(saxony().on(day - std::chrono::days{7})) << wednesday;
        EXPECT_FALSE(saxony().on(day + std::chrono::days{7})) << wednesday;
    }
}

TEST(Holidays, HaveAGermanNameWhereThereIsNoOther) {
    EXPECT_EQ(saxony().name(date("2026-10-31"), "en"), "Reformation Day");
    EXPECT_EQ(saxony().name(date("2026-10-31"), "de-x-easy"), "Reformationstag");
    EXPECT_EQ(saxony().name(date("2026-10-30"), "de"), "");
    EXPECT_EQ(Holidays().name(date("2026-10-31"), "de"), "");
}

TEST(Holidays, MayBeOnALeapDay) {
    EXPECT_EQ(error_of(R"({"SN":[{"name":{"de":"x"},"rule":"02-29"}]})"), "");
}

TEST(Holidays, AreRefusedWithPointerAndReason) {
    EXPECT_EQ(error_of(R"({"BY":[]})"), ": /SN: is missing");
    EXPECT_EQ(error_of(R"({"SN":{}})"), ": /SN: must be a list of holidays");
    EXPECT_EQ(error_of(R"({"SN":[{"rule":"01-01"}]})"), ": /SN/0/name: is missing");
    EXPECT_EQ(error_of(R"({"SN":[{"name":{"en":"x"},"rule":"01-01"}]})"),
              ": /SN/0/name/de: is missing");
    EXPECT_EQ(error_of(R"({"SN":[{"name":{"de":7},"rule":"01-01"}]})"),
              ": /SN/0/name/de: must be a string");
    EXPECT_EQ(error_of(R"({"SN":[{"name":{"de":"x"}}]})"), ": /SN/0/rule: is missing");
    EXPECT_EQ(error_of(R"({"SN":[],"BY":[{"name":{"de":"x"},"rule":"1","day":1}]})"),
              ": /BY/0/rule: must be MM-DD, easter+N, easter-N or bussbettag");
    for (const char* rule : {"02-30", "easter", "easter+", "easter+1000", "easter*1", "easter+1x",
                             "Easter+1", "2026-01-01", "bussbettag ", ""})
        EXPECT_NE(error_of(R"({"SN":[{"name":{"de":"x"},"rule":")" + std::string(rule) + "\"}]}"),
                  "")
            << rule;
    EXPECT_NE(error_of("[]"), "");
    EXPECT_NE(error_of("{"), "");
}

}  // namespace
}  // namespace kiosk::answers
