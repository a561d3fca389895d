// What the city's own monitoring reads: Prometheus' text format 0.0.4. Few series, whatever the
// number of terminals: by city and light, never by terminal.
#pragma once

#include "kiosk/control/alarm.h"
#include "kiosk/control/control_room.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kiosk::control {

struct Measured {
    std::vector<TerminalView> terminals;
    std::vector<Alarm> alarms;  // open
    std::int64_t audit_rows = 0;
    std::int64_t mails_waiting = 0;
    std::string version;
    Instant now{};
};

[[nodiscard]] std::string exposition(const Measured& measured);

}  // namespace kiosk::control
