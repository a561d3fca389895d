#include "kiosk/control/desk.h"
#include "kiosk/control/desk_answer.h"
#include "kiosk/control/metrics.h"
#include "kiosk/control/outbox.h"
#include "kiosk/control/status_page.h"

#include <algorithm>

namespace kiosk::control {
namespace {

// No script, nothing from elsewhere, in nobody's frame.
constexpr auto policy =
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'";

HttpAnswer text_answer(const char* type, const Result<std::string>& text) {
    if (!text) return problem(text.error());
    return {.status = 200,
            .headers = {{"Content-Type", type},
                        {"Cache-Control", "no-store"},
                        {"Content-Security-Policy", policy},
                        {"X-Content-Type-Options", "nosniff"},
                        {"Referrer-Policy", "no-referrer"}},
            .body = *text};
}

}  // namespace

Result<std::string> WatchDesk::measure() {
    Measured measured{.terminals = TRY(room_.terminals()),
                      .alarms = TRY(alarms_.open()),
                      .version = version_,
                      .now = records_.now()};
    const auto last = TRY(records_.read([](ControlStore& store) { return store.last_audit(); }));
    measured.audit_rows = last ? last->number : 0;
    measured.mails_waiting = TRY(mails_waiting(records_));
    return exposition(measured);
}

Result<std::string> WatchDesk::page(const HttpCall& call) {
    StatusQuery query;
    const auto asked = [&](const char* name) {
        const auto found = call.query.find(name);
        return found == call.query.end() ? "" : found->second;
    };
    const auto languages = words_.texts.languages();
    if (std::find(languages.begin(), languages.end(), asked("lang")) != languages.end())
        query.language = asked("lang");
    query.city = asked("city");
    query.light = asked("light");
    const auto terminals = TRY(room_.terminals());
    const auto alarms = TRY(alarms_.open());
    return status_page(terminals, alarms, query, words_.texts, records_.now());
}

HttpAnswer WatchDesk::answer(const HttpCall& call) {
    if (call.method != "GET") return problem({ErrorKind::refused, "not_found"});
    if (call.path == "/status") return text_answer("text/html; charset=utf-8", page(call));
    if (call.path == "/status.css") return text_answer("text/css; charset=utf-8", words_.style);
    if (call.path == "/metrics")
        return text_answer("text/plain; version=0.0.4; charset=utf-8", measure());
    if (call.path != "/health") return problem({ErrorKind::refused, "not_found"});
    const auto last = records_.read([](ControlStore& store) { return store.last_audit(); });
    return json_answer(last ? 200 : 503, {{"status", last ? "ok" : "failing"},
                                          {"store", last ? "ok" : name_of(last.error().kind)},
                                          {"version", version_}});
}

}  // namespace kiosk::control
