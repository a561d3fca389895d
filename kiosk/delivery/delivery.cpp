#include "kiosk/delivery/delivery.h"

#include "kiosk/base/log.h"
#include "kiosk/delivery/backoff.h"
#include "kiosk/jose/json.h"

#include <algorithm>
#include <thread>

namespace kiosk::delivery {

using Json = nlohmann::json;

namespace {

constexpr std::size_t orders_a_batch = 256;
constexpr int silent_in_a_row = 8;  // so many without an answer: it is the portal, not the orders
constexpr auto keys_checked_every = 15min;
constexpr auto keys_tried_again_after = 1min;
constexpr auto longest_rest = 15min;
// Data protection: what is final is kept for questions for a month, then nothing of it.
constexpr auto kept_after_settling = 30 * 24h;
constexpr int forgotten_at_once = 100;  // each is erased from the disk, which takes its time
constexpr const char* portal_note = "portal";

std::set<std::string> all_destinations(const Portal& portal) {
    std::set<std::string> all;
    for (const auto& [service, destination] : portal.destinations)
        if (!destination.empty()) all.insert(destination);
    return all;
}

std::int64_t seconds_of(Instant instant) {
    return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}

}  // namespace

Delivery::Delivery(const Desk& desk)
    : journal_(desk.journal),
      clock_(desk.clock),
      random_(desk.random),
      portal_(desk.portal),
      line_(desk.http, desk.clock, desk.portal, desk.client_secret),
      offices_(line_, trust_),
      destinations_(all_destinations(desk.portal)),
      couriers_(std::clamp(desk.couriers, 1, 16)) {}

Round Delivery::round(const std::atomic<bool>& stop) {
    Round round;
    if (throttled()) {
        round.portal_problem = "throttled";
        return round;
    }
    if (first_round_) {
        wake_sleepers();
        erase_what_was_accepted();
        first_round_ = false;
    }
    const std::uint64_t answers_before = line_.answers();
    refresh_keys(round);
    while (!stop && round.portal_problem.empty()) {
        const auto batch = journal_.due(clock_.now(), orders_a_batch);
        if (!batch) round.portal_problem = setback_of_journal(batch.error()).code;
        if (!batch || batch->empty()) break;
        carry_batch(*batch, stop, round);
    }
    rounds_without_portal_ = round.portal_problem.empty() ? 0 : rounds_without_portal_ + 1;
    if (line_.answers() != answers_before) reached_ = clock_.now();
    refused_events_ += round.refused_events;
    leave_note(round);
    return round;
}

void Delivery::carry_batch(const std::vector<OrderHeader>& batch, const std::atomic<bool>& stop,
                           Round& round) {
    std::atomic<std::size_t> next{0};
    std::mutex mutex;  // of round and silent
    int silent = 0;
    const auto done = [&] { return stop || next >= batch.size(); };
    const auto count = [&](const Report& report) {
        const std::lock_guard lock(mutex);
        ++round.carried;
        ++round.reached[report.order.state];
        round.refused_events += report.refused_events;
        const Setback& problem = report.problem;
        silent = problem.code == "no_answer" ? silent + 1 : 0;
        if (!problem.code.empty())
            ++round.problems[problem.code];
        else if (!report.order.last_problem.empty())
            ++round.problems[report.order.last_problem];
        const bool nobody = problem.sort == Sort::everyone && !problem.code.empty();
        if (!nobody && silent < silent_in_a_row) return;
        round.portal_problem = problem.code;
        if (problem.wait) throttled_until_ = clock_.now() + *problem.wait;
        next = batch.size();
    };
    const auto work = [&] {
        Courier courier(journal_, line_, offices_, refused_tokens_, clock_, random_);
        while (!done()) {
            const std::size_t mine = next++;
            if (mine < batch.size()) count(courier.carry(batch[mine]));
        }
    };
    std::vector<std::thread> others;
    const auto useful = std::min<std::size_t>(static_cast<std::size_t>(couriers_), batch.size());
    for (std::size_t i = 1; i < useful; ++i) others.emplace_back(work);
    work();
    for (std::thread& other : others) other.join();
}

void Delivery::refresh_keys(Round& round) {
    if (clock_.steady() < keys_due_) return;
    trust_ = load_trust(portal_.trust_directory, portal_.crl_directory, portal_.test_environment);
    round.key_problem = refresh_office_keys(offices_, journal_, destinations_);
    keys_due_ = clock_.steady() + (round.key_problem.empty()
                                       ? std::chrono::milliseconds(keys_checked_every)
                                       : std::chrono::milliseconds(keys_tried_again_after));
    forget_what_is_long_settled();
}

// By the portal's time, and only where it was heard: a clock that is wrong must not delete. What
// waits for staff is not final, however long.
void Delivery::forget_what_is_long_settled() {
    if (!line_.clock_off()) return;
    const auto all = journal_.list();
    if (!all) return;
    int left = forgotten_at_once;
    for (const OrderHeader& order : *all) {
        const bool final = is_settled(order.state) && order.state != OrderState::needs_staff;
        if (!final || order.settled == Instant{}) continue;
        if (line_.now() - order.settled < kept_after_settling) continue;
        if (left-- == 0 || !journal_.forget(order.order_id)) return;
        log::write(log::Level::info, "order_forgotten", {log::id("order", order.order_number)});
    }
}

// What waits longer than any back-off was stamped by a clock that was wrong.
void Delivery::wake_sleepers() {
    const auto all = journal_.list();
    if (!all) return;
    for (OrderHeader order : *all) {
        if (is_settled(order.state) || order.next_attempt < clock_.now() + longest_sleep) continue;
        order.next_attempt = clock_.now();
        if (!journal_.update(order)) return;
    }
}

// The agent may have ended between storing an acceptance and erasing.
void Delivery::erase_what_was_accepted() {
    const auto all = journal_.list();
    if (!all) return;
    for (const OrderHeader& order : *all) {
        if (order.state != OrderState::accepted) continue;
        const auto content = journal_.load(order.order_id);
        if (content && content->parts.empty()) continue;
        if (!journal_.erase_content(order.order_id)) return;
    }
}

// The portal's wish to be left alone outlives this process.
bool Delivery::throttled() {
    if (first_round_) {
        const auto note = journal_.note(portal_note);
        const auto json = note && *note ? jose::parse_object(**note)
                                        : Result<Json>(fail(ErrorKind::invalid_input, "none"));
        if (json && json->contains("pause_until_s") && (*json)["pause_until_s"].is_number_integer())
            throttled_until_ =
                Instant(std::chrono::seconds((*json)["pause_until_s"].get<std::int64_t>()));
    }
    if (!throttled_until_) return false;
    const auto left = *throttled_until_ - clock_.now();
    if (left > 0ms && left < longest_sleep) return true;
    throttled_until_.reset();
    return false;
}

std::chrono::milliseconds Delivery::rest() {
    if (throttled_until_)
        return std::clamp<std::chrono::milliseconds>(*throttled_until_ - clock_.now(), 0ms,
                                                     longest_rest);
    if (rounds_without_portal_ > 0)
        return wait_after(after_setback, rounds_without_portal_ - 1, random_);
    auto rest = std::min<std::chrono::milliseconds>(longest_rest, keys_due_ - clock_.steady());
    const auto all = journal_.list();
    if (!all) return 1min;
    for (const OrderHeader& order : *all)
        if (!is_settled(order.state))
            rest = std::min<std::chrono::milliseconds>(rest, order.next_attempt - clock_.now());
    return std::max<std::chrono::milliseconds>(rest, 0ms);
}

void Delivery::leave_note(const Round& round) {
    Json note{{"problem", round.portal_problem},
              {"key_problem", round.key_problem},
              {"events_refused", refused_events_},
              {"order_problems", round.problems}};
    if (const auto off = line_.clock_off()) note["clock_ahead_s"] = off->count() / 10 * 10;
    if (throttled_until_) note["pause_until_s"] = seconds_of(*throttled_until_) + 1;
    // Each write wakes whoever watches the journal: only news and, now and then, a sign of life.
    if (note.dump() == last_note_ && clock_.steady() < sign_of_life_due_) return;
    last_note_ = note.dump();
    sign_of_life_due_ = clock_.steady() + keys_checked_every;
    if (reached_ != Instant{}) note["reached"] = to_iso(reached_);
    if (!journal_.set_note(portal_note, note.dump()))
        log::write(log::Level::error, "portal_note_not_stored");
}

}  // namespace kiosk::delivery
