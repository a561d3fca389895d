// What it costs: fixed parts line by line, and, always apart from them, what a search might add
// (R8).
#pragma once

#include "kiosk/tariffs/quote.h"
#include "screens/pages/sheet.h"

namespace screens {

void add_fees(Sheet& sheet, const kiosk::tariffs::Quote& quote);

// The sum of the fixed parts as it stands now, beside the main action.
void add_running_price(Sheet& sheet, const kiosk::forms::Draft& draft);

}  // namespace screens
