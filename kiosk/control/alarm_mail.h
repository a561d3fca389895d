// What staff read about alarms, in the city's language.
#pragma once

#include "kiosk/control/alarms.h"
#include "kiosk/text/catalogue.h"

#include <string>

namespace kiosk::control {

// One subject and one text for all notices; new ones first, then those that go on, then those that
// are over.
[[nodiscard]] Mail mail_about(const std::vector<Notice>& notices, const text::Catalogue& texts,
                              const std::string& language);

}  // namespace kiosk::control
