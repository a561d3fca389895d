// Where the programs find assets/ and config/.
#pragma once

#include <string>

namespace kiosk::programs {

// The source tree in development builds, /usr/share/kiosk in a release.
[[nodiscard]] inline std::string default_home() {
    return KIOSK_HOME;
}

}  // namespace kiosk::programs
