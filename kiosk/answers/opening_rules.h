// One rule of an OpenStreetMap opening_hours value, and the reader of the part of that syntax which
// offices use. What it does not know it refuses: an hour read wrongly sends a citizen to a shut
// door.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/base/result.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::answers {

inline constexpr int minutes_of_day = 24 * 60;

// Open from `from` until just before `to`, minutes after midnight of the day it begins on;
// `to` lies beyond 24:00 where it ends on the next day.
struct Span {
    int from = 0;
    int to = 0;
    std::string comment{};  // as it stands in the value, for instance "nur mit Termin"
    friend bool operator==(const Span&, const Span&) = default;
};

// "Dec 24-Jan 02": every year, or between two years when it names them.
struct DateRange {
    std::chrono::month_day from{};
    std::chrono::month_day to{};
    std::optional<std::chrono::year> from_year{};
    std::optional<std::chrono::year> to_year{};

    [[nodiscard]] bool holds(Date date) const;
};

struct OpeningRule {
    static constexpr std::size_t public_holiday = 7;  // after Monday (0) to Sunday (6)

    std::vector<DateRange> dates;             // none: on every date
    std::optional<std::array<bool, 8>> days;  // none: on every day
    std::vector<Span> spans;                  // none: the whole day, of a rule that closes
    bool closes = false;                      // "off", "closed"
    bool adds = false;                        // after a comma: what earlier rules said stays

    // A public holiday counts as a Sunday, as it does in law (SächsSFG § 4), and as "PH". Plain
    // opening_hours would keep "Mo-Fr 08:00-18:00" open on Christmas Day.
    [[nodiscard]] bool holds(Date date, bool holiday) const;
};

// At most 1000 bytes; invalid_configuration with the position (bytes from 1) otherwise, for
// anything outside of the part known, and for what contradicts itself.
[[nodiscard]] Result<std::vector<OpeningRule>> parse_opening_rules(std::string_view text);

}  // namespace kiosk::answers
