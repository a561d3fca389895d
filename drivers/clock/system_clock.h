// The machine's own clocks.
#pragma once

#include "kiosk/ports/clock.h"

namespace drivers {

class SystemClock : public kiosk::Clock {
  public:
    [[nodiscard]] kiosk::Instant now() const override;
    [[nodiscard]] std::chrono::milliseconds steady() const override;
};

}  // namespace drivers
