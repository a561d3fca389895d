// A tariff is data (config/tariffs/*.json): what each product costs, from when to when, by which
// law.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/base/money.h"
#include "kiosk/base/result.h"

#include <optional>
#include <string>
#include <vector>

namespace kiosk::tariffs {

struct Rate {
    Cents first_cents = 0;    // first copy of a group
    Cents further_cents = 0;  // each further copy ordered together
};

struct Tariff {
    std::string id;
    std::string name;
    std::string source;
    Date valid_from{};
    Date valid_to{};  // last day
    Rate certificate;
    std::optional<Rate> eu_form;  // absent: not offered under this tariff
    Cents search_unit_cents = 0;
    int search_unit_minutes = 30;
    std::optional<Cents> search_cap_cents;
    Cents cod_postage_minimum_cents = 0;
};

// Reads all files of a directory. Malformed files, gaps and overlaps of validity are refused:
// invalid_configuration with file, pointer and reason (R12).
[[nodiscard]] Result<std::vector<Tariff>> load_tariffs(const std::string& directory);

}  // namespace kiosk::tariffs
