#include "kiosk/answers/course.h"

#include <algorithm>
#include <cstdio>

namespace kiosk::answers {
namespace {

constexpr std::array<std::string_view, 3> mode_names = {"praesenz", "online", "hybrid"};

template <class Enum, std::size_t N>
std::optional<Enum> named(const std::array<std::string_view, N>& names, std::string_view name) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view name_of(Weekday day) {
    return weekday_names[static_cast<std::size_t>(day)];
}

std::optional<Weekday> weekday_named(std::string_view name) {
    return named<Weekday>(weekday_names, name);
}

Weekday weekday_of(Date date) {
    const std::chrono::weekday day{std::chrono::sys_days{date}};
    return static_cast<Weekday>(day.iso_encoding() - 1);
}

std::string_view name_of(CourseMode mode) {
    return mode_names[static_cast<std::size_t>(mode)];
}

std::optional<CourseMode> course_mode_named(std::string_view name) {
    return named<CourseMode>(mode_names, name);
}

std::string clock_of(int minutes) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d", minutes / 60, minutes % 60);
    return text.data();
}

std::optional<int> Course::free_seats() const {
    if (!seats || !seats_taken) return std::nullopt;
    return std::max(0, *seats - *seats_taken);
}

std::optional<LevelSpan> level_span(std::string_view level) {
    const bool halved =
        level.size() == 4 && level[2] == '.' && (level[3] == '1' || level[3] == '2');
    if (level.size() != 2 && !halved) return std::nullopt;
    if (level[0] < 'A' || level[0] > 'C' || (level[1] != '1' && level[1] != '2'))
        return std::nullopt;
    const int first = 4 * (level[0] - 'A') + 2 * (level[1] - '1');
    if (!halved) return LevelSpan{first, first + 1};
    return LevelSpan{first + (level[3] - '1'), first + (level[3] - '1')};
}

}  // namespace kiosk::answers
