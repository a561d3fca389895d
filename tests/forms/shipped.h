// The shipped services and orders made from them, for the tests of this room.
#pragma once

#include "kiosk/forms/form.h"

#include <initializer_list>
#include <string>
#include <utility>

namespace kiosk::forms {

using namespace std::chrono_literals;
inline constexpr Date today = 2026y / 11 / 24;

[[nodiscard]] const std::vector<Service>& shipped();  // as the city has it: no pick-up
[[nodiscard]] const std::vector<Service>& shipped_with_pickup();

using Entered = std::initializer_list<std::pair<const char*, const char*>>;

// A complete order for the own birth certificate by Erika Mustermann, born 1964-08-12.
[[nodiscard]] Draft own_birth_certificate();
// The first item's service and answers that such an order has, changed; shared answers too.
[[nodiscard]] Draft with(Draft draft, Entered item, Entered shared = {});
[[nodiscard]] Draft of_service(Draft draft, const char* service);

// The codes at a field after its page was checked; a notice ends in "?". Empty: nothing was found.
// "not asked" when the route does not come to the field.
[[nodiscard]] std::string found_at(const std::string& field, const Draft& draft,
                                   const std::vector<Service>& services = shipped(),
                                   Date on = today);

// Page ids of the route, with the item's number where it is not 0: "role office … 1:role".
[[nodiscard]] std::string route_of(const Draft& draft,
                                   const std::vector<Service>& services = shipped(),
                                   Date on = today);

}  // namespace kiosk::forms
