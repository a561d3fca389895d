// Open or closed at a moment, and until when: the table a town hall would check by hand.
#include "kiosk/answers/opening_hours.h"

#include "tests/answers/saxony.h"

#include <chrono>

#include <gtest/gtest.h>

namespace kiosk::answers {
namespace {

constexpr const char* bureau =
    "Mo,We,Fr 08:00-12:00; Tu 08:00-12:00,13:00-18:00; Th 08:00-12:00,13:00-16:00; PH off; "
    "Dec 24,31 off";
constexpr const char* hotline = "Mo-Fr 08:00-18:00";
constexpr const char* library = "Mo-Sa 10:00-19:00; PH 12:00-14:00";
constexpr const char* night = "Fr,Sa 22:00-02:00";
constexpr const char* nightly = "22:00-02:30";
constexpr const char* early = "02:30-04:00";

struct Moment {
    const char* value;
    const char* now;
    const char* state;  // "open <until> <next opening>", "closed <until> <closing after it>"
};
const Moment moments[] = {
    // Around closing and opening; 2026-11-24 is a Tuesday.
    {bureau, "2026-11-24 07:59", "closed 2026-11-24 08:00 2026-11-24 12:00"},
    {bureau, "2026-11-24 08:00", "open 2026-11-24 12:00 2026-11-24 13:00"},
    {bureau, "2026-11-24 11:59", "open 2026-11-24 12:00 2026-11-24 13:00"},
    {bureau, "2026-11-24 12:00", "closed 2026-11-24 13:00 2026-11-24 18:00"},
    {bureau, "2026-11-24 12:01", "closed 2026-11-24 13:00 2026-11-24 18:00"},
    {bureau, "2026-11-24 12:59", "closed 2026-11-24 13:00 2026-11-24 18:00"},
    {bureau, "2026-11-24 13:00", "open 2026-11-24 18:00 2026-11-25 08:00"},
    {bureau, "2026-11-24 17:59", "open 2026-11-24 18:00 2026-11-25 08:00"},
    {bureau, "2026-11-24 18:00", "closed 2026-11-25 08:00 2026-11-25 12:00"},
    {bureau, "2026-11-24 23:59", "closed 2026-11-25 08:00 2026-11-25 12:00"},
    {bureau, "2026-11-25 00:00", "closed 2026-11-25 08:00 2026-11-25 12:00"},
    {bureau, "2026-11-27 12:00", "closed 2026-11-30 08:00 2026-11-30 12:00"},
    {bureau, "2026-11-28 10:00", "closed 2026-11-30 08:00 2026-11-30 12:00"},
    {bureau, "2026-11-29 23:59", "closed 2026-11-30 08:00 2026-11-30 12:00"},
    // Holidays within the week, and the bridge days beside them, which are ordinary days
    {bureau, "2026-11-17 18:00", "closed 2026-11-19 08:00 2026-11-19 12:00"},
    {bureau, "2026-11-18 10:00", "closed 2026-11-19 08:00 2026-11-19 12:00"},
    {bureau, "2025-12-31 09:00", "closed 2026-01-02 08:00 2026-01-02 12:00"},
    {bureau, "2026-01-01 09:00", "closed 2026-01-02 08:00 2026-01-02 12:00"},
    {bureau, "2026-01-02 09:00", "open 2026-01-02 12:00 2026-01-05 08:00"},
    {bureau, "2026-04-02 16:00", "closed 2026-04-07 08:00 2026-04-07 12:00"},
    {bureau, "2026-04-03 10:00", "closed 2026-04-07 08:00 2026-04-07 12:00"},
    {bureau, "2026-04-06 10:00", "closed 2026-04-07 08:00 2026-04-07 12:00"},
    {bureau, "2026-05-01 10:00", "closed 2026-05-04 08:00 2026-05-04 12:00"},
    {bureau, "2026-05-14 10:00", "closed 2026-05-15 08:00 2026-05-15 12:00"},
    {bureau, "2026-05-15 10:00", "open 2026-05-15 12:00 2026-05-18 08:00"},
    {bureau, "2026-05-25 10:00", "closed 2026-05-26 08:00 2026-05-26 12:00"},
    {bureau, "2025-10-03 10:00", "closed 2025-10-06 08:00 2025-10-06 12:00"},
    {bureau, "2025-10-31 10:00", "closed 2025-11-03 08:00 2025-11-03 12:00"},
    {bureau, "2024-10-31 10:00", "closed 2024-11-01 08:00 2024-11-01 12:00"},
    {bureau, "2024-11-01 10:00", "open 2024-11-01 12:00 2024-11-04 08:00"},
    {hotline, "2026-11-18 10:00", "closed 2026-11-19 08:00 2026-11-19 18:00"},
    {hotline, "2026-11-20 18:00", "closed 2026-11-23 08:00 2026-11-23 18:00"},
    {library, "2026-10-31 11:00", "closed 2026-10-31 12:00 2026-10-31 14:00"},
    {library, "2026-10-31 13:00", "open 2026-10-31 14:00 2026-11-02 10:00"},
    {library, "2026-10-03 14:00", "closed 2026-10-05 10:00 2026-10-05 19:00"},
    {library, "2026-11-01 13:00", "closed 2026-11-02 10:00 2026-11-02 19:00"},
    // Christmas 2026 to New Year: Thursday to Sunday, and again
    {bureau, "2026-12-23 11:59", "open 2026-12-23 12:00 2026-12-28 08:00"},
    {bureau, "2026-12-23 12:00", "closed 2026-12-28 08:00 2026-12-28 12:00"},
    {bureau, "2026-12-24 09:00", "closed 2026-12-28 08:00 2026-12-28 12:00"},
    {bureau, "2026-12-25 09:00", "closed 2026-12-28 08:00 2026-12-28 12:00"},
    {bureau, "2026-12-26 09:00", "closed 2026-12-28 08:00 2026-12-28 12:00"},
    {bureau, "2026-12-27 09:00", "closed 2026-12-28 08:00 2026-12-28 12:00"},
    {bureau, "2026-12-28 09:00", "open 2026-12-28 12:00 2026-12-29 08:00"},
    {bureau, "2026-12-30 12:00", "closed 2027-01-04 08:00 2027-01-04 12:00"},
    {"Mo-Fr 08:00-12:00; 2026 Dec 24-2027 Jan 02 off", "2026-12-23 12:00",
     "closed 2027-01-04 08:00 2027-01-04 12:00"},
    {"Mo-Fr 08:00-12:00; 2026 Dec 24-2027 Jan 02 off", "2027-12-24 11:00",
     "open 2027-12-24 12:00 2027-12-27 08:00"},
    // Closures and summer hours
    {"Mo-Fr 08:00-18:00; Jul 01-Aug 31 Mo-Fr 08:00-12:00", "2026-06-30 17:00",
     "open 2026-06-30 18:00 2026-07-01 08:00"},
    {"Mo-Fr 08:00-18:00; Jul 01-Aug 31 Mo-Fr 08:00-12:00", "2026-07-01 12:00",
     "closed 2026-07-02 08:00 2026-07-02 12:00"},
    {"Mo-Fr 08:00-18:00; Jul-Aug off", "2026-06-30 18:00",
     "closed 2026-09-01 08:00 2026-09-01 18:00"},
    {"Mo-Fr 08:00-12:00; 2026 Nov 25 off \"Betriebsversammlung\"", "2026-11-24 12:00",
     "closed 2026-11-26 08:00 2026-11-26 12:00"},
    {"Mo-Fr 08:00-18:00; 12:00-13:00 off", "2026-11-24 12:00",
     "closed 2026-11-24 13:00 2026-11-24 18:00"},
    // The leap day
    {"Mo-Fr 08:00-12:00", "2028-02-28 12:00", "closed 2028-02-29 08:00 2028-02-29 12:00"},
    {"Feb 29 08:00-12:00", "2027-03-01 10:00", "closed 2028-02-29 08:00 2028-02-29 12:00"},
    {"Feb 29 08:00-12:00", "2026-03-01 10:00", "closed - -"},
    // Over midnight; a night belongs to the day it begins on
    {night, "2026-11-27 21:59", "closed 2026-11-27 22:00 2026-11-28 02:00"},
    {night, "2026-11-27 22:00", "open 2026-11-28 02:00 2026-11-28 22:00"},
    {night, "2026-11-27 23:59", "open 2026-11-28 02:00 2026-11-28 22:00"},
    {night, "2026-11-28 00:00", "open 2026-11-28 02:00 2026-11-28 22:00"},
    {night, "2026-11-28 01:59", "open 2026-11-28 02:00 2026-11-28 22:00"},
    {night, "2026-11-28 02:00", "closed 2026-11-28 22:00 2026-11-29 02:00"},
    {night, "2026-11-29 01:00", "open 2026-11-29 02:00 2026-12-04 22:00"},
    {night, "2026-11-27 01:00", "closed 2026-11-27 22:00 2026-11-28 02:00"},
    {"Mo-Su 22:00-02:00; Sa off", "2026-11-28 01:00", "open 2026-11-28 02:00 2026-11-29 22:00"},
    {"Mo 08:00-24:00; Tu 00:00-12:00", "2026-11-23 10:00",
     "open 2026-11-24 12:00 2026-11-30 08:00"},
    {"Mo 08:00-24:00", "2026-11-23 23:59", "open 2026-11-24 00:00 2026-11-30 08:00"},
    {"Mo 08:00-24:00", "2026-11-24 00:00", "closed 2026-11-30 08:00 2026-12-01 00:00"},
    {"Mo 20:00-30:00; Tu 04:00-08:00", "2026-11-24 05:00",
     "open 2026-11-24 08:00 2026-11-30 20:00"},
    // For ever
    {"24/7", "2026-11-24 10:00", "open - -"},
    {"24/7", "2026-10-25 02:30 again", "open - -"},
    {"off", "2026-11-24 10:00", "closed - -"},
    {"24/7; Dec 24 off", "2026-11-24 10:00", "open 2026-12-24 00:00 2026-12-25 00:00"},
    {"24/7; Dec 24 off", "2026-12-24 10:00", "closed 2026-12-25 00:00 2027-12-24 00:00"},
    {"2026 Nov 24-26 off; 24/7", "2026-11-24 10:00", "open - -"},
    {"2025 Nov 24 08:00-12:00", "2026-11-24 10:00", "closed - -"},
    {"2027 Dec 29 08:00-12:00", "2026-11-24 10:00", "closed 2027-12-29 08:00 2027-12-29 12:00"},
    {"2027 Dec 30 08:00-12:00", "2026-11-24 10:00", "closed - -"},
    // On 29 March 2026 the clock goes from 01:59 to 03:00.
    {nightly, "2026-03-29 01:59", "open 2026-03-29 03:00 2026-03-29 22:00"},
    {nightly, "2026-03-29 03:00", "closed 2026-03-29 22:00 2026-03-30 02:30"},
    {nightly, "2026-03-28 12:00", "closed 2026-03-28 22:00 2026-03-29 03:00"},
    {early, "2026-03-29 01:59", "closed 2026-03-29 03:00 2026-03-29 04:00"},
    {early, "2026-03-29 03:00", "open 2026-03-29 04:00 2026-03-30 02:30"},
    {"02:00-03:00", "2026-03-29 01:59", "closed 2026-03-30 02:00 2026-03-30 03:00"},
    {bureau, "2026-03-27 12:00", "closed 2026-03-30 08:00 2026-03-30 12:00"},
    // On 25 October 2026 it goes from 02:59 back to 02:00.
    {nightly, "2026-10-25 02:29", "open 2026-10-25 02:30 2026-10-25 22:00"},
    {nightly, "2026-10-25 02:30", "closed 2026-10-25 22:00 2026-10-26 02:30"},
    {nightly, "2026-10-25 02:10 again", "closed 2026-10-25 22:00 2026-10-26 02:30"},
    {early, "2026-10-25 02:29", "closed 2026-10-25 02:30 2026-10-25 04:00"},
    {early, "2026-10-25 02:10 again", "open 2026-10-25 04:00 2026-10-26 02:30"},
    {"22:00-03:00", "2026-10-25 02:59", "open 2026-10-25 03:00 2026-10-25 22:00"},
    {"22:00-03:00", "2026-10-25 02:59 again", "open 2026-10-25 03:00 2026-10-25 22:00"},
    {"22:00-03:00", "2026-10-25 03:00", "closed 2026-10-25 22:00 2026-10-26 03:00"},
    {bureau, "2026-10-23 12:00", "closed 2026-10-26 08:00 2026-10-26 12:00"},
};

std::string to_text(const State& state) {
    const auto time = [](const std::optional<LocalTime>& at) {
        return at ? " " + answers::to_text(*at) : std::string(" -");
    };
    return (state.open ? "open" : "closed") + time(state.until()) +
           time(state.open ? state.opens : state.closes);
}

TEST(OpeningHours, AreOpenOrClosedAtEveryMomentOfTheTable) {
    for (const Moment& moment : moments) {
        const auto hours = OpeningHours::parse(moment.value);
        ASSERT_TRUE(hours) << moment.value << ": " << hours.error().detail;
        EXPECT_EQ(to_text(hours->at(local(moment.now), saxony())), moment.state)
            << moment.value << " at " << moment.now;
    }
}

TEST(OpeningHours, AreClosedOnEverySaxonHolidayOfTenYears) {
    const OpeningHours hours = OpeningHours::parse(bureau).value();
    int holidays = 0;
    std::chrono::sys_days day{parse_date("2026-01-01").value()};
    for (; Date{day} < parse_date("2036-01-01"); day += std::chrono::days{1})
        if (saxony().on(day)) {
            ++holidays;
            EXPECT_TRUE(hours.on(day, saxony()).empty()) << to_iso(Date{day});
        }
    EXPECT_EQ(holidays, 110);
}

TEST(OpeningHours, ReadTheClockOnTheWallOnBothSundaysOfTheChange) {
    const auto shown = [](const char* utc) {
        return to_text(wall_clock(parse_instant(utc).value()));
    };
    EXPECT_EQ(shown("2026-11-24T09:00:59Z"), "2026-11-24 10:00");
    EXPECT_EQ(shown("2026-07-01T22:30:00Z"), "2026-07-02 00:30");
    EXPECT_EQ(shown("2026-03-29T00:59:00Z"), "2026-03-29 01:59");
    EXPECT_EQ(shown("2026-03-29T01:00:00Z"), "2026-03-29 03:00");
    EXPECT_EQ(shown("2026-10-25T00:00:00Z"), "2026-10-25 02:00");
    EXPECT_EQ(shown("2026-10-25T00:59:00Z"), "2026-10-25 02:59");
    EXPECT_EQ(shown("2026-10-25T01:00:00Z"), "2026-10-25 02:00 again");
    EXPECT_EQ(shown("2026-10-25T01:59:00Z"), "2026-10-25 02:59 again");
    EXPECT_EQ(shown("2026-10-25T02:00:00Z"), "2026-10-25 03:00");
}

// Minute by minute: what is announced happens then, and nothing else before.
void expect_kept_promises(const char* value, const char* from_utc, int minutes) {
    const OpeningHours hours = OpeningHours::parse(value).value();
    Instant instant = parse_instant(from_utc).value();
    State before = hours.at(wall_clock(instant), saxony());
    for (; minutes > 0; --minutes) {
        instant += std::chrono::minutes{1};
        const LocalTime now = wall_clock(instant);
        const State state = hours.at(now, saxony());
        const bool due = before.until() && now == *before.until();
        EXPECT_EQ(state.open != before.open, due) << value << " at " << answers::to_text(now);
        if (!due) {
            EXPECT_EQ(state.until(), before.until()) << value;
        }
        before = state;
    }
}

TEST(OpeningHours, ChangeWhenTheySaidThatTheyWould) {
    for (const char* value : {nightly, early, "22:00-03:00", "02:00-03:00", "01:00-02:00",
                              "02:10-02:20,02:40-02:50", "00:00-02:00,03:00-05:00"}) {
        expect_kept_promises(value, "2026-03-28T21:00:00Z", 9 * 60);
        expect_kept_promises(value, "2026-10-24T20:00:00Z", 9 * 60);
    }
    expect_kept_promises(bureau, "2026-11-17T06:00:00Z", 2 * 24 * 60);
}

TEST(OpeningHours, SearchFourHundredDaysInAnInstant) {
    const OpeningHours hours = OpeningHours::parse("2025 Nov 24 Mo-Fr 08:00-12:00; PH off").value();
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 10; ++i) EXPECT_FALSE(hours.at(local("2026-11-24 10:00"), saxony()).opens);
    // Ten times, and with room for the sanitizers on a busy machine.
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{1});
}

}  // namespace
}  // namespace kiosk::answers
