#include "kiosk/visit/price.h"

#include "kiosk/tariffs/order_of.h"

namespace kiosk::visit {

tl::expected<tariffs::Quote, tariffs::Refusal> price_of(const forms::Draft& draft,
                                                        const House& house) {
    return tariffs::quote(house.tariffs, tariffs::order_of(house.services, draft, house.today));
}

}  // namespace kiosk::visit
