// The rules that certificates add to the checks of single fields: entitlement, age, register
// periods, competence, purposes free of charge, delivery.
#pragma once

#include "kiosk/forms/form.h"

#include <vector>

namespace kiosk::forms {

// Problems of the fields on this page that depend on other answers too. `draft` holds canonical
// answers.
[[nodiscard]] std::vector<Problem> certificate_problems(const Stop& stop, const Draft& draft,
                                                        Date today);

}  // namespace kiosk::forms
