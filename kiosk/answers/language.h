// Which language a question is in. Short ones decide by letters and small words; CLD2 is asked only
// where these say nothing.
#pragma once

#include <string>
#include <string_view>

namespace kiosk::answers {

// "de", "en", "uk", "ru", "tr", "ar", "vi" or "pl". `otherwise`: of Latin letters without any sign.
[[nodiscard]] std::string language_of(std::string_view question, std::string_view otherwise = "de");

}  // namespace kiosk::answers
