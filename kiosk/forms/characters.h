// Which characters may stand where: names as DIN 91379 allows them, and plain printable text.
#pragma once

#include <cstddef>
#include <string_view>

namespace kiosk::forms {

// Letters and marks of DIN 91379 data type A, and at least one letter. Whoever is called ẞ, Ł, ğ or
// M̂ is called that.
[[nodiscard]] bool fits_names(std::string_view utf8);

// Well-formed UTF-8 without controls, line breaks, unassigned or private characters and without
// characters that turn the writing direction.
[[nodiscard]] bool is_printable(std::string_view utf8);

// Characters as people count them when they type: code points.
[[nodiscard]] std::size_t length_of(std::string_view utf8);

}  // namespace kiosk::forms
