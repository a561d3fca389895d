// The control room's memory in one SQLite file, readable by its own account only.
#pragma once

#include "kiosk/ports/control_store.h"

#include <memory>
#include <string>

namespace drivers {

// Creates and migrates as needed; its folder must be there.
[[nodiscard]] kiosk::Result<std::unique_ptr<kiosk::ControlStore>> open_sqlite_control_store(
    const std::string& file);

}  // namespace drivers
