// What a citizen asks of the course programme: subject, level, days, prices … read from their own
// words by fixed rules. The same question on the same day always reads the same.
#pragma once

#include "kiosk/answers/course.h"
#include "kiosk/answers/course_words.h"

#include <nlohmann/json_fwd.hpp>

namespace kiosk::answers {

enum class Daypart { vormittag, nachmittag, abend };  // before 12, 12 to 17, from 17
[[nodiscard]] std::string_view name_of(Daypart part);

enum class CourseIntent {
    find,
    free_seats,
    price,
    discount,
    start_date,
    location,
    registration_period,
    cancel,
    placement,
    exam_date,
    teacher,
    group_size,
    waitlist,
    voucher,
    certificate,
};
[[nodiscard]] std::string_view name_of(CourseIntent intent);
[[nodiscard]] std::optional<CourseIntent> course_intent_named(std::string_view name);

// Empty and absent: not asked for.
struct CourseSlots {
    std::string subject;  // as subjects.json names it
    std::string level;    // "A1" … "C2", or "A1.2"
    std::vector<Weekday> weekday;
    std::vector<Weekday> weekday_not;
    std::optional<Daypart> daypart;
    std::optional<int> time_from;  // minutes of the day
    std::optional<int> time_to;
    std::optional<Cents> price_max;  // 0: free of charge
    bool free_seats = false;
    bool accessible = false;
    std::string place;
    std::optional<CourseMode> mode;
    std::string audience;
    std::optional<Date> date_from;
    std::optional<Date> date_to;
    std::string course_number;  // as it was typed
    CourseIntent intent = CourseIntent::find;

    friend bool operator==(const CourseSlots&, const CourseSlots&) = default;
};

struct CourseQuestion {
    CourseSlots slots;
    double evidence = 0;  // how much speaks for a question about courses
};

// `today` is the day on which relative dates count ("nächste Woche").
[[nodiscard]] CourseQuestion read_course_question(std::string_view question, Date today,
                                                  const CourseWords& words);
// Whether it asks for courses at all: "Kurs vom Euro" and "spanischer Führerschein" do not.
[[nodiscard]] bool is_course_question(const CourseQuestion& question);

// The members that kiosk-try ask names; absent ones are left out.
[[nodiscard]] nlohmann::json to_json(const CourseSlots& slots);

}  // namespace kiosk::answers
