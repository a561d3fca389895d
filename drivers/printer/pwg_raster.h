// PWG raster (PWG 5102.4): what roll printers without a PDF interpreter take.
#pragma once

#include "kiosk/ports/printer.h"

#include <span>

namespace drivers {

// One page for each bitmap: sgray_8, or black_1 with `black_only`. invalid_input for a bitmap whose
// dots do not match its size, internal when the raster library fails.
[[nodiscard]] kiosk::Result<kiosk::Bytes> to_pwg_raster(std::span<const kiosk::Bitmap> pages,
                                                        bool black_only);

}  // namespace drivers
