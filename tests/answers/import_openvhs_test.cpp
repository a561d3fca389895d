// Exports of course systems: values as strings, misspelt booleans, one object where a list is due.
#include "kiosk/answers/import_courses.h"
#include "kiosk/answers/loose_values.h"
#include "tests/answers/knowledge_folder.h"
#include "tests/answers/shared_answers.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace kiosk::answers {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const Origin origin{.file = "export", .source = "Volkshochschule"};
const Instant read_at = parse_instant("2026-11-24T09:00:00Z").value();

json a_course() {
    return json::parse(R"({
        "guid": "77", "nummer": "26H-4031", "name": "Spanisch A1.1 &amp; Tapas",
        "untertitel": null, "bezirk": "Mitte",
        "dvv_kategorie": {"@version": "2.0", "#text": "4.22"},
        "minimale_teilnehmerzahl": "6", "aktuelle_teilnehmerzahl": "9",
        "maximale_teilnehmerzahl": "12", "anzahl_termine": "2",
        "beginn_datum": "2027-01-11", "ende_datum": "2027-01-18",
        "zielgruppe": "Senioren", "schlagwort": "Spanisch",
        "text": {"eigenschaft": "Beschreibung", "text": "<p>Ohne Vorkenntnisse.</p>"},
        "ortetermine": {
            "adresse": {"lehrstaette": "Haus am Ring", "plz": "04109", "ort": "Leipzig",
                        "strasse": "Ring 1", "behindertenzugang": "ture"},
            "termin": [{"wochentag": "Montag", "beginn_datum": "2027-01-11",
                        "beginn_uhrzeit": "18:00", "ende_uhrzeit": "19:30"},
                       {"wochentag": "Montag", "beginn_datum": "2027-01-18",
                        "beginn_uhrzeit": "18.00", "ende_uhrzeit": "19.30 Uhr"}]},
        "preis": {"betrag": "84.70", "rabatt_moeglich": "fasle", "zusatz": "erm. Preis: 47,00 EUR"},
        "dozent": {"anrede": "Frau", "titel": null, "vorname": "Ada", "name": "Beispiel"},
        "webadresse": {"typ": "website", "uri": "https://example.org/kurs?id=77"}})");
}

ImportedCourses imported(const json& exported) {
    auto result = import_openvhs(exported.dump(), origin, read_at);
    if (!result) throw std::runtime_error(result.error().detail);
    return std::move(*result);
}

Course course_from(const json& exported) {
    const ImportedCourses all = imported(exported);
    if (all.courses.size() != 1) throw std::runtime_error("not one course");
    return all.courses[0];
}

std::vector<std::string> problems_of(const json& exported) {
    std::vector<std::string> problems;
    for (const Finding& finding : imported(exported).findings)
        problems.push_back(finding.pointer + ": " + finding.problem);
    return problems;
}

TEST(ImportOpenVhs, ACourseComesInWithAllThatItsExportSays) {
    const Course course = course_from(a_course());
    EXPECT_EQ(course.number, "26H-4031");
    EXPECT_EQ(course.title, "Spanisch A1.1 & Tapas");
    EXPECT_EQ(course.level_from, "A1.1");
    EXPECT_EQ(course.category, "4.22");
    EXPECT_EQ(course.start, parse_date("2027-01-11"));
    EXPECT_EQ(course.end, parse_date("2027-01-18"));
    EXPECT_THAT(course.sessions, ElementsAre(CourseSession{Weekday::mo, 1080, 1170}));
    EXPECT_EQ(course.place.name, "Haus am Ring");
    EXPECT_EQ(course.place.district, "Mitte");
    EXPECT_EQ(course.place.accessible, true);
    EXPECT_EQ(course.price, 8470);
    EXPECT_EQ(course.reduced_price, 4700);
    EXPECT_EQ(course.free_seats(), 3);
    EXPECT_EQ(course.waiting_list, std::nullopt);
    EXPECT_EQ(course.teacher, "Ada Beispiel");
    EXPECT_EQ(course.link, "https://example.org/kurs?id=77");
    EXPECT_EQ(course.description, "Ohne Vorkenntnisse.");
    EXPECT_THAT(course.audience, ElementsAre("Senioren"));
    EXPECT_EQ(course.as_of, read_at);
    EXPECT_THAT(problems_of(a_course()), IsEmpty());
}

