// How long an office keeps a register (PStG § 5 (5)); afterwards the archive is responsible
// (§§ 55 (3), 61 (2)) and no certificate is issued.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/forms/service.h"

namespace kiosk::forms {

enum class Keeper {
    office,   // the period runs
    either,   // near the end, or the date is not exact enough: the citizen is told, the office
              // decides
    archive,  // the period has certainly run out
};

[[nodiscard]] int period_years(Register kind);  // birth 110, marriage and partnership 80, death 30

// An entry is made some days after the event, and volumes move to the archive whole; so within a
// year after the period nobody is refused.
[[nodiscard]] Keeper keeper_of(Register kind, const PartialDate& event, Date today);

}  // namespace kiosk::forms
