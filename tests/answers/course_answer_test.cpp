// What an answer about courses says, what it leaves to the school, and which questions get one.
#include "kiosk/answers/answerer.h"
#include "kiosk/answers/import_courses.h"
#include "tests/answers/knowledge_folder.h"
#include "tests/text/as_read.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace kiosk::answers {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using tests::as_read;

constexpr Date a_day{std::chrono::year{2026}, std::chrono::November, std::chrono::day{24}};
const Instant read_at = parse_instant("2026-11-24T09:00:00Z").value();

Course spanish() {
    Course course;
    course.number = "26H-4031";
    course.title = "Spanisch A1";
    course.start = parse_date("2027-01-11");
    course.sessions = {{Weekday::mo, 1080, 1170}, {Weekday::mi, 1080, 1170}};
    course.place = {"Haus am Ring", "Ring 1", "04109", "Zentrum", true};
    course.price = 8470;
    course.reduced_price = 4700;
    course.seats = 12;
    course.seats_taken = 9;
    course.as_of = read_at;
    course.link = "https://example.org/kurs";
    return course;
}

// A little of the shipped knowledge with a programme of its own.
class Programme {
  public:
    explicit Programme(const std::vector<Course>& courses) {
        for (const char* part : {"courses", "frames", "rules", "offices"})
            std::filesystem::copy(HOUSE "/assets/knowledge/" + std::string(part),
                                  folder_.path(part), std::filesystem::copy_options::recursive);
        std::filesystem::create_directories(folder_.path("topics"));
        for (const char* topic : {"vhs-kurse", "vhs-anmeldung", "reisepass-beantragen"})
            std::filesystem::copy(HOUSE "/assets/knowledge/topics/" + std::string(topic) + ".json",
                                  folder_.path("topics"));
        if (!courses.empty() && !write_courses(folder_.path(), courses))
            throw std::runtime_error("cannot write");
    }
    [[nodiscard]] const Answerer& answerer() const {
        if (!answerer_) answerer_.emplace(load());
        return *answerer_;
    }
    [[nodiscard]] Answerer load() const {
        auto loaded = Answerer::load(folder_.path());
        if (!loaded) throw std::runtime_error(loaded.error().detail);
        return std::move(*loaded);
    }
    [[nodiscard]] Reply ask(std::string_view question, std::string_view language = "de") const {
        return answerer().ask(question, {a_day}, language);
    }
    [[nodiscard]] std::string told(std::string_view question,
                                   std::string_view language = "de") const {
        const Reply reply = ask(question, language);
        return reply.told ? as_read(reply.told->text()) : "nothing: " + reply.say;
    }

  private:
    KnowledgeFolder folder_;
    mutable std::optional<Answerer> answerer_;
};

TEST(CourseAnswer, TellsACourseFromItsFieldsOnly) {
    const Programme programme({spanish()});
    EXPECT_EQ(programme.told("Spanisch für Anfänger"),
              "Spanisch A1 (Kurs-Nr. 26H-4031)\n"
              "Montag, Mittwoch 18:00–19:30 Uhr, Beginn: 11.01.2027\n"
              "Ort: Haus am Ring, Ring 1, Zentrum – barrierefrei\n"
              "Preis: 84,70 €, ermäßigt 47,00 €\n"
              "noch 3 Plätze frei (Stand 24.11.2026, 10:00)");
    const Reply reply = programme.ask("Spanisch für Anfänger");
    EXPECT_EQ(reply.decision, Decision::courses);
    EXPECT_EQ(name_of(reply.decision), "courses");
    EXPECT_THAT(reply.courses, ElementsAre("26H-4031"));
    ASSERT_TRUE(reply.slots);
    EXPECT_EQ(reply.slots->subject, "Spanisch");
    ASSERT_TRUE(reply.told);
    EXPECT_EQ(reply.told->source.url, "https://example.org/kurs");
    EXPECT_EQ(reply.told->as_of, a_day);
}

TEST(CourseAnswer, WhatTheSourceDoesNotSayIsNotSaid) {
    Course bare;
    bare.number = "1";
    bare.title = "Spanisch";
    bare.as_of = read_at;
    EXPECT_EQ(Programme({bare}).told("Spanischkurs"), "Spanisch (Kurs-Nr. 1)");
}

