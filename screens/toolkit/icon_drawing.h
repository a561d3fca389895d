// Draws our own icons from their SVG. Reads only the few forms that these are made of (paths,
// circles, rectangles, one colour) and refuses everything else: librsvg reads all of SVG, but costs
// each session 9 MB and a tenth of its start.
#pragma once

#include "kiosk/base/result.h"

#include <string_view>

#include <cairo.h>

namespace screens {

// Fills a square of `size` units with the drawing's viewBox. invalid_configuration, with what is
// not read, when the drawing holds anything unknown; something may have been drawn by then.
[[nodiscard]] kiosk::Result<void> draw_icon(cairo_t* cairo, std::string_view svg, double size);

}  // namespace screens
