#include "kiosk/control/control_room.h"

#include "kiosk/base/log.h"
#include "kiosk/control/job_results.h"
#include "kiosk/fleet/terminal_name.h"

namespace kiosk::control {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t jobs_at_once = 20;
constexpr std::size_t jobs_shown = 50;
constexpr std::size_t audit_rows_at_once = 200;
constexpr std::chrono::seconds soonest_expiry = 1min;
constexpr std::chrono::seconds latest_expiry = 7 * 24h;

tl::unexpected<Error> refused(const char* code) {
    return fail(ErrorKind::refused, code);
}

Result<KnownTerminal> known(ControlStore& store, const std::string& id) {
    auto terminal = TRY(store.terminal(id));
    if (!terminal) return refused("terminal_unknown");
    return std::move(*terminal);
}

}  // namespace

ControlRoom::ControlRoom(Records& records, jose::SigningKey key, std::chrono::seconds poll)
    : records_(records), key_(std::move(key)), poll_(poll) {}

void ControlRoom::hear_of_line(const std::string& id, bool is_there) {
    if (!fleet::is_terminal_name(id)) return;
    const std::lock_guard lock(mutex_);
    if (is_there)
        lines_lost_.erase(id);
    else
        lines_lost_.try_emplace(id, records_.now());
}

Result<Reply> ControlRoom::report(const std::string& id, std::string_view document) {
    const auto reported = TRY(fleet::parse_reported(document));
    const std::string kept = TRY(fleet::without_free_text(document));
    Reply reply;
    reply.poll = poll_;
    TRY_VOID(records_.change([&](ControlStore& store) -> Result<Acts> {
        KnownTerminal terminal = TRY(known(store, id));
        if (reported.terminal != terminal.id || reported.city != terminal.city)
            return refused("not_your_report");
        Acts acts = TRY(take_results(store, terminal, reported, records_.now()));
        terminal.reported = kept;
        terminal.last_seen = records_.now();
        TRY_VOID(store.update_terminal(terminal));
        reply.acknowledged = terminal.head_number;
        for (IssuedJob& job : TRY(store.open_jobs(id, jobs_at_once)))
            reply.jobs.push_back(std::move(job.signed_job));
        return acts;
    }));
    return reply;
}

Result<std::int64_t> ControlRoom::issue(const std::string& id, const JobWish& wish,
                                        const Actor& actor) {
    if (wish.expires_after < soonest_expiry || wish.expires_after > latest_expiry)
        return fail(ErrorKind::invalid_input, "expires_malformed");
    std::int64_t number = 0;
    TRY_VOID(records_.change([&](ControlStore& store) -> Result<Acts> {
        KnownTerminal terminal = TRY(known(store, id));
        if (TRY(store.open_jobs(id, most_open_jobs)).size() >= most_open_jobs)
            return refused("too_many_open_jobs");
        number = ++terminal.last_number;
        const Instant now = std::chrono::floor<std::chrono::seconds>(records_.now());
        const fleet::Job job{.city = terminal.city,
                             .terminal = terminal.id,
                             .number = number,
                             .verb = wish.verb,
                             .when = wish.when,
                             .issued = now,
                             .expires = now + wish.expires_after,
                             .reason = wish.reason,
                             .until = wish.until};
        const std::string signed_job = TRY(fleet::sign(job, key_));
        TRY_VOID(store.add_job({.terminal = terminal.id,
                                .number = number,
                                .verb = std::string(name_of(job.verb)),
                                .who = actor.who,
                                .reason = job.reason,
                                .issued = job.issued,
                                .expires = job.expires,
                                .signed_job = signed_job}));
        TRY_VOID(store.update_terminal(terminal));
        return Acts{{.by = actor,
                     .act = std::string(name_of(job.verb)),
                     .object = terminal.id + '/' + std::to_string(number),
                     .reason = job.reason}};
    }));
    if (bell_ != nullptr) bell_->ring(id);
    log::write(log::Level::info, "job_issued",
               {log::id("terminal", id), log::count("number", number),
                log::id("verb", name_of(wish.verb))});
    return number;
}

Result<void> ControlRoom::accept_record(const std::string& id, const std::string& reason,
                                        const Actor& actor) {
    if (reason.empty()) return fail(ErrorKind::invalid_input, "reason_missing");
    if (!fleet::is_reason(reason)) return fail(ErrorKind::invalid_input, "reason_malformed");
    return records_.change([&](ControlStore& store) -> Result<Acts> {
        KnownTerminal terminal = TRY(known(store, id));
        const auto reported = fleet::parse_reported(terminal.reported);
        if (terminal.chain_holds || !reported) return refused("record_agrees");
        terminal.head_number = reported->head.number;
        terminal.head_hash = reported->head.hash;
        terminal.chain_holds = true;
        TRY_VOID(store.update_terminal(terminal));
        return Acts{{.by = actor, .act = "accept_record", .object = id, .reason = reason}};
    });
}

Result<void> ControlRoom::enrol(const std::string& id, const std::string& city,
                                const Actor& actor) {
    if (!fleet::is_terminal_name(id)) return fail(ErrorKind::invalid_input, "terminal_malformed");
    if (!fleet::is_terminal_name(city)) return fail(ErrorKind::invalid_input, "city_malformed");
    return records_.change([&](ControlStore& store) -> Result<Acts> {
        if (TRY(store.terminal(id))) return refused("already_enrolled");
        TRY_VOID(
            store.add_terminal({.id = id, .city = city, .head_hash = fleet::ChainHead{}.hash}));
        return Acts{{.by = actor, .act = "enrol", .object = id}};
    });
}

std::optional<Instant> ControlRoom::line_lost(const std::string& id) const {
    const std::lock_guard lock(mutex_);
    const auto lost = lines_lost_.find(id);
    if (lost == lines_lost_.end()) return std::nullopt;
    return lost->second;
}

TerminalView ControlRoom::view_of(KnownTerminal terminal) const {
    TerminalView view;
    // What was stored has been read once; an empty one was never heard.
    if (auto reported = fleet::parse_reported(terminal.reported))
        view.reported = std::move(*reported);
    view.light = light_of(terminal, view.reported, records_.now(), line_lost(terminal.id));
    view.terminal = std::move(terminal);
    return view;
}

Result<std::vector<TerminalView>> ControlRoom::terminals() {
    auto all = TRY(records_.read([](ControlStore& store) { return store.terminals(); }));
    std::vector<TerminalView> views;
    for (KnownTerminal& terminal : all) views.push_back(view_of(std::move(terminal)));
    return views;
}

Result<TerminalView> ControlRoom::terminal(const std::string& id) {
    return view_of(TRY(records_.read([&](ControlStore& store) { return known(store, id); })));
}

Result<std::vector<IssuedJob>> ControlRoom::jobs(const std::string& id) {
    return records_.read([&](ControlStore& store) -> Result<std::vector<IssuedJob>> {
        TRY(known(store, id));
        return store.jobs(id, jobs_shown);
    });
}

Result<std::vector<AuditEntry>> ControlRoom::audit_after(std::int64_t number) {
    return records_.read(
        [&](ControlStore& store) { return store.audit_after(number, audit_rows_at_once); });
}

Result<ChainCheck> ControlRoom::check_audit() {
    return records_.read([](ControlStore& store) { return check_chain(store); });
}

}  // namespace kiosk::control
