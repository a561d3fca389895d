// Fills the triangles of ImGui draw lists into 32-bit pixels, without a GPU. Axis-aligned quads, of
// which a citizen's screen is made, take a short way; anything else (technicians' windows) goes
// through a plain triangle filler that is some five times slower.
#pragma once

#include "kiosk/ports/display.h"
#include "screens/toolkit/mask.h"

#include <imgui.h>

namespace screens {

// The texture of a draw command is a `const Mask*`; null: a plain fill.
[[nodiscard]] inline ImTextureID texture_of(const Mask* mask) {
    return const_cast<Mask*>(mask);
}

// Only pixels inside `clip` change.
void rasterise(const ImDrawList& list, const kiosk::PixelBuffer& target,
               const kiosk::PixelRect& clip);

[[nodiscard]] kiosk::PixelRect intersection(const kiosk::PixelRect& a, const kiosk::PixelRect& b);
[[nodiscard]] kiosk::PixelRect inset(const kiosk::PixelRect& rect, int by);
[[nodiscard]] kiosk::PixelRect hull(const kiosk::PixelRect& a, const kiosk::PixelRect& b);

}  // namespace screens
