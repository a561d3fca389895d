// The kernel's random numbers.
#pragma once

#include "kiosk/ports/random.h"

namespace drivers {

class KernelRandom : public kiosk::Random {
  public:
    void fill(std::span<std::uint8_t> bytes) override;
};

}  // namespace drivers
