// Civil dates as citizens write them. A date may be partly known: a register entry is often only
// remembered by its year.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

using Date = std::chrono::year_month_day;
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// ISO 8601 "2026-11-24"; nullopt for anything else, also for days that do not exist.
[[nodiscard]] std::optional<Date> parse_date(std::string_view iso);
[[nodiscard]] std::string to_iso(Date date);
[[nodiscard]] std::string to_iso(Instant instant);  // "2026-11-24T05:21:53Z", whole seconds, UTC
// Reads what to_iso(Instant) writes; nullopt for anything else.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view iso);

// German legal time (Sommerzeitverordnung; EU rule: last Sunday of March and October, 01:00 UTC).
[[nodiscard]] Date local_date(Instant instant);
// What a clock on the wall shows then, as if it were UTC.
[[nodiscard]] Instant local_time(Instant instant);

// Full years between two days, as § 187 (2), § 188 (2) BGB count an age; 29 February counts on 1
// March.
[[nodiscard]] int full_years(Date from, Date to);

// "1987", "1987-05" or "1987-05-03".
struct PartialDate {
    int year = 0;
    std::optional<unsigned> month;
    std::optional<unsigned> day;

    [[nodiscard]] Date earliest() const;
    [[nodiscard]] Date latest() const;
    friend bool operator==(const PartialDate&, const PartialDate&) = default;
};
[[nodiscard]] std::optional<PartialDate> parse_partial_date(std::string_view iso);

}  // namespace kiosk
