#include "kiosk/answers/hours_words.h"

#include "kiosk/text/pattern.h"
#include "tests/answers/saxony.h"

#include <gtest/gtest.h>

namespace kiosk::answers {
namespace {

const text::Catalogue& texts() {
    static const auto catalogue = text::Catalogue::load(HOUSE "/assets/knowledge/frames").value();
    return catalogue;
}

std::string said(std::string_view language, const Phrase& phrase) {
    std::string words = in_words(texts(), language, phrase);
    for (const std::string_view mark : {text::isolate, text::end_of_isolate})
        for (auto at = words.find(mark); at != std::string::npos; at = words.find(mark))
            words.erase(at, mark.size());
    return words;
}

struct Moment {
    const char* value;
    const char* now;
    const char* german;
    const char* english;
};
constexpr const char* bureau = "Mo-Fr 08:00-12:00; Tu 09:00-12:00,13:00-18:30; PH off; Dec 24 off";
const Moment moments[] = {
    {bureau, "2026-11-24 13:00", "Jetzt geöffnet, bis 18:30 Uhr.", "Open now, until 18:30."},
    {bureau, "2026-11-25 08:00", "Jetzt geöffnet, bis 12 Uhr.", "Open now, until 12:00."},
    {bureau, "2026-11-24 12:00", "Jetzt geschlossen. Geöffnet wird heute um 13 Uhr.",
     "Closed now. Opens today at 13:00."},
    {bureau, "2026-11-24 19:00", "Jetzt geschlossen. Geöffnet wird morgen um 8 Uhr.",
     "Closed now. Opens tomorrow at 8:00."},
    {bureau, "2026-11-27 12:00",
     "Jetzt geschlossen. Geöffnet wird am Montag, 30.11.2026, um 8 Uhr.",
     "Closed now. Opens on Monday, 30 November 2026, at 8:00."},
    {bureau, "2026-11-18 10:00",
     "Jetzt geschlossen. Heute ist ein Feiertag: Buß- und Bettag. Geöffnet wird am Donnerstag, "
     "19.11.2026, um 8 Uhr.",
     "Closed now. Today is a public holiday: Day of Repentance and Prayer. Opens on Thursday, 19 "
     "November 2026, at 8:00."},
    {bureau, "2026-12-24 10:00",
     "Jetzt geschlossen. Geöffnet wird am Montag, 28.12.2026, um 8 Uhr.",
     "Closed now. Opens on Monday, 28 December 2026, at 8:00."},
    {"Fr 22:00-02:00", "2026-11-27 23:00", "Jetzt geöffnet, bis 2 Uhr.", "Open now, until 2:00."},
    {"Fr 20:00-24:00", "2026-11-27 23:00", "Jetzt geöffnet, bis 24 Uhr.", "Open now, until 24:00."},
    {"24/7; Dec 24 off", "2026-12-20 23:00", "Jetzt geöffnet, bis Donnerstag, 24.12.2026, 0 Uhr.",
     "Open now, until Thursday, 24 December 2026, 0:00."},
    {"24/7", "2026-11-27 23:00", "Jetzt geöffnet, rund um die Uhr.", "Open now, around the clock."},
    {"off", "2026-11-27 23:00", "Geschlossen. Wann wieder geöffnet ist, ist hier nicht bekannt.",
     "Closed. When it opens again is not known here."},
};

TEST(HoursWords, SayNowAsATownHallWould) {
    for (const Moment& moment : moments) {
        const OpeningHours hours = OpeningHours::parse(moment.value).value();
        const LocalTime now = local(moment.now);
        const State state = hours.at(now, saxony());
        EXPECT_EQ(said("de", state_in_words(state, now, saxony(), "de")), moment.german);
        EXPECT_EQ(said("en", state_in_words(state, now, saxony(), "en")), moment.english);
    }
    EXPECT_EQ(said("de", hours_unknown()), "Die Öffnungszeiten sind hier nicht bekannt.");
    EXPECT_EQ(said("en", hours_unknown()), "The opening hours are not known here.");
}

std::string week(std::string_view language, const char* value) {
    std::string lines;
    const OpeningHours hours = OpeningHours::parse(value).value();
    for (const Phrase& phrase : days_in_words(hours, parse_date("2026-11-18").value()))
        lines += (lines.empty() ? "" : "; ") + said(language, phrase);
    return lines;
}

TEST(HoursWords, JoinTheDaysThatAreEqual) {
    EXPECT_EQ(week("de", "Mo-Fr 08:00-18:00"),
              "Montag bis Freitag: 8–18 Uhr; Samstag und Sonntag: geschlossen");
    EXPECT_EQ(week("de", "Mo,We,Fr 09:00-12:30; Tu,Th 09:00-12:30,13:00-18:00"),
              "Montag, Mittwoch und Freitag: 9–12:30 Uhr; Dienstag und Donnerstag: 9–12:30 Uhr und "
              "13–18 Uhr; Samstag und Sonntag: geschlossen");
    EXPECT_EQ(week("de", "Mo,We-Fr 09:00-12:00; Sa 08:00-10:00,11:00-12:00,13:00-14:00"),
              "Montag und Mittwoch bis Freitag: 9–12 Uhr; Dienstag und Sonntag: geschlossen; "
              "Samstag: 8–10 Uhr, 11–12 Uhr und 13–14 Uhr");
    EXPECT_EQ(week("en", "Mo-Fr 08:00-18:00 \"nur mit Termin\""),
              "Monday to Friday: 8:00–18:00 (nur mit Termin); Saturday and Sunday: closed");
    EXPECT_EQ(week("de", "24/7"), "Montag bis Sonntag: rund um die Uhr");
    EXPECT_EQ(week("de", "Mo-Su 18:00-24:00; Su 22:00-02:00"),
              "Montag bis Samstag: 18–24 Uhr; Sonntag: 22–2 Uhr");
}

TEST(HoursWords, TellTheHolidaysThatChangeSomething) {
    const Date from = parse_date("2026-12-21").value();
    const auto lines = [&](const char* value, int days) {
        std::string text;
        const OpeningHours hours = OpeningHours::parse(value).value();
        for (const Phrase& phrase : holidays_in_words(hours, from, days, saxony(), "de"))
            text += (text.empty() ? "" : "; ") + said("de", phrase);
        return text;
    };
    EXPECT_EQ(lines("Mo-Fr 08:00-12:00", 7), "Freitag, 25.12.2026, 1. Weihnachtstag: geschlossen");
    EXPECT_EQ(lines("Mo-Fr 08:00-12:00; PH 10:00-11:00", 6),
              "Freitag, 25.12.2026, 1. Weihnachtstag: 10–11 Uhr; Samstag, 26.12.2026, 2. "
              "Weihnachtstag: 10–11 Uhr");
    EXPECT_EQ(lines("Mo-Fr 08:00-12:00", 4), "");
    EXPECT_EQ(lines("24/7", 14), "");
}

TEST(HoursWords, AreKeysAndArgumentsOnly) {
    const LocalTime now = local("2026-11-24 10:00");
    const State state = OpeningHours::parse("Tu 08:00-12:30").value().at(now, saxony());
    const Phrase time{"hours.clock", {{"hour", std::string("12")}, {"minute", std::string("30")}}};
    EXPECT_EQ(state_in_words(state, now, saxony(), "de"),
              (Phrase{"hours.open_until", {{"time", time}}}));
}

}  // namespace
}  // namespace kiosk::answers
