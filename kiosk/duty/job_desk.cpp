#include "kiosk/duty/job_desk.h"

#include "kiosk/base/log.h"
#include "kiosk/duty/closing.h"
#include "kiosk/duty/errand.h"
#include "kiosk/duty/pressing.h"
#include "kiosk/duty/reporter.h"

#include <utility>

namespace kiosk::duty {
namespace {

using namespace std::chrono_literals;
using fleet::JobLedger;
using fleet::Verb;

constexpr auto ledger_note = "jobs";
constexpr auto errand_margin = 10s;    // a session may just be writing down that it begins
constexpr auto longest_errand = 5min;  // then its session has ended in the midst of it

}  // namespace

Result<void> JobDesk::open() {
    const auto text = TRY(journal_.note(ledger_note));
    if (!text) return {};
    auto ledger = JobLedger::parse(*text);
    if (!ledger) log::write(log::Level::error, "jobs_memory_lost");
    ledger_ = ledger ? std::move(*ledger) : JobLedger::after_loss();
    return {};
}

Result<void> JobDesk::keep(JobLedger ledger) {
    if (ledger == ledger_) return {};
    TRY_VOID(journal_.set_note(ledger_note, ledger.to_json()));
    ledger_ = std::move(ledger);
    return {};
}

Result<void> JobDesk::take(const std::vector<std::string>& signed_jobs, std::int64_t acknowledged,
                           const fleet::Addressee& addressee) {
    JobLedger ledger = ledger_;
    ledger.take(signed_jobs, acknowledged, addressee, clock_.now());
    return keep(std::move(ledger));
}

Result<void> JobDesk::end(const std::string& outcome, std::string detail) {
    const fleet::Job job = *ledger_.next();
    JobLedger ledger = ledger_;
    ledger.end(outcome, std::move(detail), clock_.now());
    TRY_VOID(keep(std::move(ledger)));
    errand_seen_.reset();
    log::write(log::Level::info, "job_ended",
               {log::count("number", job.number), log::id("verb", name_of(job.verb)),
                log::id("outcome", outcome)});
    return {};
}

bool JobDesk::may_begin(const fleet::Job& job) {
    if (job.verb == Verb::report) return true;
    const auto standing = standing_now(journal_, clock_.now());
    return !standing || !standing->in_use;
}

Result<bool> JobDesk::work() {
    bool any_ended = false;
    while (const fleet::Job* next = ledger_.next()) {
        const fleet::Job job = *next;
        JobLedger ledger = ledger_;
        if (ledger.drop_expired(clock_.now())) {
            TRY_VOID(keep(std::move(ledger)));
            any_ended = true;
            continue;
        }
        if (!ledger_.has_begun()) {
            if (!may_begin(job)) break;
            ledger.begin();
            TRY_VOID(keep(std::move(ledger)));
        }
        if (!TRY(carry_out(job))) break;
        any_ended = true;
    }
    const fleet::Job* next = ledger_.next();
    const bool presses = next != nullptr && ledger_.is_pressing() && !may_begin(*next);
    if (presses != TRY(is_pressing(journal_))) TRY_VOID(press(journal_, presses));
    return any_ended;
}

// What is done here can be done again without harm, after an end in the midst of it.
Result<bool> JobDesk::carry_out(const fleet::Job& job) {
    switch (job.verb) {
        case Verb::out_of_service:
            TRY_VOID(close(journal_, ClosedBy::control_room,
                           {.reason = job.reason, .since = job.issued, .until = job.until}));
            break;
        case Verb::in_service:
            TRY_VOID(duty::open(journal_, ClosedBy::control_room));
            break;
        case Verb::report:
            break;
        case Verb::restart:
        case Verb::test_print:
        case Verb::test_reader:
            return run_errand(job);
    }
    TRY_VOID(end("done", ""));
    return true;
}

Result<bool> JobDesk::run_errand(const fleet::Job& job) {
    const auto done = TRY(outcome_of(journal_, job.number));
    if (done && done->outcome != begun) {
        TRY_VOID(end(done->outcome, done->detail));
        return true;
    }
    if (!done) {
        if (clock_.now() >= job.expires + errand_margin) {
            TRY_VOID(end("expired", "no_session"));
            return true;
        }
        const Errand errand{job.number, job.verb, job.expires};
        if (TRY(duty::errand(journal_)) != errand) TRY_VOID(send_on(journal_, errand));
        return false;
    }
    if (!errand_seen_) errand_seen_ = clock_.steady();
    if (clock_.steady() - *errand_seen_ < longest_errand) return false;
    TRY_VOID(end("interrupted", ""));
    return true;
}

}  // namespace kiosk::duty
