#include "kiosk/fleet/job_ledger.h"

#include "kiosk/base/json_object.h"
#include "kiosk/fleet/word.h"
#include "kiosk/jose/json.h"

#include <algorithm>
#include <utility>

namespace kiosk::fleet {
namespace {

using nlohmann::json;

constexpr std::size_t largest_note = 1U << 20U;
constexpr std::size_t most_waiting = 100;
constexpr std::size_t most_results = 100;  // that a report holds

Result<EndedJob> ended_of(const json& value) {
    JsonObject object(value, "ledger", "/results");
    EndedJob job;
    object.require("number", job.number);
    object.require("verb", job.verb);
    object.require("outcome", job.outcome);
    object.require("detail", job.detail);
    object.require("at", job.at);
    TRY_VOID(object.finish());
    return job;
}

bool is_reportable(const EndedJob& job) {
    return is_word(job.verb) && is_word(job.outcome) && is_word(job.detail);
}

template <class Item>
bool rises_from(const std::vector<Item>& items, std::int64_t lowest) {
    return std::all_of(items.begin(), items.end(), [&](const Item& item) {
        return item.number >= std::exchange(lowest, item.number + 1);
    });
}

template <class Item>
Result<std::vector<Item>> list_of(const json* values, Result<Item> (*read)(const json&)) {
    if (values == nullptr || !values->is_array())
        return fail(ErrorKind::corrupt, "ledger: no list");
    std::vector<Item> items;
    for (const json& value : *values) items.push_back(TRY(read(value)));
    return items;
}

}  // namespace

JobLedger JobLedger::after_loss() {
    JobLedger ledger;
    ledger.lost_ = true;
    return ledger;
}

Result<JobLedger> JobLedger::parse(std::string_view text) {
    const auto read = [&]() -> Result<JobLedger> {
        const json value = TRY(jose::parse_object(text, largest_note));
        JsonObject object(value, "ledger");
        JobLedger ledger;
        object.require("head_number", ledger.head_.number);
        object.require("head_hash", ledger.head_.hash);
        object.require("begun", ledger.begun_);
        object.require("refused", ledger.refused_);
        object.require("lost", ledger.lost_);
        ledger.results_ = TRY(list_of(object.member("results"), ended_of));
        ledger.waiting_ = TRY(list_of(object.member("waiting"), parse_job));
        TRY_VOID(object.finish());
        if (!ledger.is_sound()) return fail(ErrorKind::corrupt, "ledger: contradicts itself");
        return ledger;
    };
    auto ledger = read();
    if (!ledger) return fail(ErrorKind::corrupt, ledger.error().detail);
    return ledger;
}

// What holds whenever it is written. With anything else no report would be understood, or no job
// ever be next.
bool JobLedger::is_sound() const {
    const bool no_result_is_too_late = results_.empty() || results_.back().number <= head_.number;
    return head_.number >= 0 && head_.number <= highest_number && is_hash(head_.hash) &&
           refused_ >= 0 && results_.size() <= most_results && waiting_.size() <= most_waiting &&
           std::all_of(results_.begin(), results_.end(), is_reportable) &&
           rises_from(results_, 1) && no_result_is_too_late &&
           rises_from(waiting_, head_.number + 1) && (!begun_ || !waiting_.empty());
}

std::string JobLedger::to_json() const {
    json results = json::array(), waiting = json::array();
    for (const EndedJob& job : results_)
        results.push_back({{"number", job.number},
                           {"verb", job.verb},
                           {"outcome", job.outcome},
                           {"detail", job.detail},
                           {"at", to_iso(job.at)}});
    for (const Job& job : waiting_) waiting.push_back(fleet::to_json(job));
    return json{{"head_number", head_.number}, {"head_hash", head_.hash}, {"begun", begun_},
                {"refused", refused_},         {"lost", lost_},           {"results", results},
                {"waiting", waiting}}
        .dump();
}

void JobLedger::take(const std::vector<std::string>& signed_jobs, std::int64_t acknowledged,
                     const Addressee& addressee, Instant now) {
    std::erase_if(results_, [&](const EndedJob& job) { return job.number <= acknowledged; });
    if (lost_) head_.number = std::max(head_.number, acknowledged);
    for (const std::string& compact : signed_jobs) {
        auto job = open_signed(compact, addressee.key);
        if (job && job->city == addressee.city && job->terminal == addressee.terminal) {
            add(std::move(*job));
            continue;
        }
        const auto known = open_unknown(compact, addressee.key, addressee.city, addressee.terminal);
        if (!known) {
            ++refused_;
            continue;
        }
        if (known->number <= head_.number) continue;
        // Its turn has not come, and those after it would pass over it.
        if (!waiting_.empty() || results_.size() >= most_results) break;
        append({known->number, known->verb, "refused", "not_understood", now});
    }
    while (lost_ && !waiting_.empty()) end("interrupted", "memory_lost", now);
    lost_ = false;
}

void JobLedger::add(Job job) {
    const auto place = std::find_if(waiting_.begin(), waiting_.end(),
                                    [&](const Job& other) { return other.number >= job.number; });
    const bool is_known = place != waiting_.end() && place->number == job.number;
    const bool is_too_late = begun_ && place == waiting_.begin();
    if (job.number <= head_.number || is_known || is_too_late || waiting_.size() >= most_waiting)
        return;
    waiting_.insert(place, std::move(job));
}

const Job* JobLedger::next() const {
    return waiting_.empty() || results_.size() >= most_results ? nullptr : &waiting_.front();
}

bool JobLedger::is_pressing() const {
    return std::any_of(waiting_.begin(), waiting_.end(),
                       [](const Job& job) { return job.when == When::now; });
}

void JobLedger::append(EndedJob job) {
    job.at = std::chrono::floor<std::chrono::seconds>(job.at);  // as it is written down and hashed
    head_ = after(head_, job);
    results_.push_back(std::move(job));
}

void JobLedger::end(std::string outcome, std::string detail, Instant at) {
    const Job& job = waiting_.front();
    append({job.number, std::string(name_of(job.verb)), std::move(outcome), std::move(detail), at});
    waiting_.erase(waiting_.begin());
    begun_ = false;
}

bool JobLedger::drop_expired(Instant now) {
    if (begun_ || next() == nullptr || now < next()->expires) return false;
    end("expired", "", now);
    return true;
}

}  // namespace kiosk::fleet
