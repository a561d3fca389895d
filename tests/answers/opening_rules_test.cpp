// What the reader of opening_hours takes and refuses, and the hours that each day gets by it.
#include "kiosk/answers/opening_hours.h"
#include "tests/answers/saxony.h"

#include <random>

#include <gtest/gtest.h>

namespace kiosk::answers {
namespace {

std::string spans_text(const std::vector<Span>& spans) {
    std::string text;
    for (const Span& span : spans)
        text += (text.empty() ? "" : ",") + clock_text(span.from) + "-" + clock_text(span.to) +
                (span.comment.empty() ? "" : " " + span.comment);
    return text;
}

struct Day {
    const char* value;
    const char* date;
    const char* spans;
};
const Day days[] = {
    // 2026-11-23 is a Monday.
    {"Mo-Fr 08:00-12:00", "2026-11-27", "08:00-12:00"},
    {"Mo-Fr 08:00-12:00", "2026-11-28", ""},
    {"Fr-Mo 08:00-12:00", "2026-11-22", "08:00-12:00"},
    {"Fr-Mo 08:00-12:00", "2026-11-24", ""},
    {"Mo,We 08:00-12:00,13:00-16:00", "2026-11-25", "08:00-12:00,13:00-16:00"},
    {"Mo, We 08:00-12:00 , 13:00-16:00", "2026-11-25", "08:00-12:00,13:00-16:00"},
    {"Mo,We 08:00-12:00", "2026-11-24", ""},
    {"08:00-12:00", "2026-11-22", "08:00-12:00"},
    {"24/7", "2026-11-22", "00:00-24:00"},
    {"24/7; PH off", "2026-11-18", ""},
    {"24/7 off", "2026-11-24", ""},
    // A later rule overrides the day, one after a comma adds to it.
    {"Mo-Fr 08:00-12:00; Tu 14:00-18:00", "2026-11-24", "14:00-18:00"},
    {"Mo-Fr 08:00-12:00, Tu 14:00-18:00", "2026-11-24", "08:00-12:00,14:00-18:00"},
    {"Mo-Fr 08:00-12:00, Tu 12:00-18:00", "2026-11-24", "08:00-18:00"},
    {"Mo-Fr 08:00-12:00, Tu 10:00-18:00", "2026-11-24", "08:00-18:00"},
    {"Mo-Fr 10:00-12:00, Tu 08:00-18:00", "2026-11-24", "08:00-18:00"},
    {"Mo-Fr 08:00-18:00; Tu off", "2026-11-24", ""},
    {"Mo-Fr 08:00-18:00; Tu closed", "2026-11-24", ""},
    {"Mo-Fr 08:00-18:00, Tu off", "2026-11-24", ""},
    {"Mo-Fr 08:00-18:00; Tu 12:00-13:00 off", "2026-11-24", "08:00-12:00,13:00-18:00"},
    {"Mo-Fr 08:00-18:00; Tu 07:00-09:00,17:00-19:00 off", "2026-11-24", "09:00-17:00"},
    {"Mo-Fr 08:00-18:00; off", "2026-11-24", ""},
    {"Mo-Fr 08:00-18:00 open", "2026-11-24", "08:00-18:00"},
    // A public holiday is a Sunday, and what PH says of it.
    {"Mo-Fr 08:00-12:00", "2026-11-18", ""},
    {"Mo-Su 08:00-12:00", "2026-11-18", "08:00-12:00"},
    {"Mo-Fr 08:00-12:00; Su 10:00-11:00", "2026-11-18", "10:00-11:00"},
    {"Mo-Fr 08:00-12:00; PH 10:00-12:00", "2026-11-18", "10:00-12:00"},
    {"Mo-Fr,PH 08:00-12:00", "2026-11-18", "08:00-12:00"},
    {"Mo-Su 08:00-12:00; PH off", "2026-11-18", ""},
    {"Mo-Su,PH off; Mo-Fr 08:00-12:00", "2026-11-18", ""},
    {"PH off; Mo-Fr 08:00-12:00", "2026-11-18", ""},
    {"PH off; Mo-Fr 08:00-12:00", "2026-11-25", "08:00-12:00"},
    {"Nov 18 09:00-10:00", "2026-11-18", "09:00-10:00"},
    // Dates
    {"Mo-Fr 08:00-12:00; Dec 24 off", "2026-12-24", ""},
    {"Mo-Fr 08:00-12:00; Dec 24 off", "2026-12-23", "08:00-12:00"},
    {"Mo-Fr 08:00-12:00; Dec 24,31 off", "2026-12-31", ""},
    {"Mo-Fr 08:00-12:00; Dec 24, Dec 31 off", "2026-12-31", ""},
    {"Mo-Fr 08:00-12:00; Dec 28-30 off", "2026-12-30", ""},
    {"Mo-Fr 08:00-12:00; Dec 28-30,Jan 04 off", "2027-01-04", ""},
    {"Mo-Fr 08:00-12:00; Dec 24-Jan 02 off", "2027-01-01", ""},
    {"Mo-Fr 08:00-12:00; Dec 24-Jan 02 off", "2030-12-31", ""},
    {"Mo-Fr 08:00-12:00; Dec 24-Jan 02 off", "2027-01-04", "08:00-12:00"},
    {"Mo-Fr 08:00-12:00; 2026 Dec 24-2027 Jan 05 off", "2027-01-05", ""},
    {"Mo-Fr 08:00-12:00; 2026 Dec 24-2027 Jan 05 off", "2027-12-28", "08:00-12:00"},
    {"Mo-Fr 08:00-12:00; 2026 Dec 24-2027 Jan 05 off", "2026-01-05", "08:00-12:00"},
    {"Mo-Fr 08:00-12:00; 2026 Nov 24 off", "2026-11-24", ""},
    {"Mo-Fr 08:00-12:00; 2026 Nov 24 off", "2027-11-24", "08:00-12:00"},
    {"Mo-Fr 08:00-12:00; 2026 Nov 23,24 off", "2026-11-24", ""},
    {"Mo-Fr 08:00-18:00; Jul 01-Aug 31 Mo-Fr 08:00-12:00", "2026-08-31", "08:00-12:00"},
    {"Mo-Fr 08:00-18:00; Jul 01-Aug 31: Mo-Fr 08:00-12:00", "2026-09-01", "08:00-18:00"},
    {"Mo-Fr 08:00-18:00; Jul-Aug Mo-Fr 08:00-12:00", "2026-07-01", "08:00-12:00"},
    {"Jul 08:00-12:00", "2026-07-31", "08:00-12:00"},
    {"Jul,Sep Mo 08:00-12:00", "2026-09-07", "08:00-12:00"},
    {"2026 Nov-2027 Feb Mo 08:00-12:00", "2027-02-22", "08:00-12:00"},
    {"2026 Nov-2027 Feb Mo 08:00-12:00", "2027-03-01", ""},
    {"Nov-Feb Mo 08:00-12:00", "2027-01-11", "08:00-12:00"},
    {"Dec 24: 08:00-12:00", "2026-12-24", "08:00-12:00"},
    {"Dec 24 08:00-12:00", "2026-12-24", "08:00-12:00"},
    // The leap day
    {"Mo-Fr 08:00-12:00; Feb 29 off", "2028-02-29", ""},
    {"Mo-Fr 08:00-12:00; Feb 29 off", "2027-03-01", "08:00-12:00"},
    {"Mo-Fr 08:00-12:00; Feb off", "2028-02-29", ""},
    {"Mo-Fr 08:00-12:00; Feb 28-Mar 01 off", "2028-02-29", ""},
    // Over midnight
    {"Fr 22:00-02:00", "2026-11-27", "22:00-26:00"},
    {"Fr 22:00-26:00", "2026-11-27", "22:00-26:00"},
    {"Fr 22:00-02:00", "2026-11-28", ""},
    {"Fr 22:00-02:00; Sa off", "2026-11-27", "22:00-26:00"},
    {"Fr 00:00-24:00", "2026-11-27", "00:00-24:00"},
    // Comments
    {"Mo 08:00-12:00 \"nur mit Termin\"", "2026-11-23", "08:00-12:00 nur mit Termin"},
    {"Mo 08:00-12:00, Mo 12:00-14:00 \"nur mit Termin\"", "2026-11-23",
     "08:00-12:00,12:00-14:00 nur mit Termin"},
    {"Mo 08:00-12:00; PH off \"geschlossen; kein Notdienst\"", "2026-11-23", "08:00-12:00"},
};

TEST(OpeningRules, GiveEachDayItsHours) {
    for (const Day& day : days) {
        const auto hours = OpeningHours::parse(day.value);
        ASSERT_TRUE(hours) << day.value << ": " << hours.error().detail;
        EXPECT_EQ(spans_text(hours->on(parse_date(day.date).value(), saxony())), day.spans)
            << day.value << " on " << day.date;
    }
}

struct Wrong {
    const char* value;
    int position;
    const char* reason;
};
constexpr const char* no_time = "a time such as 08:00 is missing";
constexpr const char* no_times = "times such as 08:00-12:00, or off, are missing";
constexpr const char* nothing = "a day, a date, a time or off is missing";
const Wrong wrong[] = {
    {"", 1, nothing},
    {"  ", 3, nothing},
    {";", 1, nothing},
    {"Mo 08:00-12:00;", 16, nothing},
    {"Mo 08:00-12:00;;Tu off", 16, nothing},
    {"Mo", 3, no_times},
    {"Mo open", 4, no_times},
    {"Mo \"nach Vereinbarung\"", 4, no_times},
    {"Montag 08:00-12:00", 1, nothing},
    {"mo 08:00-12:00", 1, nothing},
    {"Di 08:00-12:00", 1, nothing},
    {"SH off", 1, nothing},
    {"week 01-10 Mo off", 1, nothing},
    {"easter off", 1, nothing},
    {"Mo[1] 08:00-12:00", 3, no_times},
    {"Mo-PH 08:00-12:00", 4, "a range goes from weekday to weekday"},
    {"Mo-12:00", 4, "a range goes from weekday to weekday"},
    {"Mo - Fr 08:00-12:00", 4, no_times},
    {"Mo,08:00-12:00", 4, "a day such as Mo or PH is missing"},
    {"Mo 8:00-12:00", 4, no_time},
    {"Mo 08:00–12:00", 9, "a span such as 08:00-12:00 has an end"},
    {"Mo 08:00+", 9, "a span such as 08:00-12:00 has an end"},
    {"Mo 08:00", 9, "a span such as 08:00-12:00 has an end"},
    {"Mo 08:00-", 10, no_time},
    {"Mo 08:00-sunset", 10, no_time},
    {"Mo 08:00-12", 10, no_time},
    {"Mo 08:00-12:0", 10, no_time},
    {"Mo 08:00-12:60", 10, "there is no such time"},
    {"Mo 08:00-48:01", 10, "there is no such time"},
    {"Mo 24:00-26:00", 4, "a span begins before 24:00"},
    {"Mo 08:00-08:00", 10, "the span is empty"},
    {"Mo 08:00-12:00/00:30", 15, "not understood; rules are parted by ; or ,"},
    {"Mo 08:00-12:00 || off", 16, "not understood; rules are parted by ; or ,"},
    {"Mo 08:00-12:00 offen", 16, "not understood; rules are parted by ; or ,"},
    {"24/7 08:00-12:00", 6, "not understood; rules are parted by ; or ,"},
    {"Mo 08:00-12:00 \"mit Termin", 16, "the comment has no end"},
    {"Mo 08:00-12:00 \"\"", 16, "the comment is no plain text"},
    {"Mo 08:00-12:00 \"a\nb\"", 16, "the comment is no plain text"},
    {"Dec 32 off", 1, "there is no such day"},
    {"Mo 08:00-12:00; Feb 30 off", 17, "there is no such day"},
    {"2026 Feb 29 off", 1, "there is no such day"},
    {"2026 off", 6, "a month such as Dec is missing"},
    {"Dec 24- off", 8, "a month such as Dec is missing"},
    {"Dec 24,off", 8, "a date such as Dec 24 is missing"},
    {"Dec 26-24 off", 8, "the range of days runs backwards"},
    {"Jul-Aug 15 off", 5, "a range goes from day to day or from month to month"},
    {"Dec 24-2027 Jan 02 off", 1, "the beginning needs a year too"},
    {"2026 Dec 24-Jan 02 off", 13, "the range ends before it begins"},
    {"2026 Dec 24,Dec 31 off", 13, "this date needs a year too"},
};

TEST(OpeningRules, AreRefusedWithPositionAndReason) {
    for (const Wrong& value : wrong) {
        const auto rules = parse_opening_rules(value.value);
        ASSERT_FALSE(rules) << value.value;
        EXPECT_EQ(rules.error().kind, ErrorKind::invalid_configuration);
        EXPECT_EQ(rules.error().detail,
                  "opening hours, position " + std::to_string(value.position) + ": " + value.reason)
            << value.value;
    }
}

TEST(OpeningRules, AreAtMostAThousandCharacters) {
    std::string value = "Mo 08:00-12:00 \"";
    value += std::string(999 - value.size(), 'x') + '"';
    EXPECT_TRUE(parse_opening_rules(value));
    value.insert(value.size() - 1, "x");
    ASSERT_FALSE(parse_opening_rules(value));
    EXPECT_EQ(parse_opening_rules(value).error().detail,
              "opening hours, position 1001: longer than 1000 characters");
}

// Pieces of the language put together at random are often valid; bytes never are.
TEST(OpeningRules, SurviveWhateverIsWritten) {
    const std::vector<std::string> pieces = {"Mo",
                                             "Tu-Fr",
                                             "Su",
                                             "PH",
                                             "SH",
                                             "Dec",
                                             "24",
                                             "Jan 02",
                                             "2026",
                                             "Feb 29",
                                             "08:00",
                                             "12:00",
                                             "22:00",
                                             "02:0",
                                             "-",
                                             "-",
                                             ",",
                                             ", ",
                                             ";",
                                             "; ",
                                             " ",
                                             " ",
                                             "off",
                                             "open",
                                             "24/7",
                                             "\"",
                                             ":",
                                             "[1]",
                                             "+",
                                             "||",
                                             "99999",
                                             "ß",
                                             "\x80",
                                             "Mo-Fr 08:00-12:00",
                                             "Dec 24 off",
                                             "10:00-14:00",
                                             std::string(1, '\0'),
                                             "48:00",
                                             "Jul-Aug"};
    std::mt19937 random(4);
    const auto below = [&](std::size_t bound) { return random() % bound; };
    int valid = 0;
    for (int i = 0; i < 2000; ++i) {
        std::string value;
        for (std::size_t count = below(i % 2 == 0 ? 6 : 60); count > 0; --count)
            value += below(8) == 0 ? std::string(1, static_cast<char>(below(256)))
                                   : pieces[below(pieces.size())];
        const auto hours = OpeningHours::parse(value);
        if (!hours) {
            EXPECT_FALSE(hours.error().detail.empty());
            continue;
        }
        ++valid;
        const State state = hours->at(local("2026-11-24 10:00"), saxony());
        EXPECT_TRUE(!state.until() || *state.until() > local("2026-11-24 10:00")) << value;
    }
    EXPECT_GT(valid, 20);
}

}  // namespace
}  // namespace kiosk::answers
