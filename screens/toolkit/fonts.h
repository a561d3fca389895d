// The shipped fonts and no others: what the system has installed is never looked at, so every
// terminal shows the same glyphs, and the start does not wait for a cache of the system's fonts.
#pragma once

#include "kiosk/base/result.h"

#include <memory>
#include <string>

#include <pango/pangocairo.h>

namespace screens {

inline constexpr const char* font_family = "Noto Sans, Noto Sans Arabic, Noto Sans Hebrew";
// Height of a capital H, in ems of Noto Sans.
inline constexpr double cap_height_em = 0.714;

struct ReleaseObject {
    void operator()(gpointer object) const { g_object_unref(object); }
};
using FontMap = std::unique_ptr<PangoFontMap, ReleaseObject>;

// Reads `home`/assets/fonts. invalid_configuration with the file that is missing or no font.
[[nodiscard]] kiosk::Result<FontMap> open_fonts(const std::string& home);

}  // namespace screens
