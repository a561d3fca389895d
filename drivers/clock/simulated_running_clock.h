// The machine's clocks, and time that is let pass on top of them: for trying out idle times.
#pragma once

#include "drivers/clock/system_clock.h"

#include <atomic>

namespace drivers {

class SimulatedRunningClock : public kiosk::Clock {
  public:
    [[nodiscard]] kiosk::Instant now() const override { return real_.now() + passed_.load(); }
    [[nodiscard]] std::chrono::milliseconds steady() const override {
        return real_.steady() + passed_.load();
    }

    void let_pass(std::chrono::milliseconds time) { passed_ = passed_.load() + time; }

  private:
    SystemClock real_;
    std::atomic<std::chrono::milliseconds> passed_{std::chrono::milliseconds{0}};
};

}  // namespace drivers
