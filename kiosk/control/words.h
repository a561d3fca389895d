// What staff read in place of a code (assets/control/text).
#pragma once

#include "kiosk/text/catalogue.h"

#include <string>

namespace kiosk::control {

// "paper.paperOut", a light's reason: "out of paper". "terminal_unknown", a problem: "there is no
// such terminal". A code without words, of a newer terminal, stands for itself.
[[nodiscard]] std::string words_for(const std::string& code, const text::Catalogue& texts,
                                    const std::string& language);

}  // namespace kiosk::control