TEST(CourseAnswer, FreeSeatsAreToldWithTheMomentTheyWereTrue) {
    Course course = spanish();
    const auto seats = [&](std::optional<int> taken, std::optional<bool> waiting_list) {
        course.seats_taken = taken;
        course.waiting_list = waiting_list;
        return Programme({course}).told("Ist im Kurs 26H-4031 noch ein Platz frei?");
    };
    EXPECT_THAT(seats(9, {}), HasSubstr("noch 3 Plätze frei (Stand 24.11.2026, 10:00)"));
    EXPECT_THAT(seats(11, {}), HasSubstr("noch 1 Platz frei (Stand 24.11.2026, 10:00)"));
    EXPECT_THAT(seats(15, {}), HasSubstr("ausgebucht (Stand 24.11.2026, 10:00)"));
    EXPECT_THAT(seats(15, {}), Not(HasSubstr("Warteliste")));
    EXPECT_THAT(seats(12, true), HasSubstr("ausgebucht – Warteliste möglich (Stand"));
    EXPECT_THAT(seats({}, {}), StartsWith("Freie Plätze: Das ist an diesem Terminal nicht"));
}

TEST(CourseAnswer, AFullCourseIsToldToWhoAsksForItsSeats) {
    Course full = spanish();
    full.seats_taken = 12;
    const std::string text = Programme({full}).told("Sind im Spanischkurs noch Plätze frei?");
    EXPECT_THAT(text, StartsWith("Zurzeit ist kein Platz frei."));
    EXPECT_THAT(text, HasSubstr("ausgebucht"));
}

TEST(CourseAnswer, TellsFiveAndHowManyMore) {
    std::vector<Course> courses;
    for (int i = 0; i < 8; ++i) {
        courses.push_back(spanish());
        courses.back().number = "N" + std::to_string(i);
    }
    const Programme programme(courses);
    const std::string text = programme.told("Spanisch");
    EXPECT_THAT(text, StartsWith("Passende Kurse: 8\n"));
    EXPECT_THAT(text, HasSubstr("(Kurs-Nr. N4)"));
    EXPECT_THAT(text, Not(HasSubstr("(Kurs-Nr. N5)")));
    EXPECT_THAT(text, testing::EndsWith("Weitere passende Kurse: 3"));
    EXPECT_EQ(programme.ask("Spanisch").courses.size(), 8U);
}

TEST(CourseAnswer, WhereNothingFitsItSaysWhichWishToGiveUp) {
    const std::string text = Programme({spanish()}).told("Spanisch am Freitag ab 18 Uhr");
    EXPECT_EQ(text,
              "Im Kursprogramm passt kein Kurs zu allen Ihren Wünschen (Stand 24.11.2026, 10:00).\n"
              "Mit einem Wunsch weniger passen:\n"
              "ohne den Wochentag: 1");
}

TEST(CourseAnswer, AnUnknownNumberIsSaidToBeUnknown) {
    EXPECT_THAT(Programme({spanish()}).told("Was kostet der Kurs 26H-9999?"),
                StartsWith("Ein Kurs mit der Nummer 26H-9999 steht nicht im Kursprogramm (Stand "
                           "24.11.2026, 10:00). Auskunft gibt: Volkshochschule Leipzig, https"));
}

TEST(CourseAnswer, TheRulesOfTheSchoolAreLeftToTheSchool) {
    const Programme programme({spanish()});
    for (const auto& [question, beginning] :
         {std::pair{"Ab wann kann man sich für das neue Semester anmelden?", "Anmeldezeitraum: "},
          {"Ich möchte meinen Spanischkurs stornieren", "Abmeldung und Rückzahlung: "},
          {"Kann man einen Kurs verschenken als Gutschein?", "Gutschein: "},
          {"Einstufungstest Spanisch", "Einstufung: "},
          {"Wann ist die nächste Prüfung telc B1 Deutsch?", "Prüfungstermin: "},
          {"Welcher Lehrer macht den Spanischkurs?", "Kursleitung: "},
          {"Bekomme ich nach dem Spanischkurs eine Teilnahmebescheinigung?",
           "Teilnahmebescheinigung: "}}) {
        const std::string text = programme.told(question);
        EXPECT_THAT(text, StartsWith(std::string(beginning) +
                                     "Das ist an diesem Terminal nicht hinterlegt. Auskunft gibt: "
                                     "Volkshochschule Leipzig"))
            << question;
    }
}

TEST(CourseAnswer, WhatTheProgrammeSaysOfTeachersAndGroupsIsTold) {
    Course course = spanish();
    course.teacher = "Ada Beispiel";
    const Programme programme({course});
    EXPECT_THAT(programme.told("Wer leitet den Spanischkurs?"),
                HasSubstr("Kursleitung: Ada Beispiel"));
    EXPECT_THAT(programme.told("Wie groß ist die Gruppe im Spanischkurs?"),
                HasSubstr("höchstens 12 Teilnehmende"));
    EXPECT_THAT(programme.told("Spanisch"), Not(HasSubstr("Ada")));
}

