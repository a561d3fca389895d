#include "kiosk/control/alarms.h"

#include "kiosk/base/log.h"
#include "kiosk/control/outbox.h"

#include <algorithm>
#include <set>

namespace kiosk::control {
namespace {

using namespace std::chrono_literals;

const std::string open_ones = "alarms";
const std::string over_ones = "alarms_over";
constexpr std::size_t most_open = 200'000;  // ten thousand terminals, each with all its troubles
constexpr std::size_t shown = 200;
constexpr std::size_t pruned_at_once = 100;
constexpr auto remembered = 90 * 24h;

std::string key_of(const Alarm& alarm) {
    return alarm.terminal + ' ' + alarm.code;
}
std::string key_when_over(const Alarm& alarm) {
    return to_iso(*alarm.ended) + ' ' + key_of(alarm);
}

bool concerns(const AlarmLevel& level, const Alarm& alarm) {
    return level.city.empty() || level.city == alarm.city;
}

struct Kept {
    Document document;
    Alarm alarm;
};

// What cannot be read was not written by us; it is told of once and goes.
Result<std::map<std::string, Kept>> kept_in(ControlStore& store) {
    std::map<std::string, Kept> kept;
    for (Document& document : TRY(store.documents(open_ones, "", most_open))) {
        auto alarm = parse_alarm(document.text);
        if (!alarm) {
            log::write(log::Level::error, "alarm_damaged");
            TRY_VOID(store.remove(document));
            continue;
        }
        std::string key = document.key;
        kept.emplace(std::move(key), Kept{std::move(document), std::move(*alarm)});
    }
    return kept;
}

Result<void> keep(ControlStore& store, const Alarm& alarm, std::int64_t version) {
    return store.put({.collection = open_ones,
                      .key = key_of(alarm),
                      .version = version,
                      .text = to_json(alarm)});
}

// Two ends of one alarm within a second would be one key; the second one adds nothing.
Result<void> put_away(ControlStore& store, const Kept& kept, Instant now) {
    Alarm alarm = kept.alarm;
    alarm.ended = now;
    TRY_VOID(store.remove(kept.document));
    if (!TRY(store.document(over_ones, key_when_over(alarm))))
        TRY_VOID(store.put(
            {.collection = over_ones, .key = key_when_over(alarm), .text = to_json(alarm)}));
    for (const Document& old : TRY(store.documents(over_ones, "", pruned_at_once))) {
        if (old.key >= to_iso(now - remembered)) break;
        TRY_VOID(store.remove(old));
    }
    return {};
}

std::vector<Alarm> alarms_in(const std::vector<Document>& documents) {
    std::vector<Alarm> alarms;
    for (const Document& document : documents)
        if (auto alarm = parse_alarm(document.text)) alarms.push_back(std::move(*alarm));
    return alarms;
}

}  // namespace

// The red and grey reasons by their keys. Those that have not lasted yet are not raised.
std::map<std::string, Alarm> Alarms::lasting(const std::vector<TerminalView>& terminals,
                                             Instant now) {
    std::map<std::string, Instant> seen;
    std::map<std::string, Alarm> alarms;
    for (const TerminalView& view : terminals)
        for (const Reason& reason : view.light.reasons) {
            if (reason.colour != Colour::red && reason.colour != Colour::grey) continue;
            Alarm alarm{
                .terminal = view.terminal.id, .city = view.terminal.city, .code = reason.code};
            const std::string key = key_of(alarm);
            const auto before = first_seen_.find(key);
            const Instant first = before == first_seen_.end() ? now : before->second;
            alarm.since = reason.since.value_or(first);
            if (now - first >= rules_.lasts) alarm.raised = now;
            seen.emplace(key, first);
            alarms.emplace(key, std::move(alarm));
        }
    first_seen_ = std::move(seen);
    return alarms;
}

void Alarms::tell(Alarm& alarm, Instant now, Letters& letters) const {
    const auto waited = now - alarm.raised;
    for (; static_cast<std::size_t>(alarm.told) < rules_.levels.size(); ++alarm.told) {
        const AlarmLevel& level = rules_.levels[alarm.told];
        if (waited < level.after) return;
        const auto about = waited == 0s ? Notice::About::raised : Notice::About::goes_on;
        if (concerns(level, alarm))
            for (const std::string& address : level.to) letters[address].push_back({about, alarm});
    }
}

void Alarms::tell_of_end(const Alarm& alarm, Letters& letters) const {
    std::set<std::string> addresses;
    for (std::size_t told = 0; told < rules_.levels.size(); ++told) {
        const AlarmLevel& level = rules_.levels[told];
        if (told < static_cast<std::size_t>(alarm.told) && concerns(level, alarm))
            addresses.insert(level.to.begin(), level.to.end());
    }
    for (const std::string& address : addresses)
        letters[address].push_back({Notice::About::over, alarm});
}

Result<void> Alarms::post(ControlStore& store, const Letters& letters, Instant now) const {
    for (const auto& [address, notices] : letters) {
        Mail mail = write_(notices);
        mail.to = address;
        TRY_VOID(put_in_outbox(store, std::move(mail), now));
    }
    return {};
}

Result<void> Alarms::look(const std::vector<TerminalView>& terminals) {
    const Instant now = records_.now();
    const std::map<std::string, Alarm> there = lasting(terminals, now);
    return records_.change([&](ControlStore& store) -> Result<Acts> {
        const auto kept = TRY(kept_in(store));
        Letters letters;
        for (const auto& [key, each] : kept) {
            if (there.contains(key)) continue;
            tell_of_end(each.alarm, letters);
            TRY_VOID(put_away(store, each, now));
        }
        for (const auto& [key, seen] : there) {
            const auto before = kept.find(key);
            const bool is_new = before == kept.end();
            if (is_new && seen.raised == Instant{}) continue;
            Alarm alarm = is_new ? seen : before->second.alarm;
            if (alarm.seen_to_by.empty()) tell(alarm, now, letters);
            if (is_new || alarm != before->second.alarm)
                TRY_VOID(keep(store, alarm, is_new ? 0 : before->second.document.version));
        }
        TRY_VOID(post(store, letters, now));
        return Acts{};
    });
}

Result<std::vector<Alarm>> Alarms::open() {
    return alarms_in(TRY(records_.read(
        [](ControlStore& store) { return store.documents(open_ones, "", most_open); })));
}

Result<std::vector<Alarm>> Alarms::over() {
    const std::string since = to_iso(records_.now() - remembered);
    auto alarms = alarms_in(TRY(records_.read(
        [&](ControlStore& store) { return store.documents(over_ones, since, most_open); })));
    std::reverse(alarms.begin(), alarms.end());
    alarms.resize(std::min(alarms.size(), shown));
    return alarms;
}

Result<std::int64_t> Alarms::see_to(const std::string& terminal, const std::string& code,
                                    const Actor& actor) {
    std::int64_t count = 0;
    TRY_VOID(records_.change([&](ControlStore& store) -> Result<Acts> {
        Acts acts;
        for (auto& [key, kept] : TRY(kept_in(store))) {
            Alarm& alarm = kept.alarm;
            const bool is_meant =
                alarm.terminal == terminal && (code.empty() || alarm.code == code);
            if (!is_meant || !alarm.seen_to_by.empty()) continue;
            alarm.seen_to_by = actor.who;
            TRY_VOID(keep(store, alarm, kept.document.version));
            acts.push_back(
                {.by = actor, .act = "see_to_alarm", .object = terminal, .reason = alarm.code});
        }
        count = static_cast<std::int64_t>(acts.size());
        if (acts.empty()) return fail(ErrorKind::refused, "alarm_unknown");
        return acts;
    }));
    return count;
}

}  // namespace kiosk::control
