// Times of day and prices in a question about courses: "ab 18 Uhr", "zwischen 9 und 12",
// "höchstens 49,90 €".
#pragma once

#include "kiosk/answers/course_words.h"
#include "kiosk/base/money.h"

#include <optional>

namespace kiosk::answers {

struct CourseHours {
    std::optional<int> from;  // minutes of the day
    std::optional<int> to;
};

// `afternoon`: whether the question names the afternoon or evening, so that "um 6" means 18:00, or
// the morning; absent: neither. Marks what it has understood as used.
[[nodiscard]] CourseHours read_hours(CourseText& text, std::optional<bool> afternoon,
                                     const CourseWords& words);

// The highest price; 0 for "free of charge". A lowest price ("ab 50 Euro") is no slot.
[[nodiscard]] std::optional<Cents> read_price(CourseText& text, const CourseWords& words);

// Whether a number before this folded word counts neither hours nor money ("50 Teilnehmer").
[[nodiscard]] bool counts_something_else(std::string_view word);

}  // namespace kiosk::answers
