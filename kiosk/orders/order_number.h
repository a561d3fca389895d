// The number on the receipt: "L" + year (2 digits) + terminal (3) + counter (6) + 2 check digits by
// ISO 7064 MOD 97-10, which catches every wrong digit and every swap of neighbours.
//
// Unique without a network: the terminal is part of it, and the journal's counter never repeats.
// The counter follows the calendar: it is never below the number of 40-second steps since New Year,
// so that even a terminal whose whole disk was set back to an old image goes on above what it gave
// before (people order more slowly than that). A copy of the state directory is recognised by the
// journal itself, which then leaps ahead (drivers/journal/numbers.h).
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace kiosk::orders {

// What the counter must be at least: year × 1,000,000 + steps since New Year. An exhausted year
// runs on into the next year's numbers, which stay unique.
[[nodiscard]] std::int64_t counter_floor(Instant now);

// `counter` as counted by the journal from that floor on; `kiosk_number` 1…999. Canonical: no
// spaces.
[[nodiscard]] Result<std::string> make_order_number(int kiosk_number, std::int64_t counter);

// What a person typed or read out, in groups or not, to the canonical form; invalid_input when the
// form or the check digits are wrong.
[[nodiscard]] Result<std::string> parse_order_number(std::string_view typed);

// "L26 042 345678 12", as it is shown, printed and read out.
[[nodiscard]] std::string grouped(std::string_view order_number);

}  // namespace kiosk::orders
