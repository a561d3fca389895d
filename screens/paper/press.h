// Sets a scene on paper: one layout, two outputs. Black on white only, at least 12 pt; what a
// scene says on screen in colours is said here in words alone.
#pragma once

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"
#include "kiosk/ports/printer.h"
#include "screens/scene/node.h"
#include "screens/toolkit/fonts.h"

#include <string>
#include <vector>

namespace screens {

// Sheets, or one strip of a roll as long as the scene needs.
struct Document {
    kiosk::Bytes pdf;
    double width_mm = 0;
    double height_mm = 0;  // of one page
    int pages = 0;
};

// Used by one thread at a time.
class Press {
  public:
    // `home` holds assets/fonts.
    [[nodiscard]] static kiosk::Result<Press> open(const std::string& home);

    // Tagged PDF with embedded fonts, title and language; text comes back in reading order.
    // invalid_input when a QR code does not fit the paper with modules of at least 1 mm.
    [[nodiscard]] kiosk::Result<Document> pdf(const Scene& scene, const kiosk::PaperFormat& format,
                                              const std::string& title) const;
    // The same layout in dots, for printers that take only raster; one bitmap a page.
    [[nodiscard]] kiosk::Result<std::vector<kiosk::Bitmap>> bitmaps(
        const Scene& scene, const kiosk::PaperFormat& format) const;

  private:
    explicit Press(FontMap fonts) : fonts_(std::move(fonts)) {}
    FontMap fonts_;
};

}  // namespace screens
