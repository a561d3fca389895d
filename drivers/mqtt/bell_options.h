// Who hangs on the bell, and where.
#pragma once

#include "drivers/mqtt/mqtt_line.h"

#include <string>
#include <vector>

namespace drivers {

struct BellOptions {
    std::vector<MqttBroker> brokers;
    std::string name;  // as its certificate has it: a terminal's, or control_room
    std::string certificate_file, key_file, authority_file;
};

// A line with neither topics nor will.
[[nodiscard]] MqttOptions line_for(const BellOptions& options);

}  // namespace drivers
