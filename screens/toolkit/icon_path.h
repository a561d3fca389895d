// The path data of SVG 1.1 §8.3 as a Cairo path, without the quadratic curves that no icon uses.
#pragma once

#include <string_view>

#include <cairo.h>

namespace screens {

// False when something is not read; the path then ends before it.
[[nodiscard]] bool append_path(cairo_t* cairo, std::string_view data);

}  // namespace screens
