// Orders that were confirmed, kept until the office has them: what terminal and agent share.
// The journal holds ciphertext and a header without personal data; nobody here can read an order.
#pragma once

#include "kiosk/base/bytes.h"
#include "kiosk/base/date.h"
#include "kiosk/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

enum class OrderState {
    sealed,
    announced,
    uploading,
    in_doubt,
    submitted,
    forwarded,
    accepted,
    rejected,
    expired,
    needs_staff,
};
[[nodiscard]] std::string_view name_of(OrderState state);
[[nodiscard]] std::optional<OrderState> order_state_named(std::string_view name);
// Nothing more will be tried by itself: accepted, rejected, expired, needs_staff.
[[nodiscard]] bool is_settled(OrderState state);

// Bytes as they go over the wire: compact JWE. The tag is the last part of each (RFC 7516 §7.1).
struct SealedPart {
    std::string id;  // "metadata", "data", "recovery", or the attachment's UUID
    std::string jwe;
};

struct SealedOrder {
    std::string order_number;  // "L26 042 000017 35" without spaces
    std::string order_id;      // UUIDv7, made before the first try; the office dedups on it
    std::string service;       // id and version
    int service_version = 1;
    std::string destination_id;
    std::string leika_key;  // may be empty
    std::string encryption_kid;
    Instant created{};
    std::string status_token_hash;  // SHA-256, hex; the token itself leaves with the citizen
    std::vector<SealedPart> parts;
};

// What may be listed: no content, no name, no free text.
struct OrderHeader {
    std::string order_number, order_id, service, destination_id, leika_key, encryption_kid;
    int service_version = 1;
    Instant created{};
    std::int64_t size = 0;  // bytes of all parts
    std::string sha256;     // of all parts in order
    OrderState state = OrderState::sealed;
    int attempts = 0;
    Instant next_attempt{};
    std::string last_problem;   // a code
    std::string submission_id;  // empty until announced
    std::string case_id;
    Instant announced{};  // when the portal gave the ids; unsubmitted, it forgets them after a day
    Instant
        in_doubt_since{};  // when the outcome of the submit first became unknown; 24 h: an alarm
    Instant settled{};     // when a settled state was reached
};

// A verified Security Event Token as it came.
struct RecordedEvent {
    std::string jti;
    std::string token;
};

// What the journal may say about an order that was just sealed: state sealed, due at once.
[[nodiscard]] OrderHeader header_of(const SealedOrder& order);
// SHA-256 over all parts in order, hex.
[[nodiscard]] std::string digest_of(const std::vector<SealedPart>& parts);

class Journal {
  public:
    virtual ~Journal() = default;
    // Returns only after the order is durable (fdatasync). no_space when the reserve is touched;
    // refused when the order number or id is known. After any error nothing of the order is kept.
    [[nodiscard]] virtual Result<void> commit(const SealedOrder& order) = 0;
    // The next number of this terminal's counter, `at_least` or higher: durable before it is
    // returned, never given twice, always rising. Leaves gaps, large ones where the journal was
    // restored from a copy.
    [[nodiscard]] virtual Result<std::int64_t> next_counter(std::int64_t at_least = 0) = 0;
    // Oldest first.
    [[nodiscard]] virtual Result<std::vector<OrderHeader>> list() = 0;
    // Without parts when the content was erased; refused when unknown; corrupt when the digest
    // differs.
    [[nodiscard]] virtual Result<SealedOrder> load(const std::string& order_id) = 0;
    // Orders that are not settled and whose next attempt is due, oldest first.
    [[nodiscard]] virtual Result<std::vector<OrderHeader>> due(Instant now, std::size_t most) = 0;
    // Stores the header's delivery members (state, attempts, next_attempt, last_problem, ids,
    // announced, in_doubt_since, settled); durable on return.
    [[nodiscard]] virtual Result<void> update(const OrderHeader& header) = 0;
    // Removes the ciphertext of an order that the office has accepted, from the disk as well.
    [[nodiscard]] virtual Result<void> erase_content(const std::string& order_id) = 0;
    // Removes all that is known of an order: header, content, events, from the disk as well. An
    // unknown one is forgotten already.
    [[nodiscard]] virtual Result<void> forget(const std::string& order_id) = 0;
    // Verified events of an order's log, by their unique jti; adding a known one does nothing and
    // says false.
    [[nodiscard]] virtual Result<bool> add_event(const std::string& order_id,
                                                 const std::string& jti,
                                                 const std::string& token) = 0;
    // The events that are recorded for this order, in the order of their recording.
    [[nodiscard]] virtual Result<std::vector<RecordedEvent>> events(
        const std::string& order_id) = 0;
    // Small documents that the agent leaves for the terminal: checked keys, destinations, health.
    // By name.
    [[nodiscard]] virtual Result<std::optional<std::string>> note(const std::string& name) = 0;
    [[nodiscard]] virtual Result<void> set_note(const std::string& name,
                                                const std::string& text) = 0;
    // Room for a session: asked before a citizen starts. False once the reserve is touched.
    [[nodiscard]] virtual bool has_space() = 0;
};

}  // namespace kiosk