TEST(ImportOpenVhs, ListsWrappedOrNotAreTheSameProgramme) {
    const json one = a_course();
    json other = a_course();
    other["nummer"] = "2";
    const json list = {one, other};
    EXPECT_THAT(imported(list).courses, SizeIs(2));
    EXPECT_THAT(imported({{"veranstaltungen", {{"veranstaltung", list}}}}).courses, SizeIs(2));
    EXPECT_THAT(imported({{"veranstaltungen", {{"veranstaltung", one}}}}).courses, SizeIs(1));
}

TEST(ImportOpenVhs, ThePlaceOfOlderExportsIsTheOnlyOne) {
    json older = a_course();
    older.erase("ortetermine");
    older["veranstaltungsort"] = {
        {"name", "Altes Haus"},
        {"adresse", {{"plz", "04109"}, {"ort", "Leipzig"}, {"strasse", "Ring 2"}}},
        {"barrierefrei", "fasle"}};
    const Course course = course_from(older);
    EXPECT_EQ(course.place.name, "Altes Haus");
    EXPECT_EQ(course.place.street, "Ring 2");
    EXPECT_EQ(course.place.accessible, false);
    EXPECT_THAT(course.sessions, IsEmpty());
}

TEST(ImportOpenVhs, ACourseIsAccessibleOnlyWhereEachOfItsPlacesIs) {
    json course = a_course();
    json& places = course["ortetermine"]["adresse"];
    json other = places;
    other["behindertenzugang"] = "nein";
    places = {places, other};
    EXPECT_EQ(course_from(course).place.accessible, false);
    places[1].erase("behindertenzugang");
    EXPECT_EQ(course_from(course).place.accessible, std::nullopt);
}

TEST(ImportOpenVhs, TakenSeatsBeyondTheLastLeaveNoneAndNeverFewer) {
    json course = a_course();
    course["aktuelle_teilnehmerzahl"] = "15";
    course["warteliste"] = "ja";
    EXPECT_EQ(course_from(course).free_seats(), 0);
    EXPECT_EQ(course_from(course).waiting_list, true);
    course["aktuelle_teilnehmerzahl"] = nullptr;
    EXPECT_EQ(course_from(course).free_seats(), std::nullopt);
}

TEST(ImportOpenVhs, WhatIsNotUnderstoodIsUnknownAndTold) {
    json course = a_course();
    course["maximale_teilnehmerzahl"] = "viele";
    course["beginn_datum"] = "demnächst";
    course["preis"]["betrag"] = "auf Anfrage";
    course["webadresse"]["uri"] = "javascript:alert(1)";
    course["ortetermine"]["termin"][1]["ende_uhrzeit"] = "17:00";
    const Course read = course_from({{"veranstaltung", {course}}});
    EXPECT_EQ(read.seats, std::nullopt);
    EXPECT_EQ(read.price, std::nullopt);
    EXPECT_EQ(read.link, "");
    EXPECT_EQ(read.start, parse_date("2027-01-11")) << "from the first of its dates";
    EXPECT_THAT(problems_of({{"veranstaltung", {course}}}),
                testing::UnorderedElementsAre(
                    HasSubstr("/veranstaltung/0/maximale_teilnehmerzahl: is not understood: viele"),
                    HasSubstr("/veranstaltung/0/beginn_datum: "),
                    HasSubstr("/veranstaltung/0/preis/betrag: "),
                    HasSubstr("/veranstaltung/0/webadresse: "),
                    HasSubstr("/veranstaltung/0/ortetermine/termin/1: ends before")));
}

