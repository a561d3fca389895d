// The services on offer as tiles to choose from.
#pragma once

#include "screens/pages/sheet.h"

#include <functional>

namespace screens {

void add_service_tiles(
    Sheet& sheet, const std::string& label_key,
    const std::function<kiosk::visit::Event(const std::string& service)>& chosen);

}  // namespace screens
