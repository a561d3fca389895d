// The words by which citizens ask for courses, from three files that staff edit: subjects.json
// (what is taught), words.json (levels, times, prices, what is wanted) and frame.json (places, and
// what makes a question one about courses or not).
#pragma once

#include "kiosk/answers/course_phrases.h"
#include "kiosk/base/result.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::answers {

// The lists; what a phrase of each is labelled with stands behind it.
enum class CourseList {
    subject,     // its name
    level,       // "A1" to "C2"
    weekday,     // "mo", or several: "sa so"
    daypart,     // "vormittag", "nachmittag", "abend"
    audience,    // "senioren", "kinder", …
    accessible,  // ""
    mode,        // "online", "praesenz", "hybrid"
    negation,    // the language
    time_from,
    time_to,
    date,   // "today", "next_week", "autumn", …
    month,  // "1" to "12"
    price,  // "max", "cheap", "free", "currency"
    intent,
    course,     // "school", "course", "learn": what makes a question one about courses
    elsewhere,  // "never": no course at all; "other": the business of another office
    place,      // its name
};
inline constexpr std::size_t course_lists = static_cast<std::size_t>(CourseList::place) + 1;

class CourseWords {
  public:
    // invalid_configuration with file, pointer and reason.
    [[nodiscard]] static Result<CourseWords> load(const std::string& directory);

    [[nodiscard]] const CoursePhrases& list(CourseList which) const {
        return lists_[static_cast<std::size_t>(which)];
    }
    // "language", "health", …; empty when there is no such subject.
    [[nodiscard]] std::string_view category_of(std::string_view subject) const;

    // For the loader: adds a phrase to a list, and a subject's category.
    void add(CourseList which, std::string_view phrase, std::string_view label);
    void add_subject(std::string name, std::string category);

  private:
    CourseWords();

    struct Subject {
        std::string name;
        std::string category;
    };
    std::vector<CoursePhrases> lists_;
    std::vector<Subject> subjects_;  // by name
};

// The files of a course folder that hold words and no courses.
[[nodiscard]] bool is_course_words_file(const std::string& file);

}  // namespace kiosk::answers
