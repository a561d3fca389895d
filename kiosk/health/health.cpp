#include "kiosk/health/health.h"

#include <algorithm>

namespace kiosk::health {
namespace {

using namespace std::chrono_literals;

constexpr auto key_margin = 7 * 24h;
constexpr auto build_margin = 24h;       // build machines stand in other time zones
constexpr auto backward_margin = 10min;  // a clock that is set right by the network steps a little
constexpr auto longest_off = 400 * 24h;  // a terminal that was stored for longer is set up anew
constexpr auto most_off = 24h;

bool any_orderable(const Health& health) {
    return std::ranges::any_of(health.services,
                               [&](const ServiceKey& key) { return usable(key, health.now); });
}

std::string reason(const Health& health) {
    if (health.closed_by_staff) return "closed.by_staff";
    if (health.closed_by_control_room) return "closed.by_control_room";
    if (health.keeps_failing) return "closed.failing";
    if (health.configuration_problems > 0) return "closed.configuration";
    if (!health.journal_opens) return "closed.journal";
    if (!health.journal_has_space) return "closed.no_space";
    if (!plausible(health)) return "closed.clock";
    if (!health.tariff_for_today) return "closed.no_tariff";
    if (health.services.empty()) return "closed.no_services";
    if (!any_orderable(health)) return "closed.no_key";
    return {};
}

}  // namespace

bool usable(const ServiceKey& key, Instant now) {
    return key.present && now - key.checked <= key_margin && key.valid_until - now >= key_margin;
}

bool plausible(const Health& health) {
    if (health.now < health.built - build_margin) return false;
    if (health.last_known_time && health.now < *health.last_known_time - backward_margin)
        return false;
    if (health.last_known_time && health.now > *health.last_known_time + longest_off) return false;
    return !health.clock_off || std::chrono::abs(*health.clock_off) <= most_off;
}

Verdict judge(const Health& health) {
    Verdict verdict{.closed_because = reason(health), .not_orderable = {}};
    if (health.closed_by_staff || health.closed_by_control_room)
        verdict.closed_until = health.closed_until;
    for (const ServiceKey& key : health.services)
        if (!usable(key, health.now)) verdict.not_orderable.push_back(key.service);
    return verdict;
}

bool may_save(Health health) {
    health.closed_by_staff = health.closed_by_control_room = false;
    return judge(health).open();
}

const std::vector<std::string>& all_reasons() {
    static const std::vector<std::string> reasons{
        "closed.by_staff",    "closed.by_control_room", "closed.failing", "closed.configuration",
        "closed.journal",     "closed.no_space",        "closed.clock",   "closed.no_tariff",
        "closed.no_services", "closed.no_key"};
    return reasons;
}

}  // namespace kiosk::health
