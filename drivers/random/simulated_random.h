// The same numbers for the same seed.
#pragma once

#include "kiosk/ports/random.h"

#include <random>

namespace drivers {

class SimulatedRandom : public kiosk::Random {
  public:
    explicit SimulatedRandom(std::uint64_t seed) : engine_(seed) {}
    void fill(std::span<std::uint8_t> bytes) override {
        for (auto& byte : bytes) byte = static_cast<std::uint8_t>(engine_());
    }

  private:
    std::mt19937_64 engine_;
};

}  // namespace drivers