TEST(CourseAnswer, ExaminationsOfTheProgrammeAreTold) {
    Course exam = spanish();
    exam.number = "P1";
    exam.title = "telc Deutsch B1, Prüfung";
    EXPECT_THAT(Programme({exam, spanish()}).told("Wann ist die nächste Prüfung telc B1 Deutsch?"),
                StartsWith("telc Deutsch B1, Prüfung (Kurs-Nr. P1)\n"));
}

TEST(CourseAnswer, WithoutAProgrammeItIsSaidToBeUnknownAndNeverEmpty) {
    const Programme none({});
    const Reply reply = none.ask("Yoga am Montag");
    EXPECT_EQ(reply.decision, Decision::courses);
    EXPECT_THAT(reply.courses, IsEmpty());
    ASSERT_TRUE(reply.told);
    EXPECT_EQ(as_read(reply.told->text()),
              "Das Kursprogramm ist an diesem Terminal nicht hinterlegt. Auskunft gibt: "
              "Volkshochschule Leipzig, https://www.vhs-leipzig.de");
    EXPECT_EQ(reply.told->source.url, "https://www.vhs-leipzig.de");
}

TEST(CourseAnswer, EachLanguageFillsTheSameSentences) {
    const Programme programme({spanish()});
    for (const char* language : {"de", "en", "uk", "ru", "tr", "ar", "vi", "pl"}) {
        for (const char* question :
             {"Spanisch", "Spanisch am Freitag", "Kurs 26H-9999", "Kurs 26H-4031 stornieren"}) {
            const std::string text = programme.told(question, language);
            EXPECT_THAT(text, Not(HasSubstr("{"))) << language;
            EXPECT_THAT(text, Not(IsEmpty())) << language;
        }
        const std::string text = programme.told("Spanisch", language);
        for (const char* field : {"Spanisch A1", "26H-4031", "18:00", "84,70 €", "Haus am Ring",
                                  "11.01.2027", "24.11.2026, 10:00"})
            EXPECT_THAT(text, HasSubstr(field)) << language;
    }
    EXPECT_THAT(programme.told("I am looking for a Spanish course", "auto"),
                HasSubstr("Monday, Wednesday 18:00"));
}

TEST(CourseAnswer, EmergenciesAndOnesOwnCaseGoBeforeCourses) {
    const Programme programme({spanish()});
    EXPECT_EQ(programme.ask("Hilfe, im Yogakurs ist jemand bewusstlos").decision,
              Decision::emergency);
    EXPECT_EQ(programme.ask("Kurs vom Euro zum Dollar").decision, Decision::refer);
    EXPECT_FALSE(programme.ask("Was kostet ein Reisepass?").slots);
    EXPECT_EQ(programme.ask("Welche Kurse bietet die Volkshochschule an?").decision,
              Decision::answer)
        << "no course in particular";
}

TEST(CourseAnswer, NothingPersonalBecomesAWish) {
    const Programme programme({spanish()});
    const Reply reply =
        programme.ask("Ich bin am 12.08.2004 geboren, 0341 1234567, gibt es Spanisch am Montag?");
    ASSERT_TRUE(reply.slots);
    EXPECT_FALSE(reply.slots->date_from);
    EXPECT_EQ(reply.slots->course_number, "");
    EXPECT_EQ(programme.ask("Spanisch am 11.01.2027").slots->date_from, parse_date("2027-01-11"));
}

TEST(CourseAnswer, IsTheSameEachTime) {
    const Programme programme({spanish()});
    const Answerer again = programme.load();
    for (const char* question : {"Spanisch", "Spanisch am Freitag", "Kurs 26H-4031"})
        EXPECT_EQ(as_read(again.ask(question, {a_day}, "de").told->text()),
                  programme.told(question));
}

TEST(CourseAnswer, AProgrammeAloneCanBeAsked) {
    const KnowledgeFolder folder;
    for (const char* part : {"courses", "frames"})
        std::filesystem::copy(HOUSE "/assets/knowledge/" + std::string(part), folder.path(part),
                              std::filesystem::copy_options::recursive);
    ASSERT_TRUE(write_courses(folder.path(), {spanish()}));
    const auto answerer = Answerer::load(folder.path());
    ASSERT_TRUE(answerer) << answerer.error().detail;
    const Reply reply = answerer->ask("Spanisch am Freitag", {a_day});
    EXPECT_EQ(reply.decision, Decision::courses);
    EXPECT_THAT(answerer->ask("Kurs 1234-5", {a_day}).told->text(),
                HasSubstr("die Volkshochschule"));
}

}  // namespace
}  // namespace kiosk::answers
