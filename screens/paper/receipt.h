// The receipt: a scene like every screen, printed instead of shown. It holds no name, no date of
// birth and no address, so that one left lying about tells nothing; order number and status
// address lead its owner on.
#pragma once

#include "kiosk/orders/seal.h"
#include "kiosk/settings/settings.h"
#include "kiosk/tariffs/quote.h"
#include "kiosk/text/catalogue.h"
#include "screens/scene/node.h"

#include <optional>

namespace screens {

// The facts on a receipt. Of the order only register, variant, copies and delivery are printed.
struct Receipt {
    kiosk::orders::Acknowledgement acknowledgement;
    kiosk::tariffs::Order order;
    kiosk::tariffs::Quote quote;
    std::optional<kiosk::Instant> transmitted = {};  // absent: stored here, on its way
};

// Scene "receipt". Texts are assets/text/<language>/receipt.json.
[[nodiscard]] Scene receipt_scene(const Receipt& receipt, const kiosk::Office& office,
                                  const kiosk::text::Catalogue& texts, const std::string& language);

}  // namespace screens
