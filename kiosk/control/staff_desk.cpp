#include "kiosk/base/json_object.h"
#include "kiosk/control/desk.h"
#include "kiosk/control/desk_answer.h"
#include "kiosk/jose/json.h"

#include <charconv>

namespace kiosk::control {
namespace {

using nlohmann::json;

constexpr std::size_t largest_wish = 8U << 10U;

json instant_or_null(Instant instant) {
    return instant == Instant{} ? json() : json(to_iso(instant));
}

json json_of(const TerminalView& view) {
    json words = json::array();
    for (const Reason& reason : view.light.reasons)
        words.push_back({{"light", name_of(reason.colour)},
                         {"code", reason.code},
                         {"since", instant_or_null(reason.since.value_or(Instant{}))}});
    return {{"id", view.terminal.id},
            {"city", view.terminal.city},
            {"last_seen", instant_or_null(view.terminal.last_seen)},
            {"light", name_of(view.light.colour)},
            {"words", std::move(words)},
            {"chain", view.terminal.chain_holds ? "ok" : "mismatch"}};
}

// The report as it came, so that what only a newer terminal says is shown too.
json json_with_report(const TerminalView& view) {
    json shown = json_of(view);
    shown["reported"] =
        view.reported ? json::parse(view.terminal.reported, nullptr, false) : json();
    return shown;
}

json json_of(const IssuedJob& job) {
    return {{"number", job.number},
            {"verb", job.verb},
            {"who", job.who},
            {"reason", job.reason},
            {"issued", to_iso(job.issued)},
            {"expires", to_iso(job.expires)},
            {"state", job.outcome.empty() ? "open" : job.outcome},
            {"detail", job.detail},
            {"ended", instant_or_null(job.ended)}};
}

json json_of(const AuditEntry& entry) {
    return {{"number", entry.number}, {"at", to_iso(entry.at)}, {"who", entry.who},
            {"origin", entry.origin}, {"act", entry.act},       {"object", entry.object},
            {"reason", entry.reason}, {"hash", entry.hash}};
}

json json_of(const Alarm& alarm) {
    return {{"terminal", alarm.terminal},
            {"code", alarm.code},
            {"since", to_iso(alarm.since)},
            {"raised", to_iso(alarm.raised)},
            {"seen_to_by", alarm.seen_to_by},
            {"ended", instant_or_null(alarm.ended.value_or(Instant{}))}};
}

Result<void> read_all(JsonObject& object) {
    if (auto read = object.finish(); !read)
        return fail(ErrorKind::invalid_input, read.error().detail);
    return {};
}

Result<JobWish> wish_of(std::string_view body) {
    const json value = TRY(jose::parse_object(body, largest_wish));
    JsonObject object(value, "job");
    std::string verb, when = "idle", until;
    std::int64_t expires_s = 3600;
    JobWish wish;
    object.require("verb", verb);
    object.read("when", when);
    object.read("reason", wish.reason);
    object.read("until", until);
    object.read("expires_s", expires_s);
    TRY_VOID(read_all(object));
    const auto known_verb = fleet::verb_named(verb);
    const auto known_when = fleet::when_named(when);
    if (!known_verb) return fail(ErrorKind::invalid_input, "verb_unknown");
    if (!known_when) return fail(ErrorKind::invalid_input, "when_unknown");
    wish.verb = *known_verb;
    wish.when = *known_when;
    if (!until.empty()) {
        wish.until = parse_instant(until);
        if (!wish.until) return fail(ErrorKind::invalid_input, "until_malformed");
    }
    wish.expires_after = std::chrono::seconds(expires_s);
    return wish;
}

Result<std::int64_t> first_row(const HttpCall& call) {
    const auto asked = call.query.find("after");
    if (asked == call.query.end()) return 0;
    const std::string& text = asked->second;
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || number < 0)
        return fail(ErrorKind::invalid_input, "after_malformed");
    return number;
}

Result<json> list(ControlRoom& room) {
    json all = json::array();
    for (const TerminalView& view : TRY(room.terminals())) {
        json shown = json_of(view);
        if (view.reported) {
            json whole = json_with_report(view);
            shown["service"] = std::move(whole["reported"]["service"]);
            shown["parts"] = std::move(whole["reported"]["parts"]);
        }
        all.push_back(std::move(shown));
    }
    return json{{"terminals", std::move(all)}};
}

Result<json> show(ControlRoom& room, const std::string& id) {
    json shown = json_with_report(TRY(room.terminal(id)));
    shown["jobs"] = json::array();
    for (const IssuedJob& job : TRY(room.jobs(id))) shown["jobs"].push_back(json_of(job));
    return shown;
}

Result<std::string> reason_in(const HttpCall& call) {
    const json value = TRY(jose::parse_object(call.body, largest_wish));
    JsonObject object(value, "body");
    std::string reason;
    object.require("reason", reason);
    TRY_VOID(read_all(object));
    return reason;
}

Result<json> accept_record(ControlRoom& room, const std::string& id, const HttpCall& call,
                           const Actor& actor) {
    TRY_VOID(room.accept_record(id, TRY(reason_in(call)), actor));
    return json{{"id", id}};
}

Result<json> invite(Enrolment& enrolment, const std::string& id, const Actor& actor) {
    return json{{"id", id}, {"code", TRY(enrolment.invite(id, actor))}};
}

Result<json> revoke(Enrolment& enrolment, const std::string& id, const HttpCall& call,
                    const Actor& actor) {
    TRY_VOID(enrolment.revoke(id, TRY(reason_in(call)), actor));
    return json{{"id", id}};
}

Result<json> enrol(ControlRoom& room, Enrolment& enrolment, const HttpCall& call,
                   const Actor& actor) {
    const json value = TRY(jose::parse_object(call.body, largest_wish));
    JsonObject object(value, "terminal");
    std::string id, city;
    object.require("id", id);
    object.require("city", city);
    TRY_VOID(read_all(object));
    TRY_VOID(room.enrol(id, city, actor));
    return invite(enrolment, id, actor);
}

Result<json> issue(ControlRoom& room, const std::string& id, const HttpCall& call,
                   const Actor& actor) {
    const JobWish wish = TRY(wish_of(call.body));
    const std::int64_t number = TRY(room.issue(id, wish, actor));
    return json{{"number", number}};
}

Result<json> list(Alarms& alarms) {
    json open = json::array(), over = json::array();
    for (const Alarm& alarm : TRY(alarms.open())) open.push_back(json_of(alarm));
    for (const Alarm& alarm : TRY(alarms.over())) over.push_back(json_of(alarm));
    return json{{"open", std::move(open)}, {"over", std::move(over)}};
}

Result<json> see_to(Alarms& alarms, const HttpCall& call, const Actor& actor) {
    const json value = TRY(jose::parse_object(call.body, largest_wish));
    JsonObject object(value, "alarm");
    std::string terminal, code;
    object.require("terminal", terminal);
    object.read("code", code);
    TRY_VOID(read_all(object));
    return json{{"alarms", TRY(alarms.see_to(terminal, code, actor))}};
}

Result<json> audit(ControlRoom& room, const HttpCall& call) {
    json entries = json::array();
    for (const AuditEntry& entry : TRY(room.audit_after(TRY(first_row(call)))))
        entries.push_back(json_of(entry));
    return json{{"entries", std::move(entries)}};
}

Result<json> verify(ControlRoom& room) {
    const ChainCheck check = TRY(room.check_audit());
    if (check.wrong_row) return json{{"ok", false}, {"row", *check.wrong_row}};
    return json{{"ok", true}, {"rows", check.rows}, {"head", check.head}};
}

}  // namespace

