// The languages in which this terminal's own short texts about a topic are written and reviewed.
#pragma once

#include <array>
#include <string_view>

namespace kiosk::answers {

inline constexpr std::array<std::string_view, 9> reviewed_languages = {
    "de", "de-x-easy", "en", "uk", "ru", "tr", "ar", "vi", "pl"};

}  // namespace kiosk::answers
