// A clock that stands still until it is turned by hand.
#pragma once

#include "kiosk/ports/clock.h"

namespace drivers {

class SimulatedClock : public kiosk::Clock {
  public:
    explicit SimulatedClock(kiosk::Instant start) : wall_(start) {}
    [[nodiscard]] kiosk::Instant now() const override { return wall_; }
    [[nodiscard]] std::chrono::milliseconds steady() const override { return steady_; }

    void let_pass(std::chrono::milliseconds time) {
        wall_ += time;
        steady_ += time;
    }
    void jump_to(kiosk::Instant wall) {
        wall_ = wall;
    }  // the steady clock goes on as if nothing happened

  private:
    kiosk::Instant wall_;
    std::chrono::milliseconds steady_{0};
};

}  // namespace drivers
