// Which texts a service cannot do without, and which it may have: for kiosk-try check and the
// guards.
#pragma once

#include "kiosk/forms/service.h"
#include "kiosk/forms/wording.h"

#include <string>
#include <vector>

namespace kiosk::forms {

// One text: any of the keys will do.
struct TextNeed {
    TextKeys keys;
    std::string of;  // what it is for: "page event", "field office, option unknown"
};

[[nodiscard]] std::vector<TextNeed> texts_needed(const Service& service);

// Every key that the service could use, needed or not: a text with another key under the service's
// own name is never shown.
[[nodiscard]] std::vector<std::string> texts_possible(const Service& service);

// Every code of a problem, as its text id "problem.<code>".
[[nodiscard]] const std::vector<std::string>& problem_texts();

}  // namespace kiosk::forms
