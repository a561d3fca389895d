// The bell at a terminal. Topics: config/fleet/mosquitto.acl.
#pragma once

#include "drivers/mqtt/bell_options.h"

#include <functional>

namespace drivers {

class TerminalBell {
  public:
    // `rings` is called by a thread of its own: when it rang, and when the line is there anew, for
    // it may have rung before.
    TerminalBell(const BellOptions& options, kiosk::Random& random, std::function<void()> rings);

  private:
    MqttLine line_;
};

}  // namespace drivers
