// A printer's trouble in XFS4IoT's words, as reports and results of jobs say it.
#pragma once

#include "kiosk/ports/printer.h"

#include <string_view>

namespace kiosk::duty {

// "paperOut", "coverOpen"; empty: none.
[[nodiscard]] std::string_view word_for(PrinterTrouble trouble);
// Whether it is the paper's trouble; the printer itself is online then.
[[nodiscard]] bool is_of_paper(PrinterTrouble trouble);

}  // namespace kiosk::duty
