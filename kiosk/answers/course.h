// A course of the adult education centre as the terminal keeps it, whatever system it came from.
// What the source does not say is absent; how many seats are free is only as fresh as the import.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/base/money.h"
#include "kiosk/base/result.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace kiosk::answers {

enum class Weekday { mo, di, mi, don, fr, sa, so };
inline constexpr std::array<std::string_view, 7> weekday_names = {"mo", "di", "mi", "do",
                                                                  "fr", "sa", "so"};
[[nodiscard]] std::string_view name_of(Weekday day);
[[nodiscard]] std::optional<Weekday> weekday_named(std::string_view name);
[[nodiscard]] Weekday weekday_of(Date date);

enum class CourseMode { praesenz, online, hybrid };
[[nodiscard]] std::string_view name_of(CourseMode mode);
[[nodiscard]] std::optional<CourseMode> course_mode_named(std::string_view name);

// One weekday and time at which a course meets. Minutes of the day; `to` of midnight is 1440.
struct CourseSession {
    Weekday weekday = Weekday::mo;
    int from = 0;
    int to = 0;
    friend auto operator<=>(const CourseSession&, const CourseSession&) = default;
};

[[nodiscard]] std::string clock_of(int minutes);  // "18:30"

struct CoursePlace {
    std::string name;
    std::string street;
    std::string postal_code;
    std::string district;
    std::optional<bool> accessible;
};

struct Course {
    std::string number;
    std::string title;
    std::string subtitle;
    std::string subject;
    std::string category;    // of the DVV's course statistics, such as "4.22"
    std::string level_from;  // "A1", "A1.2" … of the CEFR; empty: none
    std::string level_to;
    std::optional<Date> start;
    std::optional<Date> end;
    std::vector<CourseSession> sessions;  // each weekday and time once
    std::optional<int> session_count;
    CoursePlace place;
    CourseMode mode = CourseMode::praesenz;
    std::optional<Cents> price;
    std::optional<Cents> reduced_price;
    std::optional<int> seats;
    std::optional<int> seats_taken;
    std::optional<bool> waiting_list;  // one is kept when all seats are taken
    Instant as_of{};                   // when the source was read
    std::string link;
    std::string teacher;
    std::vector<std::string> audience;  // in the source's own words
    std::vector<std::string> keywords;
    std::string description;

    // Never negative; absent where the source does not say.
    [[nodiscard]] std::optional<int> free_seats() const;
    [[nodiscard]] bool full() const { return free_seats() == 0; }
};

// Half steps of the CEFR: "A1.1" is 0, "C2.2" is 11; "A1" spans both of its halves.
struct LevelSpan {
    int from = 0;
    int to = 11;
};
[[nodiscard]] std::optional<LevelSpan> level_span(std::string_view level);

inline constexpr std::size_t most_courses = 20000;

// The courses of all *.json of a directory that are not word lists; invalid_configuration with
// file, pointer and reason, also for numbers given twice and for more than 20,000 courses.
[[nodiscard]] Result<std::vector<Course>> load_courses(const std::string& directory);
[[nodiscard]] nlohmann::json to_json(const Course& course);  // as load_courses reads it

}  // namespace kiosk::answers
