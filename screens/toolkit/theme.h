// Colours by role, after the German public sector's KERN design system: one deep blue for what can
// be operated, quiet surfaces, and for each tone a surface with an ink of its own.
// Contrasts are tested from pixels: text at least 7:1, shapes and focus at least 3:1.
#pragma once

#include "screens/scene/node.h"

#include <cstdint>

namespace screens {

using Rgb = std::uint32_t;  // 0x00RRGGBB

struct ToneColours {
    Rgb ground;
    Rgb frame;
    Rgb ink;
};

struct Theme {
    Rgb ground;   // of the screen
    Rgb surface;  // of banner, actions and keyboard
    Rgb line;     // hairlines between regions
    Rgb text;
    Rgb muted;
    Rgb action;   // frames, icons and words of what can be operated
    Rgb control;  // ground of what can be operated
    Rgb control_pressed;
    Rgb primary;  // ground of the one main action
    Rgb primary_pressed;
    Rgb on_primary;
    Rgb selected;  // ground of what was chosen
    Rgb field_frame;
    Rgb danger;
    Rgb focus;  // ring, and the line that parts it from what it encloses
    Rgb focus_parting;
    Rgb track;           // of the progress bar
    std::uint32_t veil;  // alpha of the dark over what lies beneath an overlay, 0…255
    ToneColours information;
    ToneColours success;
    ToneColours warning;
    ToneColours error;

    [[nodiscard]] const ToneColours& tone(Tone tone) const;
};

[[nodiscard]] const Theme& theme(bool high_contrast);

}  // namespace screens
