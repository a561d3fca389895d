// Sockets of this machine by their path.
#pragma once

#include "kiosk/base/result.h"

namespace drivers {

// Connected, or waiting for who connects: the path is replaced. The caller closes the descriptor.
[[nodiscard]] kiosk::Result<int> connect_to_local(const std::string& path);
[[nodiscard]] kiosk::Result<int> listen_on_local(const std::string& path);

}  // namespace drivers