TEST(ImportOpenVhs, EntriesWithoutNumberOrNameAreLeftOutAndTheOthersComeIn) {
    json nameless = a_course();
    nameless["name"] = "<br>";
    nameless["nummer"] = "2";
    const json list = {a_course(), nameless, a_course(), 7};
    EXPECT_THAT(imported(list).courses, SizeIs(1));
    EXPECT_THAT(problems_of(list),
                ElementsAre(HasSubstr("/1: has no name"), HasSubstr("/2: its number stands twice"),
                            HasSubstr("/3: has no course number")));
}

TEST(ImportOpenVhs, RefusesWhatHoldsNoCourses) {
    for (const char* bytes : {"", "{", "[]", "{}", "7", R"({"a":{"b":[1,2]}})"})
        EXPECT_FALSE(import_openvhs(bytes, origin, read_at)) << bytes;
    EXPECT_FALSE(import_openvhs(std::string(1000, '['), origin, read_at));
}

TEST(ImportOpenVhs, ImportedCoursesAreReadAgainAsTheyWere) {
    json other = a_course();
    other["nummer"] = "2";
    other["ortetermine"]["adresse"]["lehrstaette"] = "Online-Kurs";
    const ImportedCourses all = imported({a_course(), other});
    const KnowledgeFolder folder;
    ASSERT_TRUE(write_courses(folder.path(), all.courses));
    const auto loaded = load_courses(folder.path("courses"));
    ASSERT_TRUE(loaded) << loaded.error().detail;
    ASSERT_THAT(*loaded, SizeIs(2));
    for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(to_json((*loaded)[i]), to_json(all.courses[i]));
    EXPECT_EQ((*loaded)[1].mode, CourseMode::online);
}

TEST(ImportOpenVhs, ALaterImportReplacesTheProgramme) {
    const KnowledgeFolder folder;
    std::vector<Course> many(40, course_from(a_course()));
    for (std::size_t i = 0; i < many.size(); ++i) {
        many[i].number = std::to_string(i);
        many[i].keywords.assign(99, std::string(2000, 'x'));
    }
    ASSERT_TRUE(write_courses(folder.path(), many));
    folder.write("courses/own.json", "[]");
    ASSERT_TRUE(std::filesystem::exists(folder.path("courses/programme-002.json")));
    ASSERT_TRUE(write_courses(folder.path(), {course_from(a_course())}));
    EXPECT_FALSE(std::filesystem::exists(folder.path("courses/programme-002.json")));
    EXPECT_TRUE(std::filesystem::exists(folder.path("courses/own.json")));
    EXPECT_THAT(load_courses(folder.path("courses")).value(), SizeIs(1));
}

std::string mutated(std::string text, std::mt19937& random) {
    static const std::vector<std::string> odd = {
        "\"", "{", "[",  "\xff", "\\u0000", "null", "-1", "99999", "\u202e",
        ",",  ":", "<b", "&#0;", "😀",       "0",    "}",  "]"};
    for (std::size_t n = 1 + random() % 4; n > 0; --n) {
        const std::size_t at = random() % text.size();
        if (random() % 2 == 0)
            text.replace(at, random() % 6, odd[random() % odd.size()]);
        else
            text.erase(at, 1 + random() % 4);
    }
    return text;
}

TEST(ImportOpenVhs, BrokenExportsAreRefusedOrComeInAsCoursesThatLoad) {
    const std::string seed = json{{"veranstaltung", {a_course()}}}.dump();
    std::mt19937 random(9);
    const KnowledgeFolder folder;
    int taken = 0;
    for (int round = 0; round < 400; ++round) {
        const auto read = import_openvhs(mutated(seed, random), origin, read_at);
        if (!read) continue;
        ++taken;
        ASSERT_TRUE(write_courses(folder.path(), read->courses));
        const auto loaded = load_courses(folder.path("courses"));
        ASSERT_TRUE(loaded) << loaded.error().detail;
        ASSERT_EQ(loaded->size(), read->courses.size());
    }
    EXPECT_GT(taken, 40);
}

