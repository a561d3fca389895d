#include "kiosk/duty/reporter.h"

#include "kiosk/duty/closing.h"
#include "kiosk/duty/note.h"
#include "kiosk/duty/printer_words.h"

#include <algorithm>

namespace kiosk::duty {
namespace {

using nlohmann::json;

constexpr auto lasting_note = "lasting";
constexpr std::size_t most_lasting = 32;

// What is not known is not said: of paper nothing, while the printer itself is in trouble.
struct PrinterWords {
    std::string printer, paper;
};
PrinterWords words_for(const PrinterStatus& status) {
    const std::string trouble(word_for(status.trouble));
    if (is_of_paper(status.trouble)) return {"deviceOnline", trouble};
    if (!trouble.empty()) return {trouble, ""};
    return {"deviceOnline", status.paper_low ? "paperLow" : "paperFull"};
}

Result<fleet::Waiting> waiting_in(Journal& journal, Instant now) {
    fleet::Waiting waiting;
    for (const OrderHeader& order : TRY(journal.list())) {
        if (order.state == OrderState::needs_staff) ++waiting.needs_staff;
        if (is_settled(order.state)) continue;
        ++waiting.orders;
        const auto age = std::chrono::duration_cast<std::chrono::seconds>(now - order.created);
        waiting.oldest_s = std::max<std::int64_t>(waiting.oldest_s, age.count());
    }
    return waiting;
}

}  // namespace

std::optional<Standing> standing_now(Journal& journal, Instant now) {
    const auto read = standing(journal);
    if (!read || !*read || now - (*read)->at > standing_holds) return std::nullopt;
    return *read;
}

// Only since when: what is damaged begins anew.
void Reporter::remember() {
    if (is_read_) return;
    const auto text = parts_.journal.note(lasting_note);
    if (!text) return;
    is_read_ = true;
    if (!*text) return;
    const auto value = jose::parse_object(**text, largest_note);
    if (!value || value->size() > most_lasting) return;
    for (const auto& [part, said] : value->items()) {
        if (!said.is_array() || said.size() != 2 || !said[0].is_string() || !said[1].is_string())
            continue;
        if (const auto since = parse_instant(said[1].get<std::string>()))
            lasting_[part] = {said[0].get<std::string>(), *since};
    }
}

Instant Reporter::since(const std::string& part, const std::string& state, Instant now) {
    Lasting& lasting = lasting_[part];
    if (lasting.state != state || lasting.since > now) {
        lasting = {state, now};
        is_changed_ = true;
    }
    return lasting.since;
}

void Reporter::add_parts(fleet::Reported& reported, const std::optional<Standing>& standing,
                         bool is_known) {
    const PrinterWords printer = words_for(parts_.printer());
    const bool is_clock_wrong = standing && standing->closed_because == "closed.clock";
    const std::pair<const char*, std::string> parts[] = {
        {"printer", printer.printer},
        {"paper", printer.paper},
        {"card_reader", standing ? standing->card_reader : ""},
        {"display", !is_known  ? ""
                    : standing ? "deviceOnline"
                               : "deviceOffline"},
        {"disk", parts_.journal.has_space() ? "ok" : "full"},
        {"clock", is_clock_wrong ? "implausible" : "ok"},
        {"journal", is_known ? "ok" : "unavailable"},
    };
    for (const auto& [part, state] : parts)
        if (!state.empty())
            reported.parts.push_back({part, state, since(part, state, reported.at)});
}

void Reporter::keep_since() {
    if (!is_changed_ || !is_read_) return;
    json said = json::object();
    for (const auto& [part, lasting] : lasting_)
        said[part] = {lasting.state, to_iso(lasting.since)};
    is_changed_ = !parts_.journal.set_note(lasting_note, said.dump());
}

fleet::Reported Reporter::report(const fleet::JobLedger& ledger) {
    remember();
    const Instant now = std::chrono::floor<std::chrono::seconds>(parts_.clock.now());
    const auto waiting = waiting_in(parts_.journal, now);
    const auto standing = standing_now(parts_.journal, now);
    const std::string cause = !waiting   ? "closed.journal"
                              : standing ? standing->closed_because
                                         : "closed.no_session";
    fleet::Reported reported{
        .terminal = parts_.terminal, .city = parts_.city, .at = now, .software = parts_.software};
    reported.service = {.state = cause.empty() ? "in_service" : "out_of_service",
                        .cause = cause,
                        .since = since("service", cause, now),
                        .in_use = standing && standing->in_use};
    for (const ClosedBy side : {ClosedBy::staff, ClosedBy::control_room})
        if (const auto closed = closing(parts_.journal, side, now);
            closed && *closed && (*closed)->until)
            reported.service.until =
                std::max(reported.service.until.value_or(Instant{}), *(*closed)->until);
    add_parts(reported, standing, waiting.has_value());
    if (waiting) reported.waiting = *waiting;
    reported.results = ledger.results();
    reported.head = ledger.head();
    reported.refused_jobs = ledger.refused();
    keep_since();
    return reported;
}

}  // namespace kiosk::duty
