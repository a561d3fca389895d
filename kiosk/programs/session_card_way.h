// Which way cards are held at this terminal, as its settings say.
#pragma once

#include "kiosk/programs/session_card_desk.h"
#include "kiosk/settings/settings.h"

namespace kiosk::programs {

[[nodiscard]] CardWay open_card_way(const Settings& settings);

}  // namespace kiosk::programs
