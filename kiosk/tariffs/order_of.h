// What a draft would cost is asked of the tariffs in their own words: lines, entries, shipments.
#pragma once

#include "kiosk/forms/answers.h"
#include "kiosk/forms/service.h"
#include "kiosk/tariffs/quote.h"

#include <vector>

namespace kiosk::tariffs {

// An unfinished draft gives the best guess (one certificate, office and number known), so that a
// running price can be shown from the first page on.
[[nodiscard]] Order order_of(const std::vector<forms::Service>& services, const forms::Draft& draft,
                             Date today);

}  // namespace kiosk::tariffs
