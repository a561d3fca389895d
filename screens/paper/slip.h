// An answer to take home: a scene like every screen, printed instead of shown. The question is not
// on it: a slip left lying about tells nothing of who asked.
#pragma once

#include "kiosk/answers/told.h"
#include "kiosk/base/date.h"
#include "kiosk/settings/settings.h"
#include "kiosk/text/catalogue.h"
#include "screens/scene/node.h"

#include <string>

namespace screens {

struct Slip {
    std::string title;
    kiosk::answers::Told told;
    std::string hotline;   // whether it is open now; may be empty
    std::string language;  // of the answer
    kiosk::Instant printed{};
};

// Scene "slip". The words around the answer are in its language where the terminal speaks it, and
// in German otherwise.
[[nodiscard]] Scene slip_scene(const Slip& slip, const kiosk::Office& office,
                               const kiosk::text::Catalogue& texts);

}  // namespace screens
