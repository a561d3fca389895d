// Is an order one that can be priced at all? Refused before any arithmetic (R11).
#pragma once

#include "kiosk/tariffs/quote.h"

namespace kiosk::tariffs {

// Numbers beyond it are slips; sums of an order stay far below the range of Cents.
inline constexpr std::int64_t highest_number = 10'000'000;
inline constexpr int most_copies = 10;

[[nodiscard]] bool needs_search(const OrderLine& line);

// "invalid" with the member's pointer, or "nothing_to_search".
[[nodiscard]] tl::expected<void, Refusal> check_order(const Order& order);

}  // namespace kiosk::tariffs
