// Days and sums stand as the German office writes them, in every language.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/base/money.h"

#include <string>

namespace kiosk::answers {

[[nodiscard]] std::string euros(Cents cents);       // "84,70 €"
[[nodiscard]] std::string day(Date date);           // "24.11.2026"
[[nodiscard]] std::string moment(Instant instant);  // "24.11.2026, 10:00", of German legal time

}  // namespace kiosk::answers
