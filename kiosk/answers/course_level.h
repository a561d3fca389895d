// Levels of the Common European Framework as people write them: "A1", "B2.1", "A1/2".
#pragma once

#include "kiosk/answers/course_text.h"

namespace kiosk::answers {

struct FoundLevel {
    std::string code;  // as level_span reads it; empty: none
    std::size_t count = 0;
};
[[nodiscard]] FoundLevel level_code_at(const CourseText& text, std::size_t i);

// The lowest and the highest level that a course's title names ("Spanisch A1-A2"); empty: none.
struct LevelRange {
    std::string from;
    std::string to;
};
[[nodiscard]] LevelRange level_range_in(const CourseText& text);

}  // namespace kiosk::answers
