// A scene set for paper: blocks with their height, parted into pages, drawn onto any Cairo surface.
// All lengths are points (1/72 inch) from the upper left corner of the page.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/ports/printer.h"
#include "screens/scene/node.h"

#include <functional>
#include <string>
#include <vector>

#include <pango/pangocairo.h>

namespace screens::paper {

inline constexpr double points_per_mm = 72 / 25.4;

struct Sheet {
    double width = 0;   // of the page
    double height = 0;  // 0: a roll
    double side = 0;    // left and right margin
    double top = 0;
    double bottom = 0;
    double module = 0;  // side of a QR module, a whole number of the printer's dots
    [[nodiscard]] double measure() const { return width - 2 * side; }
};
[[nodiscard]] Sheet sheet_of(const kiosk::PaperFormat& paper);

struct Block {
    double before = 0;  // space above, none at the top of a page
    double height = 0;
    bool with_next = false;  // a heading does not stand alone at the foot of a page
    std::function<void(cairo_t*, double x, double y)> draw;
};

struct Setting {
    Sheet sheet;
    std::vector<Block> blocks;

    // First block of each page, and how long the longest page is.
    struct Pages {
        std::vector<std::size_t> first;
        double height = 0;
    };
    [[nodiscard]] Pages pages() const;
    void draw(cairo_t* cairo, const Pages& pages, std::size_t page) const;
};

[[nodiscard]] kiosk::Result<Setting> set(const Scene& scene, const kiosk::PaperFormat& paper,
                                         PangoFontMap* fonts);

}  // namespace screens::paper
