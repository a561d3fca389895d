// A clock that stands still until it is turned by hand, while other threads look at it.
#pragma once

#include "kiosk/ports/clock.h"

#include <atomic>

namespace drivers {

class SimulatedClock : public kiosk::Clock {
  public:
    explicit SimulatedClock(kiosk::Instant start) : wall_(start) {}
    [[nodiscard]] kiosk::Instant now() const override { return wall_; }
    [[nodiscard]] std::chrono::milliseconds steady() const override { return steady_; }

    void let_pass(std::chrono::milliseconds time) {
        wall_ = wall_.load() + time;
        steady_ = steady_.load() + time;
    }
    void jump_to(kiosk::Instant wall) {
        wall_ = wall;
    }  // the steady clock goes on as if nothing happened

  private:
    std::atomic<kiosk::Instant> wall_;
    std::atomic<std::chrono::milliseconds> steady_{std::chrono::milliseconds{0}};
};

}  // namespace drivers
