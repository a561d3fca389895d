// A large town's knowledge, made up from ours.
#pragma once

#include "kiosk/answers/course.h"
#include "kiosk/answers/knowledge.h"

#include <vector>

namespace kiosk::answers {

// `own` again and again, each time under other ids.
[[nodiscard]] std::vector<Topic> multiplied(const std::vector<Topic>& own, std::size_t count);
[[nodiscard]] std::vector<Course> made_up_courses(std::size_t count);

}  // namespace kiosk::answers
