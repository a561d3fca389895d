// Days and spans of days in a question about courses: "nächste Woche", "ab dem 3. Februar",
// "Mitte Januar bis Ende März".
#pragma once

#include "kiosk/answers/course_words.h"
#include "kiosk/base/date.h"

#include <optional>

namespace kiosk::answers {

struct CourseDates {
    std::optional<Date> from;
    std::optional<Date> to;
};

// Marks the words it has understood as used. A month or a day without a year is the next one.
[[nodiscard]] CourseDates read_dates(CourseText& text, Date today, const CourseWords& words);

// Whether a word of one of these lists, up to two filler words away, stands before `at`.
enum class Bound { none, from, to };
struct BoundBefore {
    Bound bound = Bound::none;
    bool excluding = false;  // "nach", "vor": the moment named does not count
    std::size_t first = 0;   // where the bounding words begin
};
[[nodiscard]] BoundBefore bound_before(const CourseText& text, std::size_t at,
                                       const CourseWords& words);

}  // namespace kiosk::answers
