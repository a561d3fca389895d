// What a question about courses wants to know, and how sure it is that it is about courses.
#pragma once

#include "kiosk/answers/course_slots.h"
#include "kiosk/answers/course_subject.h"

namespace kiosk::answers {

struct WantedOfCourse {
    CourseIntent intent = CourseIntent::find;
    bool free_seats = false;  // it asks for free seats, whatever else it wants
};

// `slots` holds what was read so far: "ab Januar" is no question for the start date.
[[nodiscard]] WantedOfCourse read_intent(const CourseText& text, const CourseSlots& slots,
                                         const CourseWords& words);

// From 2 on it is a question about courses. `seats`: free seats were asked for.
[[nodiscard]] double course_evidence(const CourseText& text, const CourseSlots& slots,
                                     const CourseSubject& subject, const CourseWords& words);

}  // namespace kiosk::answers
