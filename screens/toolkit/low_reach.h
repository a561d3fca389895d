// For one who sits in a wheelchair: what is operated lies in the band within reach (DIN 18040-1),
// above it is what is only read.
#pragma once

#include "screens/toolkit/composition.h"

namespace screens {

void lay_out_low(Composition& composition);

}  // namespace screens
