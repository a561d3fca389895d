// Takes the health of the terminal from what stands in the journal and on the clock.
// The notes that it reads are the agent's (keys, the portal's time) and those of who keeps it
// closed (kiosk/duty).
#pragma once

#include "kiosk/forms/service.h"
#include "kiosk/health/health.h"
#include "kiosk/orders/seal.h"
#include "kiosk/ports/clock.h"
#include "kiosk/ports/journal.h"
#include "kiosk/settings/settings.h"
#include "kiosk/tariffs/tariff.h"

#include <memory>
#include <string>
#include <vector>

namespace kiosk::health {

// What was loaded at the start of the process.
struct Loaded {
    const Settings& settings;
    const std::vector<forms::Service>& services;
    const std::vector<tariffs::Tariff>& tariffs;
    int configuration_problems = 0;
    Instant built{};
};

// `journal` is null when it does not open. Notes the time as known when the clock is plausible and
// an hour has gone since the last note.
[[nodiscard]] Health observe(Journal* journal, const Clock& clock, const Loaded& loaded);

// The checked key of a destination; unavailable: none was noted, or it must no longer be used.
[[nodiscard]] Result<orders::OfficeKey> office_key(Journal& journal,
                                                   const std::string& destination_id);

}  // namespace kiosk::health
