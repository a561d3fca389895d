// Every sample screen, in any language and any way of operating, laid out page by page: what is
// promised of the layout is asked of all of them.
#pragma once

#include "screens/toolkit/layout.h"

#include <functional>
#include <string>

namespace gallery {

struct Way {
    std::string language = "de";
    bool large = false;
    bool contrast = false;
    bool low = false;
    bool portrait = false;

    [[nodiscard]] kiosk::visit::Preferences preferences() const {
        return {language, large, contrast, low};
    }
    [[nodiscard]] screens::Geometry geometry() const;
};

// Standing and within reach, in both sizes of text, on a panel of either direction.
[[nodiscard]] const std::vector<Way>& ways_of_operating();
[[nodiscard]] std::string in_words(const Way& way);

struct Screen {
    std::string name;
    screens::Scene scene;
};
[[nodiscard]] std::vector<Screen> screens_in(const std::string& language);

// One screen in five. Each way of operating begins with another one, so that the ways together
// see every screen. All of them where KIOSK_WHOLE is set, as in ./dev soak.
[[nodiscard]] std::vector<Screen> sample_of(const Way& way);

[[nodiscard]] screens::Typesetter& typesetter();

// Calls `look` for each page of each screen of the sample; `where` names it for a failure's
// message.
void walk(const Way& way,
          const std::function<void(const screens::Layout& page, const std::string& where)>& look);
// As above, with all pages of one screen at once.
void walk_screens(
    const Way& way,
    const std::function<void(const std::vector<screens::Layout>&, const std::string& where)>& look);

}  // namespace gallery
