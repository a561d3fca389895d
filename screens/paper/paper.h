// Sets a scene on paper: one layout, two outputs. Black on white only, at least 12 pt; what a
// scene says on screen in colours is said here in words alone.
#pragma once

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"
#include "kiosk/ports/printer.h"
#include "screens/scene/node.h"

#include <string>

namespace screens {

// A document as long as the paper needs: sheets, or one strip of a roll.
struct Paper {
    kiosk::Bytes pdf;
    double width_mm = 0;
    double height_mm = 0;  // of one page
    int pages = 0;
};

// Tagged PDF with embedded fonts, title and language; text comes back in reading order.
// invalid_input when a QR code does not fit the paper with modules of at least 1 mm.
[[nodiscard]] kiosk::Result<Paper> to_pdf(const Scene& scene, const kiosk::PaperFormat& format,
                                          const std::string& title);

// The same layout in dots, for printers that take only raster; one bitmap a page.
[[nodiscard]] kiosk::Result<std::vector<kiosk::Bitmap>> to_bitmaps(
    const Scene& scene, const kiosk::PaperFormat& format);

}  // namespace screens
