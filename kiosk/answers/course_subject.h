// The subject of a question about courses, also typed badly or as a part of a compound
// ("Spansichkurs").
#pragma once

#include "kiosk/answers/course_words.h"

namespace kiosk::answers {

struct CourseSubject {
    std::string name;  // as subjects.json has it; empty: none
    std::size_t first = 0;
    std::size_t count = 0;
    bool in_compound = false;  // "Yogakurs"
    bool guessed = false;      // through a typing error
    bool inflected = false;    // by its stem only: "spanischer"
};

[[nodiscard]] CourseSubject find_subject(const CourseText& text, const CourseWords& words);

// The folded word without "kurs", "kurse", "unterricht" … at its end; empty when it has none.
[[nodiscard]] std::string before_course_ending(std::string_view folded_word);

// All subjects that a course's own words name, each once: of "Yin Yoga" also Yoga, of an
// examination in German also German; but no language that something else is taught in ("Yoga auf
// Englisch").
[[nodiscard]] std::vector<std::string> subjects_in(const CourseText& text,
                                                   const CourseWords& words);

}  // namespace kiosk::answers
