// The colours of one box, chosen by role, emphasis and state.
#pragma once

#include "screens/toolkit/measures.h"
#include "screens/toolkit/theme.h"

namespace screens {

struct Dress {
    Rgb ground = 0;
    Rgb frame = 0;
    int thickness = 0;
    Rgb text = 0;
    Rgb muted = 0;
    Rgb icon = 0;
    int bar = 0;  // at the leading edge of a notice
};

[[nodiscard]] Dress dress_of(const Node& node, bool operable, bool pressed, const Theme& theme,
                             const Measures& measures);

}  // namespace screens
