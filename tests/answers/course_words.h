// The shipped words of course questions.
#pragma once

#include "kiosk/answers/course_words.h"

#include <stdexcept>

namespace kiosk::answers {

inline const CourseWords& shipped_course_words() {
    static const CourseWords words = [] {
        auto loaded = CourseWords::load(HOUSE "/assets/knowledge/courses");
        if (!loaded) throw std::runtime_error(loaded.error().detail);
        return std::move(*loaded);
    }();
    return words;
}

}  // namespace kiosk::answers
