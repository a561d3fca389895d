// What the toolkit shows, as a PNG file: for pictures of every screen, not for the terminal itself.
#pragma once

#include "kiosk/base/result.h"
#include "screens/toolkit/toolkit.h"

#include <string>

namespace screens {

// unavailable when the file cannot be written.
[[nodiscard]] kiosk::Result<void> write_picture(Toolkit& toolkit, kiosk::PixelSize size,
                                                const std::string& file);

}  // namespace screens
