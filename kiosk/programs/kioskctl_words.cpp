#include "kiosk/programs/kioskctl_words.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace kiosk::programs {
namespace {

using namespace std::chrono_literals;

constexpr std::array<std::pair<std::string_view, std::string_view>, 32> words{{
    {"never_heard", "has never reported"},
    {"not_heard", "not heard"},
    {"jobs.chain_mismatch", "its record of jobs is not ours"},
    {"orders.need_staff", "orders need staff"},
    {"orders.wait_long", "orders waiting"},
    {"service.out_of_service", "out of service"},
    {"service.closed.by_staff", "taken out of service by staff"},
    {"service.closed.by_control_room", "taken out of service from here"},
    {"service.closed.no_session", "out of service: nothing is on its screen"},
    {"service.closed.failing", "out of service: its program keeps failing"},
    {"service.closed.configuration", "out of service: settings are wrong"},
    {"service.closed.journal", "out of service: orders cannot be saved"},
    {"service.closed.no_space", "out of service: its disk is full"},
    {"service.closed.clock", "out of service: its clock is wrong"},
    {"service.closed.no_tariff", "out of service: no tariff for today"},
    {"service.closed.no_services", "out of service: no services"},
    {"service.closed.no_key", "out of service: no office has a usable key"},
    {"printer.deviceOffline", "printer does not answer"},
    {"printer.noDevice", "no printer"},
    {"printer.hardwareError", "printer is broken"},
    {"printer.coverOpen", "printer's cover is open"},
    {"paper.paperOut", "out of paper"},
    {"paper.paperLow", "paper is low"},
    {"paper.paperJammed", "paper jam"},
    {"disk.full", "disk is full"},
    {"disk.low", "disk is nearly full"},
    {"clock.implausible", "clock is wrong"},
    {"journal.unavailable", "journal does not open"},
    {"terminal_unknown", "there is no such terminal"},
    {"alarm_unknown", "nothing of it waits for somebody"},
    {"already_enrolled", "the terminal is enrolled already"},
    {"reason_missing", "say why, with --reason"},
}};

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

std::string words_for(std::string_view code) {
    for (const auto& [each, said] : words)
        if (each == code) return std::string(said);
    return std::string(code);
}

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

std::string line_for(const nlohmann::json& terminal, std::size_t name_width, Instant now) {
    std::string line = terminal.at("id").get<std::string>();
    line.resize(std::max(line.size(), name_width), ' ');
    std::string light = terminal.at("light").get<std::string>();
    light.resize(std::max<std::size_t>(light.size(), 6), ' ');
    line += "  " + light + "  ";
    std::string said;
    for (const auto& word : terminal.at("words")) {
        if (!said.empty()) said += "; ";
        said += words_for(word.at("code").get<std::string>());
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
