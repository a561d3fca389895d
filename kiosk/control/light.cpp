#include "kiosk/control/light.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace kiosk::control {
namespace {

using namespace std::chrono_literals;

constexpr auto silence = 90s;
constexpr auto long_wait = 15min;

struct PartRule {
    std::string_view part, state;
    Colour colour;
};
constexpr std::array<PartRule, 10> part_rules{{
    {"printer", "deviceOffline", Colour::red},
    {"printer", "noDevice", Colour::red},
    {"printer", "hardwareError", Colour::red},
    {"paper", "paperOut", Colour::red},
    {"paper", "paperJammed", Colour::red},
    {"paper", "paperLow", Colour::yellow},
    {"disk", "full", Colour::red},
    {"disk", "low", Colour::yellow},
    {"clock", "implausible", Colour::red},
    {"journal", "unavailable", Colour::red},
}};

std::optional<Colour> colour_of(const fleet::Part& part) {
    for (const PartRule& rule : part_rules)
        if (rule.part == part.part && rule.state == part.state) return rule.colour;
    // A word of a newer terminal for its printer says at least that it is not online.
    if (part.part == "printer" && part.state != "deviceOnline") return Colour::red;
    return std::nullopt;
}

void judge(const fleet::Reported& reported, std::vector<Reason>& reasons) {
    const fleet::Service& service = reported.service;
    if (service.state != "in_service") {
        const bool by_staff =
            service.cause == "closed.by_staff" || service.cause == "closed.by_control_room";
        reasons.push_back({by_staff ? Colour::yellow : Colour::red,
                           "service." + (service.cause.empty() ? service.state : service.cause),
                           service.since});
    }
    for (const fleet::Part& part : reported.parts)
        if (const auto colour = colour_of(part))
            reasons.push_back({*colour, part.part + '.' + part.state, part.since});
    const fleet::Waiting& waiting = reported.waiting;
    if (waiting.needs_staff > 0) reasons.push_back({Colour::red, "orders.need_staff", {}});
    if (std::chrono::seconds(waiting.oldest_s) > long_wait)
        reasons.push_back({Colour::yellow, "orders.wait_long",
                           reported.at - std::chrono::seconds(waiting.oldest_s)});
}

}  // namespace

std::string_view name_of(Colour colour) {
    switch (colour) {
        case Colour::green:
            return "green";
        case Colour::yellow:
            return "yellow";
        case Colour::red:
            return "red";
        case Colour::grey:
            return "grey";
    }
    return "grey";
}

Light light_of(const KnownTerminal& terminal, const std::optional<fleet::Reported>& reported,
               Instant now, std::optional<Instant> line_lost) {
    // Who still reports after its line is gone is there: where the bell is shut out, it polls.
    const bool is_gone = line_lost && terminal.last_seen < *line_lost;
    Light light;
    if (!reported)
        light.reasons.push_back({Colour::grey, "never_heard", {}});
    else if (is_gone || now - terminal.last_seen > silence)
        light.reasons.push_back({Colour::grey, "not_heard", terminal.last_seen});
    if (reported) judge(*reported, light.reasons);
    if (!terminal.chain_holds) light.reasons.push_back({Colour::red, "jobs.chain_mismatch", {}});
    std::stable_sort(light.reasons.begin(), light.reasons.end(),
                     [](const Reason& a, const Reason& b) { return a.colour > b.colour; });
    if (!light.reasons.empty()) light.colour = light.reasons.front().colour;
    return light;
}

}  // namespace kiosk::control
