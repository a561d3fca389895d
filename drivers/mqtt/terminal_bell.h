// The bell at a terminal. Topics: config/fleet/mosquitto.acl.
#pragma once

#include "drivers/mqtt/mqtt_line.h"

#include <functional>
#include <string>

namespace drivers {

struct BellOptions {
    std::vector<MqttBroker> brokers;
    std::string name;  // the terminal's, as its certificate has it
    std::string certificate_file, key_file, authority_file;
};

class TerminalBell {
  public:
    // `rings` is called by a thread of its own: when it rang, and when the line is there anew, for
    // it may have rung before.
    TerminalBell(const BellOptions& options, kiosk::Random& random, std::function<void()> rings);

  private:
    MqttLine line_;
};

}  // namespace drivers
