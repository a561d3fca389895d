// The words of an answer about courses: filled from their fields only. How many seats are free is
// told with the moment it was true; what the programme does not say is said not to be known.
#pragma once

#include "kiosk/answers/answerer.h"
#include "kiosk/answers/mask.h"

namespace kiosk::answers {

// Reads what is left of a question when what may be personal is blotted out. Of that it takes back
// what the programme itself holds, a course's number, and a day to come, which is nobody's
// birthday.
[[nodiscard]] CourseQuestion read_masked(std::string_view question, const Masked& masked,
                                         Date today, const CourseSearch& search);

inline constexpr std::size_t most_courses_told = 5;

struct ToldCourses {
    Told told;
    std::vector<std::string> numbers;  // of all courses found, those told first
};

// `school` is whom to ask; null where the knowledge names nobody.
[[nodiscard]] ToldCourses tell_courses(const CourseSearch& search, const CourseSlots& slots,
                                       Date today, const Frames& frames, std::string_view language,
                                       const Office* school);

// The office whose name is one of the words for an adult education centre; null for none.
[[nodiscard]] const Office* school_in(const std::vector<Office>& offices, const CourseWords& words);

}  // namespace kiosk::answers