Result<json> StaffDesk::answer_about(const HttpCall& call, int& status) {
    const Actor actor{.who = call.account, .origin = "local account"};
    const auto parts = parts_of(call.path);
    const std::size_t depth = parts.size();
    if (depth < 2 || depth > 4 || parts[0] != "v1") return fail(ErrorKind::refused, "not_found");
    const std::string_view room = parts[1];
    const bool asks = call.method == "GET";
    const bool gives = call.method == "POST";
    if (room == "terminals" && depth == 2 && asks) return list(room_);
    if (room == "terminals" && depth == 3 && asks) return show(room_, std::string(parts[2]));
    if (room == "audit" && depth == 2 && asks) return audit(room_, call);
    if (room == "audit" && depth == 3 && parts[2] == "verify" && asks) return verify(room_);
    if (room == "alarms" && depth == 2 && asks) return list(alarms_);
    if (room == "alarms" && depth == 3 && parts[2] == "see-to" && gives)
        return see_to(alarms_, call, actor);
    status = 201;
    if (room == "terminals" && depth == 2 && gives) return enrol(room_, enrolment_, call, actor);
    if (room == "terminals" && depth == 4 && parts[3] == "jobs" && gives)
        return issue(room_, std::string(parts[2]), call, actor);
    if (room == "terminals" && depth == 4 && parts[3] == "invite" && gives)
        return invite(enrolment_, std::string(parts[2]), actor);
    if (room == "terminals" && depth == 4 && parts[3] == "revoke" && gives)
        return revoke(enrolment_, std::string(parts[2]), call, actor);
    if (room == "terminals" && depth == 4 && parts[3] == "accept-record" && gives)
        return accept_record(room_, std::string(parts[2]), call, actor);
    return fail(ErrorKind::refused, "not_found");
}

HttpAnswer StaffDesk::answer(const HttpCall& call) {
    if (call.account.empty()) return problem({ErrorKind::refused, "not_your_name"});
    int status = 200;
    const auto answered = answer_about(call, status);
    return answered ? json_answer(status, *answered) : problem(answered.error());
}

}  // namespace kiosk::control
