// When an office is open, from an OpenStreetMap opening_hours value. A night belongs to the day it
// begins on: closing that day closes all of it, closing the next day does not cut it short.
#pragma once

#include "kiosk/answers/holidays.h"
#include "kiosk/answers/opening_rules.h"
#include "kiosk/base/date.h"
#include "kiosk/base/result.h"

#include <compare>
#include <optional>
#include <string_view>
#include <vector>

namespace kiosk::answers {

// What a clock on a wall in Germany shows. On the last Sunday of October it shows 02:00 to 02:59
// twice; `again` tells the second time from the first.
struct LocalTime {
    Date date{};
    int minute = 0;  // of the day, below 24 * 60
    bool again = false;

    // In the order in which they come.
    friend std::strong_ordering operator<=>(const LocalTime& a, const LocalTime& b);
    friend bool operator==(const LocalTime&, const LocalTime&) = default;
};
[[nodiscard]] LocalTime wall_clock(Instant instant);

struct State {
    bool open = false;
    std::optional<LocalTime> opens;   // the next opening after now
    std::optional<LocalTime> closes;  // the end of this opening when open, else of the next

    // How long it stays as it is; none: as far as was searched.
    [[nodiscard]] const std::optional<LocalTime>& until() const { return open ? closes : opens; }
};

class OpeningHours {
  public:
    // As parse_opening_rules: invalid_configuration with position and reason.
    [[nodiscard]] static Result<OpeningHours> parse(std::string_view text);

    // What begins on `date`: in order, without overlaps, those that touch joined.
    [[nodiscard]] std::vector<Span> on(Date date, const Holidays& holidays) const;

    // Closed at the minute of closing. Looks 400 days ahead. Where the clock leaps over the time of
    // an opening or closing, it happens at 03:00; where it comes twice, at the first.
    [[nodiscard]] State at(LocalTime now, const Holidays& holidays) const;

  private:
    std::vector<OpeningRule> rules_;
};

}  // namespace kiosk::answers
