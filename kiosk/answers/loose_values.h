// Values as other programs write them into strings: "fasle", "84,70 €", "18.00 Uhr". What cannot be
// understood is absent, never guessed.
#pragma once

#include "kiosk/answers/course.h"

#include <optional>
#include <string_view>

namespace kiosk::answers {

// Yes and no in German and English, 1 and 0, "true" and "false" also with a slip of the finger.
[[nodiscard]] std::optional<bool> loose_bool(std::string_view text);
// Up to 100,000.
[[nodiscard]] std::optional<int> loose_count(std::string_view text);
// The first sum that the text names ("1.234,50 EUR", "84.70", "50,-", "kostenlos"), up to 100,000
// euros; absent when it is negative.
[[nodiscard]] std::optional<Cents> loose_price(std::string_view text);
// Minutes of the day of "18:30", "18:30:00", "9.15 Uhr" or "18"; midnight may be 24:00.
[[nodiscard]] std::optional<int> loose_clock(std::string_view text);
// "Montag", "Mo.", "sonnabends".
[[nodiscard]] std::optional<Weekday> loose_weekday(std::string_view text);

}  // namespace kiosk::answers
