// For one who stands: the whole panel is in reach.
#pragma once

#include "screens/toolkit/composition.h"

namespace screens {

void lay_out_upright(Composition& composition);

}  // namespace screens
