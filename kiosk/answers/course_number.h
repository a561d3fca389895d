// The number of a course as citizens copy it from the programme: "26H-4031", "A1204", "Kurs 40311".
#pragma once

#include "kiosk/answers/course_text.h"

namespace kiosk::answers {

// As it was typed; empty for none. Marks its words as used.
[[nodiscard]] std::string read_course_number(CourseText& text);

// Numbers are compared without case and signs: "26h4031" is "26H-4031".
[[nodiscard]] std::string plain_course_number(std::string_view number);

}  // namespace kiosk::answers
