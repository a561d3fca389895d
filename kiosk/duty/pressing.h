// That a job cannot wait until the visit is over.
#pragma once

#include "kiosk/ports/journal.h"

#include <chrono>

namespace kiosk::duty {

// The session warns its citizen, and ends the visit when so much time is up.
inline constexpr std::chrono::seconds warning_time{120};

[[nodiscard]] Result<void> press(Journal& journal, bool is_pressing);
[[nodiscard]] Result<bool> is_pressing(Journal& journal);

}  // namespace kiosk::duty