TEST(ImportOpenVhs, ProgrammesOfOtherCitiesComeInAndLoadAgain) {
    std::error_code none;
    int read = 0;
    for (const auto& entry : std::filesystem::directory_iterator(shared_answers(), none)) {
        const std::string name = entry.path().filename();
        const bool of_courses = name.find("kurs") != std::string::npos ||
                                name.find("course") != std::string::npos ||
                                name.find("vhs") != std::string::npos;
        if (!of_courses || entry.path().extension() != ".json") continue;
        const auto programme = import_openvhs(shared_export(name), origin, read_at);
        ASSERT_TRUE(programme) << programme.error().detail;
        EXPECT_THAT(programme->courses, testing::Not(IsEmpty())) << name;
        const KnowledgeFolder folder;
        ASSERT_TRUE(write_courses(folder.path(), programme->courses));
        const auto loaded = load_courses(folder.path("courses"));
        ASSERT_TRUE(loaded) << name << ": " << loaded.error().detail;
        EXPECT_EQ(loaded->size(), programme->courses.size());
        ++read;
    }
    if (read == 0)
        GTEST_SKIP() << "no programme is here: set KIOSK_SHARED_ANSWERS to a folder with one";
}

TEST(LooseValues, BooleansAreReadWithASlipOfTheFinger) {
    for (const char* yes : {"true", "True", "ture", "tru", " ja ", "1", "wahr"})
        EXPECT_EQ(loose_bool(yes), true) << yes;
    for (const char* no : {"false", "fasle", "flase", "fals", "Nein", "0"})
        EXPECT_EQ(loose_bool(no), false) << no;
    for (const char* unknown : {"", "vielleicht", "2", "unbekannt"})
        EXPECT_EQ(loose_bool(unknown), std::nullopt) << unknown;
}

TEST(LooseValues, SumsAreReadInTheGermanAndInTheEnglishWay) {
    EXPECT_EQ(loose_price("84.70"), 8470);
    EXPECT_EQ(loose_price("84,7"), 8470);
    EXPECT_EQ(loose_price("84,70 €"), 8470);
    EXPECT_EQ(loose_price("EUR 84"), 8400);
    EXPECT_EQ(loose_price("50,-"), 5000);
    EXPECT_EQ(loose_price("1.234,50"), 123450);
    EXPECT_EQ(loose_price("1,234.50"), 123450);
    EXPECT_EQ(loose_price("1.234"), 123400);
    EXPECT_EQ(loose_price("0.00"), 0);
    EXPECT_EQ(loose_price("entgeltfrei"), 0);
    for (const char* none : {"", "auf Anfrage", "-5", "1.23456", "99999999999999999999"})
        EXPECT_EQ(loose_price(none), std::nullopt) << none;
}

TEST(LooseValues, TimesAndWeekdaysAreReadAsPeopleWriteThem) {
    EXPECT_EQ(loose_clock("16:00"), 960);
    EXPECT_EQ(loose_clock("16:30:00"), 990);
    EXPECT_EQ(loose_clock("9.15 Uhr"), 555);
    EXPECT_EQ(loose_clock("18"), 1080);
    EXPECT_EQ(loose_clock("24:00"), 1440);
    for (const char* none : {"", "24:30", "16:7", "1600", "abends", "-1:00"})
        EXPECT_EQ(loose_clock(none), std::nullopt) << none;
    EXPECT_EQ(loose_weekday("Sonnabend"), Weekday::sa);
    EXPECT_EQ(loose_weekday("Do."), Weekday::don);
    EXPECT_EQ(loose_weekday("sonntags"), Weekday::so);
    EXPECT_EQ(loose_weekday("Monat"), std::nullopt);
}

}  // namespace
}  // namespace kiosk::answers
