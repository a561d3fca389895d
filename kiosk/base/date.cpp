#include "kiosk/base/date.h"

#include <charconv>
#include <cstdio>

namespace kiosk {
namespace {

using namespace std::chrono;

std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

sys_time<milliseconds> last_sunday_at_one(year y, month m) {
    return sys_days{y / m / Sunday[last]} + hours{1};
}

}  // namespace

std::optional<PartialDate> parse_partial_date(std::string_view iso) {
    const bool has_month = iso.size() >= 7;
    const bool has_day = iso.size() == 10;
    if (iso.size() != 4 && iso.size() != 7 && iso.size() != 10) return std::nullopt;
    if (has_month && iso[4] != '-') return std::nullopt;
    if (has_day && iso[7] != '-') return std::nullopt;

    const auto y = digits(iso.substr(0, 4));
    if (!y || *y == 0) return std::nullopt;
    PartialDate date{.year = *y, .month = {}, .day = {}};
    if (has_month) {
        const auto m = digits(iso.substr(5, 2));
        if (!m || *m < 1 || *m > 12) return std::nullopt;
        date.month = static_cast<unsigned>(*m);
    }
    if (has_day) {
        const auto d = digits(iso.substr(8, 2));
        if (!d) return std::nullopt;
        date.day = static_cast<unsigned>(*d);
        if (!date.earliest().ok()) return std::nullopt;
    }
    return date;
}

std::optional<Date> parse_date(std::string_view iso) {
    const auto partial = parse_partial_date(iso);
    if (!partial || !partial->day) return std::nullopt;
    return partial->earliest();
}

Date PartialDate::earliest() const {
    return std::chrono::year{year} / std::chrono::month{month.value_or(1)} /
           std::chrono::day{day.value_or(1)};
}

Date PartialDate::latest() const {
    const auto in_month = std::chrono::year{year} / std::chrono::month{month.value_or(12)};
    if (day) return in_month / std::chrono::day{*day};
    return Date{in_month / last};
}

std::string to_iso(Date date) {
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

std::string to_iso(Instant instant) {
    const auto midnight = floor<days>(instant);
    const hh_mm_ss time{floor<seconds>(instant) - midnight};
    char text[16];
    std::snprintf(text, sizeof text, "T%02d:%02d:%02dZ", static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return to_iso(Date{midnight}) + text;
}

std::optional<Instant> parse_instant(std::string_view iso) {
    constexpr std::string_view shape = "0000-00-00T00:00:00Z";
    if (iso.size() != shape.size()) return std::nullopt;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const bool digit = iso[i] >= '0' && iso[i] <= '9';
        if (shape[i] == '0' ? !digit : iso[i] != shape[i]) return std::nullopt;
    }
    const auto two = [&](std::size_t at) { return (iso[at] - '0') * 10 + (iso[at + 1] - '0'); };
    const auto date = parse_date(iso.substr(0, 10));
    if (!date || two(11) > 23 || two(14) > 59 || two(17) > 59) return std::nullopt;
    return sys_days{*date} + hours{two(11)} + minutes{two(14)} + seconds{two(17)};
}

Instant local_time(Instant instant) {
    const Date utc{floor<days>(instant)};
    const bool summer = instant >= last_sunday_at_one(utc.year(), March) &&
                        instant < last_sunday_at_one(utc.year(), October);
    return instant + hours{summer ? 2 : 1};
}

Date local_date(Instant instant) {
    return Date{floor<days>(local_time(instant))};
}

int full_years(Date from, Date to) {
    const int years = static_cast<int>(to.year()) - static_cast<int>(from.year());
    const bool before_birthday =
        std::pair{to.month(), to.day()} < std::pair{from.month(), from.day()};
    return before_birthday ? years - 1 : years;
}

}  // namespace kiosk
