// The words of an answer: filled from fields only. A fact that has expired is left out, one that is
// old says so, and what is not known is said not to be.
#pragma once

#include "kiosk/answers/frames.h"
#include "kiosk/answers/holidays.h"
#include "kiosk/answers/opening_hours.h"
#include "kiosk/answers/told.h"

#include <optional>
#include <string_view>

namespace kiosk::answers {

struct Composer {
    const Knowledge& knowledge;
    const Frames& frames;
    const Holidays& holidays;
    LocalTime now;
    std::string_view language;

    // nullopt when the topic has expired.
    [[nodiscard]] std::optional<Told> tell(const Topic& topic, Aspect asked) const;
    // Whether the office is open, and its week: one line. Empty where its hours are not known.
    [[nodiscard]] std::string hours_of(const Office& office) const;
    // "Behördennummer 115: Jetzt geöffnet, bis 18 Uhr."; only its name where the hours are not
    // known.
    [[nodiscard]] std::string state_of(const Office& office) const;
};

}  // namespace kiosk::answers
