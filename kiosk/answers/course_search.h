// The courses that fit what a citizen wishes: each wish is granted exactly or the course does not
// fit. What the source does not say about a course grants no wish.
#pragma once

#include "kiosk/answers/course_slots.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace kiosk::answers {

// What can be given up to find more. The subject is none of them: without it any course would do.
enum class CourseWish {
    weekday,
    time,
    date,
    level,
    place,
    price,
    free_seats,
    mode,
    audience,
    accessible,
};
[[nodiscard]] std::string_view name_of(CourseWish wish);
// The same wishes but this one.
[[nodiscard]] CourseSlots without(CourseSlots slots, CourseWish wish);

struct FoundCourses {
    // Those to come by their first day, then those that have begun; of one day the ones with free
    // seats before the full, then by number.
    std::vector<const Course*> courses;
    // Where none fit: how many do when one wish is given up, for each that helps.
    std::vector<std::pair<CourseWish, std::size_t>> given_up;
};

class CourseSearch {
  public:
    CourseSearch(std::vector<Course> courses, CourseWords words);
    // The word lists and courses of a folder.
    [[nodiscard]] static Result<CourseSearch> load(const std::string& directory);

    // A course number goes before all other wishes. Courses that are over are never found.
    [[nodiscard]] FoundCourses find(const CourseSlots& slots, Date today) const;

    [[nodiscard]] const CourseWords& words() const { return words_; }
    [[nodiscard]] bool empty() const { return entries_.empty(); }
    // When the newest part of the programme was read.
    [[nodiscard]] Instant as_of() const;
    [[nodiscard]] bool knows_number(std::string_view number) const;

  private:
    // What a course says in the terms of the slots.
    struct Entry {
        Course course;
        std::vector<std::string> subjects;
        std::vector<std::string> audiences;
        std::optional<LevelSpan> level;
        std::string place;   // its words, a blank before and behind each
        std::string number;  // plain
        bool placement = false;
        bool exam = false;
    };

    // What many courses share is worked out once.
    struct Repeated {
        std::map<std::string, std::string> subjects;  // by keyword
        std::map<std::string, std::string> places;    // words, by place
    };

    [[nodiscard]] std::string subject_of(const std::string& keyword) const;
    [[nodiscard]] std::string where(const std::string& place) const;
    [[nodiscard]] Entry entry_of(Course course, Repeated& repeated) const;
    // `place`: the words of the place that is wished for.
    [[nodiscard]] static bool fits(const Entry& entry, const CourseSlots& slots,
                                   const std::string& place);
    [[nodiscard]] std::vector<const Course*> fitting(const CourseSlots& slots, Date today) const;

    CourseWords words_;
    std::vector<Entry> entries_;
};

}  // namespace kiosk::answers
