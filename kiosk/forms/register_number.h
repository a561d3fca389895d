// The number of a register entry: type, number and year (PStV Anlage 1, fields 0011 to 0013).
#pragma once

#include "kiosk/forms/service.h"

#include <optional>
#include <string>
#include <string_view>

namespace kiosk::forms {

struct RegisterNumber {
    std::optional<char> type;  // G, E, L, S; absent: the citizen has not written it
    std::string number;        // "334", or "334-1" for an entry that was registered again
    int year = 0;
};

// "G 334/1987", "334/1987", "334-1/1987"; small letters and spaces are forgiven. nullopt otherwise.
[[nodiscard]] std::optional<RegisterNumber> parse_register_number(std::string_view text);
[[nodiscard]] std::string to_text(const RegisterNumber& number);  // "G 334/1987"
[[nodiscard]] char type_letter(Register kind);

}  // namespace kiosk::forms
