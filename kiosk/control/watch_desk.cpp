#include "kiosk/control/desk.h"
#include "kiosk/control/desk_answer.h"
#include "kiosk/control/metrics.h"
#include "kiosk/control/outbox.h"

namespace kiosk::control {

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

HttpAnswer WatchDesk::answer(const HttpCall& call) {
    if (call.method != "GET") return problem({ErrorKind::refused, "not_found"});
    if (call.path == "/metrics") {
        const auto text = measure();
        if (!text) return problem(text.error());
        return {.status = 200,
                .headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
                .body = *text};
    }
    if (call.path != "/health") return problem({ErrorKind::refused, "not_found"});
    const auto last = records_.read([](ControlStore& store) { return store.last_audit(); });
    return json_answer(last ? 200 : 503, {{"status", last ? "ok" : "failing"},
                                          {"store", last ? "ok" : name_of(last.error().kind)},
                                          {"version", version_}});
}

}  // namespace kiosk::control
