// Orders and quotes as the JSON of kiosk-try, for technicians and tests.
#pragma once

#include "kiosk/tariffs/quote.h"

#include <string>
#include <string_view>

namespace kiosk::tariffs {

// Wrong types, missing members and unknown words are "invalid" with the member's pointer; members
// that are not known are left aside.
[[nodiscard]] tl::expected<Order, Refusal> order_from_json(std::string_view text);

// One line each.
[[nodiscard]] std::string to_json(const Quote& quote);
[[nodiscard]] std::string to_json(const Refusal& refusal);

}  // namespace kiosk::tariffs
