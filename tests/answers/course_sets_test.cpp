// The slots of questions about courses, on the set of development and on the one held back.
#include "kiosk/answers/course_slots.h"
#include "tests/answers/course_words.h"

#include <fstream>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace kiosk::answers {
namespace {

using nlohmann::json;

std::vector<json> set_named(const std::string& name) {
    std::vector<json> questions;
    std::ifstream in(HOUSE "/tests/answers/sets/" + name + ".jsonl");
    for (std::string line; std::getline(in, line);) questions.push_back(json::parse(line));
    return questions;
}

// "name=value", one for each value of a list; nothing for a question that is about no course.
std::set<std::string> values_of(const json& slots) {
    std::set<std::string> values;
    if (slots.is_null()) return values;
    for (const auto& [name, value] : slots.items()) {
        if (!value.is_array()) values.insert(name + "=" + value.dump());
        if (value.is_array())
            for (const json& each : value) values.insert(name + "=" + each.dump());
    }
    return values;
}

json slots_read(const json& question) {
    const auto today = parse_date(question["at"].get<std::string>().substr(0, 10));
    const CourseQuestion read = read_course_question(question["q"].get<std::string>(),
                                                     today.value(), shipped_course_words());
    return is_course_question(read) ? to_json(read.slots) : json();
}

struct Figures {
    double f1 = 0;         // over all values of all slots
    double all_right = 0;  // share of questions with every slot right
};

Figures figures_of(const std::string& name, bool show) {
    double right = 0;
    double wanted_count = 0;
    double read_count = 0;
    double all_right = 0;
    const std::vector<json> questions = set_named(name);
    for (const json& question : questions) {
        const auto wanted = values_of(question["slots"]);
        const auto read = values_of(slots_read(question));
        wanted_count += static_cast<double>(wanted.size());
        read_count += static_cast<double>(read.size());
        for (const std::string& value : read) right += wanted.contains(value) ? 1 : 0;
        all_right += wanted == read ? 1 : 0;
        if (show && wanted != read)
            std::cout << question["q"] << "\n  wanted " << question["slots"] << "\n  read   "
                      << slots_read(question) << "\n";
    }
    const Figures figures{2 * right / (wanted_count + read_count),
                          all_right / static_cast<double>(questions.size())};
    std::cout << name << ": slot F1 " << figures.f1 << ", all slots right " << figures.all_right
              << "\n";
    return figures;
}

TEST(CourseSets, SlotsAreReadInTheSetOfDevelopment) {
    const Figures figures = figures_of("courses_dev", true);
    EXPECT_GE(figures.f1, 0.98);
    EXPECT_GE(figures.all_right, 0.96);
}

// Nothing was fitted to these, so that they are not shown either.
TEST(CourseSets, SlotsAreReadInTheSetHeldBack) {
    const Figures figures = figures_of("courses_test", false);
    EXPECT_GE(figures.f1, 0.94);
    EXPECT_GE(figures.all_right, 0.85);
}

}  // namespace
}  // namespace kiosk::answers
