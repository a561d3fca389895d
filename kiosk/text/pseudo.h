// Languages that nobody speaks: they show where a layout cuts long words or is not mirrored.
// What stands between isolates (placeholders) is kept as it is.
#pragma once

#include <string>
#include <string_view>

namespace kiosk::text {

[[nodiscard]] std::string lengthened(std::string_view text);  // +40 % and accents: "[Ĝébüřţ~~~]"
[[nodiscard]] std::string mirrored(std::string_view text);    // letters of Hebrew, right to left

}  // namespace kiosk::text
