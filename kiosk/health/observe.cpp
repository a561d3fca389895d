#include "kiosk/health/observe.h"

#include "kiosk/duty/closing.h"
#include "kiosk/orders/office_key.h"
#include "kiosk/settings/destinations.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace kiosk::health {
namespace {

using namespace std::chrono_literals;

constexpr auto known_time_note = "last_known_time";
constexpr auto portal_note = "portal";

std::optional<std::string> note(Journal& journal, const std::string& name) {
    const auto found = journal.note(name);
    return found ? *found : std::nullopt;
}

std::optional<Instant> known_time(Journal& journal) {
    const auto text = note(journal, known_time_note);
    return text ? parse_instant(*text) : std::nullopt;
}

// {"clock_ahead_s": n}: the portal's Date minus our clock, as the agent last saw it.
std::optional<std::chrono::milliseconds> portal_clock(Journal& journal) {
    const auto text = note(journal, portal_note);
    if (!text) return std::nullopt;
    const auto json = nlohmann::json::parse(*text, nullptr, false);
    if (!json.is_object() || !json.contains("clock_ahead_s") || !json["clock_ahead_s"].is_number())
        return std::nullopt;
    return std::chrono::seconds(json["clock_ahead_s"].get<std::int64_t>());
}

ServiceKey key_of(Journal& journal, const Settings& settings, const std::string& service) {
    const auto key = office_key(journal, destination_of(settings.portal, service));
    if (!key) return {.service = service};
    return {.service = service,
            .present = true,
            .checked = key->checked,
            .valid_until = key->valid_until};
}

bool covers(const std::vector<tariffs::Tariff>& tariffs, Date day) {
    return std::ranges::any_of(
        tariffs, [&](const auto& t) { return t.valid_from <= day && day <= t.valid_to; });
}

bool offered(const forms::Service& service, Date day) {
    return service.valid_from <= day && (!service.valid_to || day <= *service.valid_to);
}

// Open again only when the last of them is over.
void note_closings(Journal& journal, Health& health) {
    const auto look = [&](duty::ClosedBy side) -> std::optional<duty::Closing> {
        const auto read = duty::closing(journal, side, health.now);
        return read ? *read : std::nullopt;
    };
    const auto staff = look(duty::ClosedBy::staff);
    const auto room = look(duty::ClosedBy::control_room);
    health.closed_by_staff = staff.has_value();
    health.closed_by_control_room = room.has_value();
    if (staff && room)
        health.closed_until =
            staff->until && room->until ? std::max(staff->until, room->until) : std::nullopt;
    else if (staff || room)
        health.closed_until = (staff ? staff : room)->until;
}

void remember_time(Journal& journal, const Health& health) {
    if (!health.journal_has_space || !plausible(health)) return;
    if (health.last_known_time && health.now < *health.last_known_time + 1h) return;
    // A note that cannot be written shows as a journal without space at the next look.
    (void)journal.set_note(known_time_note, to_iso(health.now));
}

}  // namespace

Health observe(Journal* journal, const Clock& clock, const Loaded& loaded) {
    Health health;
    health.now = clock.now();
    health.built = loaded.built;
    health.configuration_problems = loaded.configuration_problems;
    const Date today = local_date(health.now);
    health.tariff_for_today = covers(loaded.tariffs, today);
    health.journal_opens = journal != nullptr;
    if (journal == nullptr) return health;
    health.journal_has_space = journal->has_space();
    health.last_known_time = known_time(*journal);
    health.clock_off = portal_clock(*journal);
    note_closings(*journal, health);
    for (const forms::Service& service : loaded.services)
        if (offered(service, today))
            health.services.push_back(key_of(*journal, loaded.settings, service.id));
    remember_time(*journal, health);
    return health;
}

Result<orders::OfficeKey> office_key(Journal& journal, const std::string& destination_id) {
    if (destination_id.empty()) return fail(ErrorKind::unavailable, "no destination is configured");
    const auto text = TRY(journal.note(orders::note_name(destination_id)));
    if (!text) return fail(ErrorKind::unavailable, "no key was noted yet");
    return orders::office_key_from_note(*text);
}

}  // namespace kiosk::health
