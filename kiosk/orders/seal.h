// From a draft to an order that only the office can read: numbered, sealed, durable.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/forms/answers.h"
#include "kiosk/forms/service.h"
#include "kiosk/ports/clock.h"
#include "kiosk/ports/journal.h"
#include "kiosk/ports/random.h"
#include "kiosk/tariffs/quote.h"

namespace kiosk::orders {

// The office's key as the agent has checked it (certificate chain, usage, revocation), from the journal's notes.
struct OfficeKey {
    std::string destination_id;
    std::string kid;
    std::string jwk;       // public
    Instant checked{};     // last revocation check; older than 7 days: no new sealing to it
    Instant valid_until{}; // end of the certificate; a session starts only with 7 days left
};

// What the citizen takes along. Holds no name and no date of birth.
struct Acknowledgement {
    std::string order_number;  // "L26042000017 35" canonical, without spaces
    std::string order_id;
    std::string status_url;    // with the secret token; shown as QR, kept nowhere here
    Instant ordered{};
};

struct SealingDesk {  // what sealing needs; owned by the program
    Journal& journal;
    Clock& clock;
    Random& random;
    int kiosk_number = 1;             // 1…999
    std::string status_base_url;      // "https://…/s/"
    std::string recovery_jwk;         // the city's key; its private part is not on the terminal
};

// Answers only after the order is durable.
[[nodiscard]] Result<Acknowledgement> seal_and_commit(SealingDesk& desk, const OfficeKey& key,
                                                      const std::vector<forms::Service>& services,
                                                      const forms::Draft& draft, const tariffs::Quote& quote,
                                                      const std::string& language);

}  // namespace kiosk::orders
