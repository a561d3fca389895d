// Every size of the layout, in pixels, derived from millimetres of the real panel.
#pragma once

#include "kiosk/ports/display.h"
#include "kiosk/settings/settings.h"
#include "kiosk/visit/step.h"

namespace screens {

// The panel, in both units.
struct Geometry {
    kiosk::Panel panel;
    kiosk::PixelSize pixels;
    [[nodiscard]] double pixels_per_mm() const { return pixels.width / panel.width_mm; }
};

struct Measures {
    double pixels_per_mm = 1;
    // Text, in ems. Body capitals are seen under 0.7° at the viewing distance (EN 301 549 §5.1.4).
    int body = 0;
    int heading = 0;
    int subheading = 0;
    int price = 0;
    int key = 0;
    // Operable things: at least 20 mm, main ones 25 mm, 3 mm apart.
    int target = 0;
    int main_target = 0;
    int gap = 0;
    int key_gap = 0;
    int tile = 0;   // least height of a service on the first screen
    int plate = 0;  // the ground around its icon
    // White space and lines
    int margin = 0;  // left and right of everything
    int space = 0;   // between one thing and the next
    int pad = 0;     // inside a frame
    int frame = 0;   // thickness of a thin frame
    int thick = 0;   // of a selected or focused one
    int radius = 0;
    int icon = 0;
    int column = 0;     // widest readable content
    int qr_module = 0;  // at least 4 mm
    bool large = false;

    [[nodiscard]] int mm(double millimetres) const;  // rounded up
};

[[nodiscard]] Measures measures_of(const Geometry& geometry,
                                   const kiosk::visit::Preferences& preferences);

// DIN 18040-1: what is operated from a wheelchair lies between 850 and 1050 mm above the floor.
// Rows of pixels, from the panel's top; a panel that hangs beside the band gives its nearest part.
struct Band {
    int top = 0;
    int bottom = 0;
};
[[nodiscard]] Band reachable_band(const Geometry& geometry);

}  // namespace screens
