#include "kiosk/fleet/terminal_name.h"

#include <algorithm>

namespace kiosk::fleet {

bool is_terminal_name(std::string_view text) {
    constexpr std::size_t longest = 40;
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    };
    return !text.empty() && text.size() <= longest && std::all_of(text.begin(), text.end(), fits) &&
           text.front() != '-' && text.back() != '-' && text.find("--") == std::string_view::npos;
}

}  // namespace kiosk::fleet
