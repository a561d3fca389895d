// Where on the internet an answer goes on.
#pragma once

#include "kiosk/answers/told.h"

#include <string>

namespace kiosk::answers {

// The service's own page, or else the source's; empty where there is neither.
[[nodiscard]] std::string address_of(const Told& told);

}  // namespace kiosk::answers
