#include "screens/toolkit/fonts.h"

#include <array>

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>

#ifdef __SANITIZE_ADDRESS__
// Fontconfig never frees what it read of a font file that was added by the program.
extern "C" const char* __lsan_default_suppressions();  // NOLINT(bugprone-reserved-identifier)
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig.so\n";
}
#endif

namespace screens {

namespace {

// Hebrew letters stand in the right-to-left pseudo-language of the tests.
constexpr std::array font_files = {"NotoSans-Regular.ttf",       "NotoSans-Bold.ttf",
                                   "NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf",
                                   "NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"};

struct ReleaseConfig {
    void operator()(FcConfig* config) const { FcConfigDestroy(config); }
};

}  // namespace

kiosk::Result<FontMap> open_fonts(const std::string& home) {
    const std::unique_ptr<FcConfig, ReleaseConfig> config(FcConfigCreate());
    for (const char* file : font_files) {
        const std::string path = home + "/assets/fonts/" + file;
        if (!FcConfigAppFontAddFile(config.get(), reinterpret_cast<const FcChar8*>(path.c_str())))
            return kiosk::fail(kiosk::ErrorKind::invalid_configuration, path + ": not a font");
    }
    // Becomes the process's configuration: else Pango reads that of the system in a thread.
    FcConfigSetCurrent(config.get());
    FontMap fonts(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    if (!fonts) return kiosk::fail(kiosk::ErrorKind::internal, "Cairo has no FreeType fonts");
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts.get()), config.get());
    return fonts;
}

}  // namespace screens
