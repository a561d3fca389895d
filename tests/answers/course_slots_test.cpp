// What is read from questions about courses, wish by wish.
#include "kiosk/answers/course_slots.h"

#include "tests/answers/course_words.h"

#include <random>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace kiosk::answers {
namespace {

using nlohmann::json;

// A Tuesday.
constexpr Date a_day{std::chrono::year{2026}, std::chrono::November, std::chrono::day{24}};

struct Row {
    const char* question;
    const char* slots;  // "null": no question about courses
};

json slots_of(std::string_view question, Date today = a_day) {
    const CourseQuestion read = read_course_question(question, today, shipped_course_words());
    return is_course_question(read) ? to_json(read.slots) : json();
}

template <std::size_t N>
void expect_each(const std::array<Row, N>& rows) {
    for (const Row& row : rows)
        EXPECT_EQ(slots_of(row.question), json::parse(row.slots)) << row.question;
}

TEST(CourseSlots, DaysAreCountedFromTheDayOfTheQuestion) {
    expect_each<12>({{
        {"Yoga heute",
         R"({"intent":"find","subject":"Yoga","date_from":"2026-11-24","date_to":"2026-11-24"})"},
        {"Yoga morgen",
         R"({"intent":"find","subject":"Yoga","date_from":"2026-11-25","date_to":"2026-11-25"})"},
        {"Yoga diese Woche",
         R"({"intent":"find","subject":"Yoga","date_from":"2026-11-24","date_to":"2026-11-29"})"},
        {"Yoga nächste Woche",
         R"({"intent":"find","subject":"Yoga","date_from":"2026-11-30","date_to":"2026-12-06"})"},
        {"Yoga im nächsten Monat",
         R"({"intent":"find","subject":"Yoga","date_from":"2026-12-01","date_to":"2026-12-31"})"},
        {"Yoga im März",
         R"({"intent":"find","subject":"Yoga","date_from":"2027-03-01","date_to":"2027-03-31"})"},
        {"Yoga ab März", R"({"intent":"find","subject":"Yoga","date_from":"2027-03-01"})"},
        {"Yoga ab dem 15. Januar",
         R"({"intent":"find","subject":"Yoga","date_from":"2027-01-15"})"},
        {"Yoga bis Ende Februar", R"({"intent":"find","subject":"Yoga","date_to":"2027-02-28"})"},
        {"Yoga am 03.02.2027",
         R"({"intent":"find","subject":"Yoga","date_from":"2027-02-03","date_to":"2027-02-03"})"},
        {"Welche Kurse beginnen im Februar?",
         R"({"intent":"find","date_from":"2027-02-01","date_to":"2027-02-28"})"},
        {"Yoga next week",
         R"({"intent":"find","subject":"Yoga","date_from":"2026-11-30","date_to":"2026-12-06"})"},
    }});
}

TEST(CourseSlots, AWeekEndsAcrossTheYear) {
    const Date eve{std::chrono::year{2026}, std::chrono::December, std::chrono::day{31}};
    EXPECT_EQ(slots_of("Yoga morgen", eve)["date_from"], "2027-01-01");
    EXPECT_EQ(slots_of("Yoga nächste Woche", eve)["date_from"], "2027-01-04");
}

TEST(CourseSlots, TimesOfTheDayAreBoundsOrParts) {
    expect_each<11>({{
        {"Yoga um 4 Uhr", R"({"intent":"find","subject":"Yoga","time_from":"16:00"})"},
        {"Yoga zwischen 4 und 6 Uhr",
         R"({"intent":"find","subject":"Yoga","time_from":"16:00","time_to":"18:00"})"},
        {"Yoga at 10 am", R"({"intent":"find","subject":"Yoga","time_from":"10:00"})"},
        {"Yoga abends ab 7",
         R"({"intent":"find","subject":"Yoga","daypart":"abend","time_from":"19:00"})"},
        {"Yoga nach 18 Uhr", R"({"intent":"find","subject":"Yoga","time_from":"18:00"})"},
        {"Yoga ab 18:30", R"({"intent":"find","subject":"Yoga","time_from":"18:30"})"},
        {"Yoga bis 12 Uhr", R"({"intent":"find","subject":"Yoga","time_to":"12:00"})"},
        {"Yoga zwischen 9 und 12 Uhr",
         R"({"intent":"find","subject":"Yoga","time_from":"09:00","time_to":"12:00"})"},
        {"Yoga vormittags", R"({"intent":"find","subject":"Yoga","daypart":"vormittag"})"},
        {"Yoga am Abend", R"({"intent":"find","subject":"Yoga","daypart":"abend"})"},
        {"Yoga Montagabend",
         R"({"intent":"find","subject":"Yoga","daypart":"abend","weekday":["mo"]})"},
    }});
}

TEST(CourseSlots, WhatIsRuledOutIsNotWished) {
    expect_each<6>({{
        {"Yoga nicht montags", R"({"intent":"find","subject":"Yoga","weekday_not":["mo"]})"},
        {"Yoga außer Montag, Mittwoch und Freitag",
         R"({"intent":"find","subject":"Yoga","weekday_not":["mo","mi","fr"]})"},
        {"Yoga, aber montags kann ich nicht",
         R"({"intent":"find","subject":"Yoga","weekday_not":["mo"]})"},
        {"Yoga nicht am Montag, sondern am Dienstag",
         R"({"intent":"find","subject":"Yoga","weekday":["di"],"weekday_not":["mo"]})"},
        {"Yoga nicht online", R"({"intent":"find","subject":"Yoga","mode":"praesenz"})"},
        {"Spanish course not on Mondays",
         R"({"intent":"find","subject":"Spanisch","weekday_not":["mo"]})"},
    }});
}

TEST(CourseSlots, MoneyPlacesAndPeopleAreRead) {
    expect_each<10>({{
        {"Yoga unter 50 Euro", R"({"intent":"find","subject":"Yoga","price_max":50})"},
        {"Yoga höchstens 49,90 €", R"({"intent":"find","subject":"Yoga","price_max":49.9})"},
        {"Yoga kostenlos", R"({"intent":"find","subject":"Yoga","price_max":0})"},
        {"Kostenlose Computerkurse", R"({"intent":"find","subject":"Computer","price_max":0})"},
        {"Yoga barrierefrei", R"({"intent":"find","subject":"Yoga","accessible":true})"},
        {"Yoga in Gohlis", R"({"intent":"find","subject":"Yoga","place":"Gohlis"})"},
        {"Yoga für Senioren", R"({"intent":"find","subject":"Yoga","audience":"senioren"})"},
        {"Yoga online", R"({"intent":"find","subject":"Yoga","mode":"online"})"},
        {"Yoga mit freien Plätzen", R"({"intent":"find","subject":"Yoga","free_seats":true})"},
        {"Was kostet der Yogakurs?", R"({"intent":"price","subject":"Yoga"})"},
    }});
}

TEST(CourseSlots, SubjectsAreKnownTypedBadlyAndInOtherLanguages) {
    expect_each<10>({{
        {"Spansich A2", R"({"intent":"find","subject":"Spanisch","level":"A2"})"},
        {"Yogakrus", R"({"intent":"find","subject":"Yoga"})"},
        {"Englsich für Anfänger", R"({"intent":"find","subject":"Englisch","level":"A1"})"},
        {"English course", R"({"intent":"find","subject":"Englisch"})"},
        {"курси англійської мови", R"({"intent":"find","subject":"Englisch"})"},
        {"курсы английского", R"({"intent":"find","subject":"Englisch"})"},
        {"ingilizce kursu", R"({"intent":"find","subject":"Englisch"})"},
        {"دورة إنجليزية", R"({"intent":"find","subject":"Englisch"})"},
        {"khóa học tiếng Anh", R"({"intent":"find","subject":"Englisch"})"},
        {"kurs angielskiego", R"({"intent":"find","subject":"Englisch"})"},
    }});
}

TEST(CourseSlots, ANumberIsReadAsItWasTyped) {
    expect_each<3>({{
        {"Kurs 26H-4031", R"({"intent":"find","course_number":"26H-4031"})"},
        {"Wo ist der Kurs a1204?", R"({"intent":"location","course_number":"a1204"})"},
        {"Warteliste für Kurs Y2210", R"({"intent":"waitlist","course_number":"Y2210"})"},
    }});
}

TEST(CourseSlots, OtherKindsOfKursAreNoCourses) {
    for (const char* question :
         {"Kurs vom Euro zum Dollar", "Wie steht der Goldkurs?", "Wo ist die Fahrschule?",
          "Spanischer Führerschein", "Termin am Dienstagvormittag im Bürgeramt", "Reisepass", ""})
        EXPECT_EQ(slots_of(question), json()) << question;
}

TEST(CourseSlots, AnyBytesAreReadTheSameTwice) {
    std::mt19937 random(3);
    const std::string seed =
        "Spanisch A1.1 nicht montags ab 18:30 Uhr unter 50 € in Gohlis ab März";
    for (int round = 0; round < 300; ++round) {
        std::string question = seed;
        for (int edits = 0; edits < 6; ++edits)
            question[random() % question.size()] = static_cast<char>(random());
        EXPECT_EQ(slots_of(question), slots_of(question));
    }
}

}  // namespace
}  // namespace kiosk::answers
