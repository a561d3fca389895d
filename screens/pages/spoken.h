// How numbers, codes and dates are said: what an eye takes in at once, an ear needs in groups.
#pragma once

#include "screens/pages/sheet.h"

namespace screens {

// "L26 042 000017 35": each group, each character by itself.
[[nodiscard]] std::string character_by_character(std::string_view code);

// "12. August 1964" instead of "12.08.1964"; the year alone stays.
[[nodiscard]] std::string spoken_date(const Sheet& sheet, std::string_view iso);

}  // namespace screens
