#include "drivers/journal/simulated_journal.h"

#include <algorithm>

namespace drivers {

using kiosk::ErrorKind;
using kiosk::fail;
using kiosk::OrderHeader;
using kiosk::Result;
using kiosk::SealedOrder;

Result<void> SimulatedJournal::answers() const {
    if (broken_) return fail(ErrorKind::unavailable, "journal: the disk does not answer");
    return {};
}

Result<SimulatedJournal::Row*> SimulatedJournal::row(const std::string& order_id) {
    TRY_VOID(answers());
    for (Row& candidate : rows_)
        if (candidate.header.order_id == order_id) return &candidate;
    return fail(ErrorKind::refused, "journal: unknown order");
}

void SimulatedJournal::damage(const std::string& order_id) {
    for (Row& damaged : rows_)
        if (damaged.header.order_id == order_id) damaged.order.parts.at(0).jwe += "x";
}

Result<void> SimulatedJournal::commit(const SealedOrder& order) {
    TRY_VOID(answers());
    if (full_) return fail(ErrorKind::no_space, "journal: the reserve is touched");
    for (const Row& known : rows_)
        if (known.header.order_id == order.order_id ||
            known.header.order_number == order.order_number)
            return fail(ErrorKind::refused, "journal: the order is known");
    rows_.push_back({header_of(order), order, {}});
    return {};
}

Result<std::int64_t> SimulatedJournal::next_counter(std::int64_t at_least) {
    TRY_VOID(answers());
    counter_ = std::max(counter_ + 1, at_least);
    return counter_;
}

Result<std::vector<OrderHeader>> SimulatedJournal::list() {
    TRY_VOID(answers());
    std::vector<OrderHeader> headers;
    for (const Row& known : rows_) headers.push_back(known.header);
    return headers;
}

Result<SealedOrder> SimulatedJournal::load(const std::string& order_id) {
    const Row* found = TRY(row(order_id));
    if (!found->order.parts.empty() && digest_of(found->order.parts) != found->header.sha256)
        return fail(ErrorKind::corrupt, "journal: an order's bytes are not what was written");
    return found->order;
}

Result<std::vector<OrderHeader>> SimulatedJournal::due(kiosk::Instant now, std::size_t most) {
    TRY_VOID(answers());
    std::vector<OrderHeader> headers;
    for (const Row& known : rows_)
        if (!is_settled(known.header.state) && known.header.next_attempt <= now &&
            headers.size() < most)
            headers.push_back(known.header);
    return headers;
}

Result<void> SimulatedJournal::update(const OrderHeader& header) {
    OrderHeader& stored = TRY(row(header.order_id))->header;
    stored.state = header.state;
    stored.attempts = header.attempts;
    stored.next_attempt = header.next_attempt;
    stored.last_problem = header.last_problem;
    stored.submission_id = header.submission_id;
    stored.case_id = header.case_id;
    stored.announced = header.announced;
    stored.in_doubt_since = header.in_doubt_since;
    stored.settled = header.settled;
    return {};
}

Result<void> SimulatedJournal::erase_content(const std::string& order_id) {
    TRY(row(order_id))->order.parts.clear();
    return {};
}

Result<void> SimulatedJournal::forget(const std::string& order_id) {
    TRY_VOID(answers());
    std::erase_if(rows_, [&](const Row& row) {
        const bool forgotten = row.header.order_id == order_id;
        if (forgotten)
            for (const auto& event : row.events) jtis_.erase(event.jti);
        return forgotten;
    });
    return {};
}

Result<bool> SimulatedJournal::add_event(const std::string& order_id, const std::string& jti,
                                         const std::string& token) {
    Row* found = TRY(row(order_id));
    if (!jtis_.insert(jti).second) return false;
    found->events.push_back({jti, token});
    return true;
}

Result<std::vector<kiosk::RecordedEvent>> SimulatedJournal::events(const std::string& order_id) {
    return TRY(row(order_id))->events;
}

Result<std::optional<std::string>> SimulatedJournal::note(const std::string& name) {
    TRY_VOID(answers());
    const auto found = notes_.find(name);
    if (found == notes_.end()) return std::nullopt;
    return found->second;
}

Result<void> SimulatedJournal::set_note(const std::string& name, const std::string& text) {
    if (notes_left_ == 0) broken_ = true;
    if (notes_left_ >= 0) --notes_left_;
    TRY_VOID(answers());
    notes_[name] = text;
    return {};
}

bool SimulatedJournal::has_space() {
    return !full_ && !broken_;
}

}  // namespace drivers
