// What stands in the same place on every screen: whose terminal it is, the language, three ways of
// seeing and reaching it, help, and the end.
#pragma once

#include "screens/pages/sheet.h"

namespace screens {

void add_banner(Sheet& sheet);

}  // namespace screens
