// Whatever Cairo draws, as a mask; Cairo's own copy is wiped, since it may show a citizen's name.
#pragma once

#include "screens/toolkit/mask.h"

#include <functional>

#include <cairo.h>

namespace screens {

// Empty when width or height is not positive.
[[nodiscard]] Mask cairo_mask(int width, int height, const std::function<void(cairo_t*)>& draw);

}  // namespace screens
