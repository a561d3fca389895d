// What the citizen is told about an order: the six words of the BundID status display.
#pragma once

#include "kiosk/ports/journal.h"

#include <string_view>

namespace kiosk::orders {

enum class CitizenStatus { initiated, submitted, received, processing, action_required, completed };

// Saved here: initiated. At the portal: submitted. Taken over by the office: received; accepted
// there: processing. Whatever a person must look at: action_required. No state of ours means
// completed, since only the office knows that the certificate has left the house.
[[nodiscard]] CitizenStatus citizen_status(OrderState state);

// "INITIATED", … as the interface spells it.
[[nodiscard]] std::string_view word_of(CitizenStatus status);

}  // namespace kiosk::orders
