// What terminals and cities are called between terminal and control room: "leipzig-042", "leipzig".
#pragma once

#include <string_view>

namespace kiosk::fleet {

// [a-z0-9]+(-[a-z0-9]+)*, at most 40 characters.
[[nodiscard]] bool is_terminal_name(std::string_view text);

}  // namespace kiosk::fleet
