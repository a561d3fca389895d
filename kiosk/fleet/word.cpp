#include "kiosk/fleet/word.h"

#include <algorithm>

namespace kiosk::fleet {

bool is_word(std::string_view text) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '_' || c == '-';
    };
    return text.size() <= 64 && std::all_of(text.begin(), text.end(), fits);
}

}  // namespace kiosk::fleet
