#include "tests/bench/answers/made_knowledge.h"

#include <array>

namespace kiosk::answers {
namespace {

struct Kind {
    const char* subject;
    bool has_levels;
};
constexpr std::array<Kind, 10> kinds = {{{"Spanisch", true},
                                         {"Englisch", true},
                                         {"Deutsch als Fremdsprache", true},
                                         {"Italienisch", true},
                                         {"Französisch", true},
                                         {"Yoga", false},
                                         {"Nähen", false},
                                         {"Töpfern", false},
                                         {"Aquarell", false},
                                         {"Kochen", false}}};
constexpr std::array<const char*, 6> levels = {"A1", "A1.2", "A2", "A2.1", "B1", "B2"};
constexpr std::array<const char*, 4> endings = {"für Anfänger", "für Fortgeschrittene",
                                                "am Wochenende", "kompakt: kleine Gruppe"};
constexpr const char* description =
    "Sie üben von Anfang an frei zu sprechen und lernen Land und Leute kennen. Bitte bringen Sie "
    "Schreibzeug und gute Laune mit. Das Lehrbuch ist im Entgelt nicht enthalten, es wird am "
    "ersten Abend besprochen. Ermäßigung gibt es gegen Nachweis.";

Course made_up(int i) {
    const Kind& kind = kinds.at(static_cast<std::size_t>(i) % kinds.size());
    const auto one_of = [i](const auto& list) { return list.at(i / 10 % list.size()); };
    Course course;
    course.number = "T" + std::to_string(10'000 + i);
    course.subject = kind.subject;
    course.title = course.subject + " " + one_of(endings);
    if (kind.has_levels) course.level_from = course.level_to = one_of(levels);
    const Date first{std::chrono::year{2026}, std::chrono::December, std::chrono::day{1}};
    const auto start = std::chrono::sys_days(first) + std::chrono::days(i % 200);
    course.start = Date(start);
    course.end = Date(start + std::chrono::days(70));
    const int hour = 8 + i % 12;
    course.sessions.push_back({weekday_of(*course.start), hour * 60, hour * 60 + 90});
    course.session_count = 11;
    course.place.name = "Haus " + std::to_string(i % 40);
    course.place.street = "Lange Straße " + std::to_string(i % 40);
    course.price = 5'000 + i;
    course.seats = 12;
    course.seats_taken = i % 13;
    course.as_of = std::chrono::sys_days(first);
    course.keywords = {course.subject, "Kurs", "Bildung"};
    course.description = description;
    return course;
}

}  // namespace

std::vector<Topic> multiplied(const std::vector<Topic>& own, std::size_t count) {
    std::vector<Topic> topics;
    for (std::size_t i = 0; i < count; ++i) {
        Topic& topic = topics.emplace_back(own[i % own.size()]);
        if (i < own.size()) continue;
        const std::string copy = "-" + std::to_string(i / own.size() + 1);
        topic.id += copy;
        if (!topic.base_of.empty()) topic.base_of += copy;
    }
    return topics;
}

std::vector<Course> made_up_courses(std::size_t count) {
    std::vector<Course> courses;
    for (std::size_t i = 0; i < count; ++i) courses.push_back(made_up(static_cast<int>(i)));
    return courses;
}

}  // namespace kiosk::answers
