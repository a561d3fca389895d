// From a draft to an order that only the office can read: numbered, sealed, durable.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/forms/answers.h"
#include "kiosk/forms/service.h"
#include "kiosk/orders/office_key.h"
#include "kiosk/ports/clock.h"
#include "kiosk/ports/journal.h"
#include "kiosk/ports/random.h"
#include "kiosk/tariffs/quote.h"

#include <string>
#include <vector>

namespace kiosk::orders {

// What the citizen takes along. Holds no name and no date of birth.
struct Acknowledgement {
    std::string order_number;  // canonical, without spaces; grouped() shows it
    std::string order_id;
    std::string status_url;  // with the secret token; shown as QR, kept nowhere here
    Instant ordered{};
};

struct SealingDesk {  // what sealing needs; owned by the program
    Journal& journal;
    Clock& clock;
    Random& random;
    int kiosk_number = 1;         // 1…999
    std::string status_base_url;  // "https://…/s/"
    std::string recovery_jwk;     // the city's key; its private part is not on the terminal
};

// Numbers, seals and commits; answers only after the order is durable, and wipes what it wrote out.
// The draft's applying answers are sealed (forms::applying). Parts: "metadata" and "data" to the
// office's key, "recovery" to the city's.
// invalid_input: no item, or a service that is not offered today; refused: the office's key must
// not be used (any more); invalid_configuration: the recovery key or the terminal's number;
// otherwise the journal's errors. After any error nothing was ordered.
[[nodiscard]] Result<Acknowledgement> seal_and_commit(SealingDesk& desk, const OfficeKey& key,
                                                      const std::vector<forms::Service>& services,
                                                      const forms::Draft& draft,
                                                      const tariffs::Quote& quote,
                                                      const std::string& language);

}  // namespace kiosk::orders
