#include "kiosk/delivery/courier.h"

#include "kiosk/base/log.h"
#include "kiosk/delivery/backoff.h"
#include "kiosk/jose/json.h"

#include <algorithm>

namespace kiosk::delivery {

using Json = nlohmann::json;

namespace {

constexpr auto doubt_alarm = 24h;   // contract: an order in doubt that long raises an alarm
constexpr auto purged_after = 24h;  // FIT-Connect deletes what was announced and not submitted
constexpr std::string_view not_found = "problem_submission_not_found";
constexpr std::string_view purged = "purged";
constexpr std::string_view stuck_in_doubt = "in_doubt_24h";

bool is_attachment(const SealedPart& part) {
    return part.id != "metadata" && part.id != "data" && part.id != "recovery";
}

std::string part_of(const SealedOrder& order, std::string_view id) {
    for (const SealedPart& part : order.parts)
        if (part.id == id) return part.jwe;
    return {};
}

// Slow lines carry 64 KiB a second.
std::chrono::milliseconds limit_for(std::size_t bytes) {
    return 30s + std::chrono::seconds(bytes >> 16U);
}

}  // namespace

Report Courier::carry(OrderHeader order) {
    Trip trip;
    trip.order = std::move(order);
    const OrderState before = trip.order.state;
    Outcome<void> progress = go(trip);
    if (!progress && progress.error().code == purged) progress = go(trip);  // from the start
    plan_next(trip, progress, before);
    if (is_settled(trip.order.state)) trip.order.settled = line_.now();
    Report report{.order = trip.order, .problem = {}, .refused_events = trip.refused_events};
    if (!progress) report.problem = progress.error();
    if (const auto stored = store(trip.order); !stored) report.problem = stored.error();
    // Only the office's signed acceptance lets the ciphertext go, and only once that is durable.
    else if (trip.order.state == OrderState::accepted)
        if (const auto erased = journal_.erase_content(trip.order.order_id); !erased)
            report.problem = setback_of_journal(erased.error());
    return report;
}

// Each state is durable before the call that could make it true.
Outcome<void> Courier::go(Trip& trip) {
    trip.sealed = TRY(content_of(trip.order));
    OrderState& state = trip.order.state;

    if (state == OrderState::sealed) TRY_VOID(announce(trip));
    if (state == OrderState::announced || state == OrderState::uploading) {
        TRY_VOID(upload(trip));
        TRY_VOID(enter_doubt(trip));
    } else {
        TRY_VOID(read_log(trip));
        if (state != OrderState::in_doubt) return {};
    }
    // Never announced or encrypted again from here on: the same PUT with the same bytes.
    return resolve_by_log(trip, submit(trip));
}

// A damaged order concerns nobody but itself.
Outcome<SealedOrder> Courier::content_of(const OrderHeader& order) {
    auto sealed = journal_.load(order.order_id);
    if (!sealed && sealed.error().kind == ErrorKind::corrupt)
        return setback(Sort::poison, "content_damaged");
    if (!sealed) return tl::unexpected(setback_of_journal(sealed.error()));
    if (sealed->parts.empty()) return setback(Sort::poison, "content_missing");
    return std::move(*sealed);
}

Outcome<void> Courier::announce(Trip& trip) {
    OrderHeader& order = trip.order;
    const PublicService service = TRY(offices_.service_for(order));
    Json attachments = Json::array();
    for (const SealedPart& part : trip.sealed.parts)
        if (is_attachment(part)) attachments.push_back(part.id);
    const Json answer = TRY(
        line_.ask(with_json("POST", line_.api().submissions(),
                            {{"destinationId", order.destination_id},
                             {"announcedAttachments", attachments},
                             {line_.api().service_member(),
                              {{"identifier", service.identifier},
                               {"name", service.name.empty() ? order.service : service.name}}}})));
    order.submission_id = jose::string_member(answer, "submissionId").value_or("");
    order.case_id = jose::string_member(answer, "caseId").value_or("");
    if (!is_uuid(order.submission_id) || !is_uuid(order.case_id)) {
        order.submission_id.clear();
        order.case_id.clear();
        return setback(Sort::transient, "announcement_malformed");
    }
    order.state = OrderState::announced;
    order.announced = line_.now();
    return store(order);
}

Outcome<void> Courier::upload(Trip& trip) {
    OrderHeader& order = trip.order;
    for (const SealedPart& part : trip.sealed.parts) {
        if (!is_attachment(part)) continue;
        if (order.state != OrderState::uploading) {
            order.state = OrderState::uploading;
            TRY_VOID(store(order));
        }
        HttpRequest request;
        request.method = "PUT";
        request.url = line_.api().attachment(order.submission_id, part.id);
        request.headers["Content-Type"] = "application/jose";
        request.body = part.jwe;
        request.limit = limit_for(part.jwe.size());
        const auto put = line_.call(std::move(request));
        if (put && !put->body.empty() && !jose::parse_object(put->body))
            return setback(Sort::everyone, "not_the_portal");
        if (put) continue;
        if (put.error().code != not_found) return tl::unexpected(put.error());
        // Nothing was submitted yet, so nothing can be twice.
        return announce_again(trip);
    }
    return {};
}

Outcome<void> Courier::enter_doubt(Trip& trip) {
    trip.order.state = OrderState::in_doubt;
    trip.order.in_doubt_since = line_.now();
    return store(trip.order);
}

Outcome<void> Courier::submit(Trip& trip) {
    HttpRequest request = with_json("PUT", line_.api().submission(trip.order.submission_id),
                                    {{"encryptedMetadata", part_of(trip.sealed, "metadata")},
                                     {"encryptedData", part_of(trip.sealed, "data")}});
    request.limit = limit_for(request.body.size());
    TRY_VOID(line_.call(std::move(request)));
    return {};
}

// Whatever the answer was, the signed log decides: a captive portal says 200, a lost answer says
// nothing, and "already submitted" comes as an error.
Outcome<void> Courier::resolve_by_log(Trip& trip, const Outcome<void>& sent) {
    if (!sent && sent.error().sort == Sort::everyone) return sent;
    if (!sent && sent.error().code == not_found) trip.not_found = true;
    TRY_VOID(read_log(trip));
    if (trip.order.state != OrderState::in_doubt) return {};
    if (!sent) return sent;
    return setback(Sort::transient, "submit_not_in_log");
}

Outcome<void> Courier::read_log(Trip& trip) {
    const std::vector<std::string> tokens = TRY(log_of(trip));
    TRY_VOID(judge(trip, tokens));
    return conclude(trip);
}

// A submission that the portal does not know any more still has the log of its case.
Outcome<std::vector<std::string>> Courier::log_of(Trip& trip) {
    const OrderHeader& order = trip.order;
    const auto of_case = [&](std::size_t offset) {
        return line_.api().case_events(order.case_id, offset);
    };
    if (!trip.not_found) {
        auto log = pages([&](std::size_t offset) {
            return line_.api().events(order.submission_id, order.case_id, offset);
        });
        if (log || log.error().code != not_found) return log;
        trip.not_found = true;
    }
    auto log = pages(of_case);
    if (!log && log.error().code == "problem_case_not_found") return std::vector<std::string>();
    return log;
}

Outcome<std::vector<std::string>> Courier::pages(
    const std::function<std::string(std::size_t offset)>& url) {
    constexpr std::size_t most_pages = 8;
    std::vector<std::string> tokens;
    for (std::size_t page = 0; page < most_pages; ++page) {
        const Json answer = TRY(line_.ask(get(url(tokens.size()))));
        const auto log = answer.find("eventLog");
        if (log == answer.end() || !log->is_array())
            return setback(Sort::everyone, "not_the_portal");
        for (const Json& token : *log)
            tokens.push_back(token.is_string() ? token.get<std::string>() : std::string());
        const auto total = answer.find("totalCount");
        const bool more = total != answer.end() && total->is_number_unsigned() &&
                          total->get<std::uint64_t>() > tokens.size();
        if (!more || log->empty()) break;
    }
    return tokens;
}

// Keeps what is genuine and ours; refuses and counts the rest. Where the case was forwarded, the
// next office speaks for the first; the forward may stand behind its words.
Outcome<void> Courier::judge(Trip& trip, const std::vector<std::string>& tokens) {
    const OrderHeader& order = trip.order;
    Expected expected{.submission_id = order.submission_id,
                      .case_id = order.case_id,
                      .destination_id = order.destination_id,
                      .forwarded_to = {},
                      .portal_issuer = line_.api().issuer(),
                      .now = line_.now(),
                      .tags = tags_of(trip.sealed)};
    trip.seen.clear();
    std::vector<std::string> open = tokens;
    while (!open.empty()) {
        trip.of_others.clear();
        for (const std::string& token : open) TRY_VOID(judge_one(trip, token, expected));
        open = trip.of_others;
        const std::size_t before = expected.forwarded_to.size();
        for (const Event& event : trip.seen)
            if (event.kind == EventKind::forward) expected.forwarded_to.insert(event.forwarded_to);
        if (expected.forwarded_to.size() == before) break;
    }
    for (const std::string& token : open) refuse(trip, token, std::string(foreign_destination));
    return {};
}

Outcome<void> Courier::judge_one(Trip& trip, const std::string& token, const Expected& expected) {
    const auto event = verify_event(token, expected,
                                    [this](const std::string& destination, const std::string& kid) {
                                        return offices_.signing_key(destination, kid);
                                    });
    if (event) return believe(trip, *event, token);
    if (event.error().kind != ErrorKind::not_authentic)
        return setback(Sort::transient, "event_key_unavailable");
    if (event.error().detail == foreign_destination)
        trip.of_others.push_back(token);
    else
        refuse(trip, token, event.error().detail);
    return {};
}

Outcome<void> Courier::believe(Trip& trip, const Event& event, const std::string& token) {
    const auto added = journal_.add_event(trip.order.order_id, event.jti, token);
    if (!added) return tl::unexpected(setback_of_journal(added.error()));
    if (!*added) {
        const auto recorded = journal_.events(trip.order.order_id);
        if (!recorded) return tl::unexpected(setback_of_journal(recorded.error()));
        const bool known =
            std::any_of(recorded->begin(), recorded->end(), [&](const RecordedEvent& first) {
                return first.jti == event.jti && first.token == token;
            });
        if (!known) {
            refuse(trip, token, "event_replayed");
            return {};
        }
    }
    trip.seen.push_back(event);
    return {};
}

void Courier::refuse(Trip& trip, const std::string& token, const std::string& code) {
    trip.distrusted = code;
    trip.tampered = trip.tampered || code == other_bytes;
    if (!refused_.note(trip.order.order_id, token)) return;
    ++trip.refused_events;
    log::write(log::Level::warning, "event_refused",
               {log::id("order", trip.order.order_number), log::id("code", code)});
}

// The log may come in any order; what was said decides, not when it arrived.
Outcome<void> Courier::conclude(Trip& trip) {
    const auto said = [&](EventKind kind, bool by_office) {
        return std::any_of(trip.seen.begin(), trip.seen.end(), [&](const Event& event) {
            return event.kind == kind && event.by_office == by_office;
        });
    };
    const auto becomes = [&](OrderState state, std::string_view problem = {}) {
        trip.order.state = state;
        if (!problem.empty()) trip.distrusted = problem;
        return Outcome<void>();
    };
    const bool accepted = said(EventKind::accept, true);
    const bool rejected = said(EventKind::reject, true);
    const bool timed_out = said(EventKind::reject, false);
    const bool submitted = said(EventKind::submit, false) || said(EventKind::notify, false);
    const bool forwarded = said(EventKind::forward, true) || said(EventKind::forward, false);
    const bool was_submitted =
        trip.order.state == OrderState::submitted || trip.order.state == OrderState::forwarded;

    if (trip.tampered) return becomes(OrderState::needs_staff, other_bytes);
    if (accepted && (rejected || timed_out))
        return becomes(OrderState::needs_staff, "events_contradict");
    if (accepted) return becomes(OrderState::accepted);
    if (rejected) return becomes(OrderState::rejected, "rejected_by_office");
    if (timed_out) return becomes(OrderState::expired, "expired_at_portal");
    if (said(EventKind::remove, false) && (submitted || was_submitted))
        return becomes(OrderState::needs_staff, "deleted_unaccepted");
    if (forwarded) return becomes(OrderState::forwarded);
    if (submitted) return becomes(was_submitted ? trip.order.state : OrderState::submitted);
    if (trip.not_found && !was_submitted) return forget_if_purged(trip);
    if (trip.not_found) return setback(Sort::transient, "submission_missing");
    return {};
}

// Without a submit in the log and older than a day, the announcement was purged: the only way out
// of doubt that leads back to announcing.
Outcome<void> Courier::forget_if_purged(Trip& trip) {
    OrderHeader& order = trip.order;
    const bool deleted = std::any_of(trip.seen.begin(), trip.seen.end(), [](const Event& event) {
        return event.kind == EventKind::remove;
    });
    if (!deleted && line_.now() - order.announced < purged_after)
        return setback(Sort::transient, "submission_missing");
    return announce_again(trip);
}

Outcome<void> Courier::announce_again(Trip& trip) {
    trip.order.state = OrderState::sealed;
    trip.order.submission_id.clear();
    trip.order.case_id.clear();
    trip.order.in_doubt_since = {};
    trip.not_found = false;
    trip.distrusted = purged;
    return setback(Sort::transient, std::string(purged));
}

Outcome<void> Courier::store(const OrderHeader& order) {
    const auto stored = journal_.update(order);
    if (!stored) return tl::unexpected(setback_of_journal(stored.error()));
    return {};
}

void Courier::plan_next(Trip& trip, const Outcome<void>& progress, OrderState before) {
    OrderHeader& order = trip.order;
    const Instant now = clock_.now();
    const bool moved = order.state != before;
    order.attempts = moved ? 1 : order.attempts + 1;
    order.last_problem = trip.distrusted;
    if (progress) {
        order.next_attempt = now + wait_after(between_polls, order.attempts - 1, random_);
        return;
    }
    const Setback& problem = progress.error();
    order.last_problem = trip.distrusted.empty() ? problem.code : trip.distrusted;
    if (problem.sort == Sort::poison) {
        order.state = OrderState::needs_staff;
        order.last_problem = problem.code;
    }
    const Backoff backoff = problem.sort == Sort::standing ? after_standing : after_setback;
    const auto own_wait = wait_after(backoff, order.attempts - 1, random_);
    order.next_attempt = now + problem.wait.value_or(own_wait);
    const bool long_in_doubt =
        order.state == OrderState::in_doubt && line_.now() - order.in_doubt_since >= doubt_alarm;
    if (!long_in_doubt) return;
    order.last_problem = stuck_in_doubt;
    log::write(log::Level::error, "order_in_doubt_for_a_day",
               {log::id("order", order.order_number), log::id("code", problem.code)});
}

}  // namespace kiosk::delivery
