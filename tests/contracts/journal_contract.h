// What every journal must do, real or simulated. A body opens journals on one and the same store,
// so that "opened again" means what it says.
#pragma once

#include "kiosk/ports/journal.h"

#include <chrono>
#include <string>

namespace tests {

inline kiosk::Instant at_second(int second) {
    using namespace std::chrono;
    return kiosk::Instant(sys_days(year(2026) / 11 / 24) + 5h + seconds(second));
}

inline kiosk::SealedOrder sealed_order(int which) {
    const std::string name = std::to_string(1000 + which);
    kiosk::SealedOrder order;
    order.order_number = "L26042" + name;
    order.order_id = "019aaaaa-0000-7000-8000-00000000" + name;
    order.service = "birth_certificate";
    order.service_version = 3;
    order.destination_id = "destination";
    order.leika_key = "99027003012000";
    order.encryption_kid = "office-key-1";
    order.created = at_second(which);
    order.status_token_hash = std::string(64, 'a');
    order.parts = {{"metadata", "a.b.c.d.meta" + name},
                   {"data", "a.b.c." + std::string(6000, 'd') + ".data" + name},
                   {"recovery", "a.b.c." + std::string(3000, 'r') + ".reco" + name}};
    return order;
}

}  // namespace tests
