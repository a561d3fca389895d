// How all terminals stand, for a look from a desk: to be seen in any browser, without a script, and
// without a power over them.
#pragma once

#include "kiosk/control/alarm.h"
#include "kiosk/control/control_room.h"
#include "kiosk/text/catalogue.h"

#include <string>
#include <vector>

namespace kiosk::control {

// What is to be seen; empty: everything.
struct StatusQuery {
    std::string language = "de";
    std::string city = {};
    std::string light = {};  // "red"
};

// At most 500 terminals, the worst first. Times are German legal time.
[[nodiscard]] std::string status_page(const std::vector<TerminalView>& terminals,
                                      const std::vector<Alarm>& alarms, const StatusQuery& query,
                                      const text::Catalogue& texts, Instant now);

}  // namespace kiosk::control
