// Two soft notes, one after the other: attention without alarm. The sound device is opened for the
// first tone, so that a start never waits for it.
#pragma once

#include <cstdint>

namespace drivers {

class Tone {
  public:
    // Silence where there is no sound device.
    void play();
    void close();

  private:
    std::uint32_t device_ = 0;
    bool tried_ = false;
};

}  // namespace drivers
