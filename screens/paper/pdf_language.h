// Cairo 1.16 cannot say in which language a document is; a screen reader would guess.
#pragma once

#include "kiosk/base/result.h"

#include <string>

namespace screens::paper {

// Appends an update (ISO 32000-1 §7.5.6) that puts /Lang (BCP 47) and "show the title" into the
// catalogue of a PDF as Cairo writes it. internal when the PDF is of another make.
[[nodiscard]] kiosk::Result<std::string> with_language(std::string pdf,
                                                       const std::string& language);

}  // namespace screens::paper
