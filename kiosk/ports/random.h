// Chance is given, not taken.
#pragma once

#include <cstdint>
#include <span>

namespace kiosk {

class Random {
  public:
    virtual ~Random() = default;
    // Fills with bytes fit for keys and tokens (the real body asks the kernel).
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

}  // namespace kiosk
