// What the order costs as it stands, by the tariff of today.
#pragma once

#include "kiosk/tariffs/quote.h"
#include "kiosk/visit/visit.h"

namespace kiosk::visit {

// An unfinished draft gives a running price.
[[nodiscard]] tl::expected<tariffs::Quote, tariffs::Refusal> price_of(const forms::Draft& draft,
                                                                      const House& house);

}  // namespace kiosk::visit
