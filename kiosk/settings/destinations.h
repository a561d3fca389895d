// Which office an order goes to. One order goes to one office, so services of different offices are
// ordered one after the other.
#pragma once

#include "kiosk/settings/settings.h"

#include <string>

namespace kiosk {

// The destination that orders for a service go to; empty: none is configured.
[[nodiscard]] std::string destination_of(const Portal& portal, const std::string& service);

}  // namespace kiosk
