// The one door: what a visit looks like. Pure; drawing never changes state.
#pragma once

#include "kiosk/visit/visit.h"
#include "screens/scene/node.h"

namespace screens {

[[nodiscard]] Scene render(const kiosk::visit::Visit& visit, const kiosk::visit::House& house);

}  // namespace screens
