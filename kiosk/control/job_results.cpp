#include "kiosk/control/job_results.h"

#include "kiosk/base/log.h"

#include <algorithm>

namespace kiosk::control {
namespace {

const Actor control_room{.who = "control room", .origin = "itself"};

std::vector<fleet::EndedJob> in_order(std::vector<fleet::EndedJob> results) {
    std::stable_sort(results.begin(), results.end(),
                     [](const auto& a, const auto& b) { return a.number < b.number; });
    return results;
}

Result<fleet::ChainHead> end_jobs(ControlStore& store, const KnownTerminal& terminal,
                                  const fleet::Reported& reported) {
    fleet::ChainHead head{.number = terminal.head_number, .hash = terminal.head_hash};
    for (const fleet::EndedJob& result : in_order(reported.results)) {
        if (result.number <= head.number) continue;
        auto job = TRY(store.job(terminal.id, result.number));
        if (!job) continue;  // not ours: the heads will differ
        job->outcome = result.outcome;
        job->detail = result.detail;
        job->ended = result.at;
        TRY_VOID(store.end_job(*job));
        head =
            fleet::after(head, {result.number, job->verb, job->outcome, job->detail, job->ended});
    }
    return head;
}

// A job below the last ended one will not be done any more: the terminal goes by rising numbers. It
// would stay open for ever, and be sent each time.
Result<void> end_what_was_passed_over(ControlStore& store, const std::string& id,
                                      std::int64_t last_ended, Instant now) {
    for (IssuedJob& job : TRY(store.open_jobs(id, most_open_jobs))) {
        if (job.number > last_ended) break;
        job.outcome = "refused";
        job.detail = "passed_over";
        job.ended = now;
        TRY_VOID(store.end_job(job));
    }
    return {};
}

}  // namespace

Result<Acts> take_results(ControlStore& store, KnownTerminal& terminal,
                          const fleet::Reported& reported, Instant now) {
    const fleet::ChainHead head = TRY(end_jobs(store, terminal, reported));
    TRY_VOID(end_what_was_passed_over(store, terminal.id,
                                      std::max(head.number, reported.head.number), now));
    terminal.head_number = head.number;
    terminal.head_hash = head.hash;
    const bool held = terminal.chain_holds;
    terminal.chain_holds = reported.head == head;
    if (held && !terminal.chain_holds)
        log::write(log::Level::error, "job_chain_mismatch", {log::id("terminal", terminal.id)});
    if (reported.head.number <= terminal.last_number) return Acts{};
    terminal.last_number = reported.head.number;
    return Acts{{.by = control_room,
                 .act = "lead_on_numbers",
                 .object = terminal.id + '/' + std::to_string(terminal.last_number)}};
}

}  // namespace kiosk::control
