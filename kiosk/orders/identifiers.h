// Names that nobody can guess or foresee: the order's id and the citizen's key to its status.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/ports/random.h"

#include <string>

namespace kiosk::orders {

// UUIDv7 (RFC 9562 §5.7): sorts by time, which keeps the journal's index compact.
[[nodiscard]] std::string make_order_id(Instant now, Random& random);

// 160 random bits as 32 characters of base32: short enough for a QR code, too long to guess. Says
// nothing about the order, and guessing order numbers does not help.
[[nodiscard]] std::string make_status_token(Random& random);

}  // namespace kiosk::orders
