#include "tests/bench/answers/questions.h"

#include <fstream>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace kiosk::answers {

std::vector<Question> questions_of(const std::string& set) {
    std::vector<Question> questions;
    std::ifstream in(HOUSE "/tests/answers/sets/" + set + ".jsonl");
    for (std::string line; std::getline(in, line);) {
        const nlohmann::json entry = nlohmann::json::parse(line);
        questions.push_back({entry.at("q"), entry.value("lang", "de"), entry.value("service", "")});
    }
    if (questions.empty()) throw std::runtime_error(set + ": no questions");
    return questions;
}

}  // namespace kiosk::answers
