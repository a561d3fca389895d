// Simulated devices for development builds, and the panel's buttons that play them.
#pragma once

#include "kiosk/programs/session_devices.h"

namespace kiosk::programs {

// Receipts are printed to <state directory>/printed/.
[[nodiscard]] Devices simulated_devices(const Settings& settings);

// No glass, and a citizen made of the answers in options.rehearsal; the clock is a simulated one.
[[nodiscard]] Result<Glass> rehearsed_glass(const SessionOptions& options, Clock& clock);

}  // namespace kiosk::programs
