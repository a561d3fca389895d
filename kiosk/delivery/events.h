// The portal's and the office's word about an order: Security Event Tokens (RFC 8417), signed with
// PS512. Nothing moves an order but such a token, and every rule for it is checked here; each has a
// code of its own.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/jose/jwk.h"
#include "kiosk/ports/journal.h"

#include <functional>
#include <map>
#include <set>
#include <string>

namespace kiosk::delivery {

enum class EventKind { create, submit, notify, forward, accept, reject, remove, other };

struct Event {
    EventKind kind = EventKind::other;
    std::string jti;
    Instant at{};
    bool by_office = false;    // otherwise by the delivery service
    std::string forwarded_to;  // of a forward: the destination, where the token names it
};

// Tags of our own parts: the last part of each JWE, by part id.
using Tags = std::map<std::string, std::string>;
[[nodiscard]] Tags tags_of(const SealedOrder& order);

// What a token about our order must say.
struct Expected {
    std::string submission_id, case_id, destination_id;
    // Destinations that verified forwards have handed the case to, which speak for the office from
    // then on. An empty one: it was not named, and any destination of this portal may.
    std::set<std::string> forwarded_to;
    std::string portal_issuer;  // URL of the submission API
    Instant now{};
    Tags tags;  // of every part that was sent
};

// Gives the signing key of the portal (destination empty) or of a destination; fails with a code.
using SigningKey =
    std::function<Result<jose::Jwk>(const std::string& destination_id, const std::string& kid)>;

// The code of a token of a destination that the case was not sent to, nor forwarded as far as
// known.
inline constexpr std::string_view foreign_destination = "event_foreign_destination";
// The code of a token that is genuine but tells of other bytes than ours: tampering, not success.
inline constexpr std::string_view other_bytes = "event_other_bytes";

// not_authentic with a code: event_malformed, event_type, event_algorithm, event_kid,
// event_issuer, event_foreign_destination, event_key_…, event_signature, event_subject,
// event_case, event_not_single, event_unknown_prefix, event_id, event_time, event_from_the_future,
// event_author, event_without_tags, event_other_bytes. unavailable: the key could not be fetched.
[[nodiscard]] Result<Event> verify_event(std::string_view token, const Expected& expected,
                                         const SigningKey& signing_key);

}  // namespace kiosk::delivery
