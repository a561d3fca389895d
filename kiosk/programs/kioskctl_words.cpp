#include "kiosk/programs/kioskctl_words.h"

#include <algorithm>
#include <chrono>

namespace kiosk::programs {
namespace {

using namespace std::chrono_literals;

// "18:00" of a day, on the wall.
std::optional<std::chrono::minutes> minutes_of_day(std::string_view text) {
    const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4))
        return std::nullopt;
    const int hours = (text[0] - '0') * 10 + (text[1] - '0');
    const int minutes = (text[3] - '0') * 10 + (text[4] - '0');
    if (hours > 23 || minutes > 59) return std::nullopt;
    return std::chrono::hours(hours) + std::chrono::minutes(minutes);
}

// Of the two offsets the one that gives this time on the wall; winter time first.
std::optional<Instant> instant_at(Instant on_the_wall) {
    for (const auto offset : {1h, 2h})
        if (local_time(on_the_wall - offset) == on_the_wall) return on_the_wall - offset;
    return std::nullopt;
}

}  // namespace

std::string said_at(Instant instant, Instant now) {
    const std::string wall = to_iso(local_time(instant));  // 2026-12-01T10:14:05Z
    const std::string time = wall.substr(11, 5);
    if (local_date(instant) == local_date(now)) return time;
    return wall.substr(0, 10) + ' ' + time;
}

std::optional<Instant> wall_time(std::string_view text, Instant now) {
    if (const auto today = minutes_of_day(text)) {
        const Instant midnight = std::chrono::floor<std::chrono::days>(local_time(now));
        const auto at = instant_at(midnight + *today);
        return at && *at <= now ? instant_at(midnight + 24h + *today) : at;
    }
    if (text.size() != 16 || text[10] != 'T') return std::nullopt;
    const auto date = parse_date(text.substr(0, 10));
    const auto minutes = minutes_of_day(text.substr(11));
    if (!date || !minutes) return std::nullopt;
    return instant_at(std::chrono::sys_days(*date) + *minutes);
}

std::string line_for(const nlohmann::json& terminal, std::size_t name_width, Instant now,
                     const Words& words) {
    std::string line = terminal.at("id").get<std::string>();
    line.resize(std::max(line.size(), name_width), ' ');
    std::string light = terminal.at("light").get<std::string>();
    light.resize(std::max<std::size_t>(light.size(), 6), ' ');
    line += "  " + light + "  ";
    std::string said;
    for (const auto& word : terminal.at("words")) {
        if (!said.empty()) said += "; ";
        said += words(word.at("code").get<std::string>());
        if (!word.at("since").is_string()) continue;
        if (const auto since = parse_instant(word.at("since").get<std::string>()))
            said += " since " + said_at(*since, now);
    }
    return printable(line + (said.empty() ? "in service" : said));
}

std::string printable(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; }, '?');
    return text;
}

}  // namespace kiosk::programs
