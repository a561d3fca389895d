// Time is given, not taken: whole days replay from a seed.
#pragma once

#include "kiosk/base/date.h"

#include <chrono>

namespace kiosk {

class Clock {
  public:
    virtual ~Clock() = default;
    // Wall clock, UTC. May jump; judge its plausibility before relying on it (kiosk/health).
    [[nodiscard]] virtual Instant now() const = 0;
    // Never jumps; for time limits and idle times.
    [[nodiscard]] virtual std::chrono::milliseconds steady() const = 0;
};

}  // namespace kiosk
