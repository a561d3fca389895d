// The sets of questions with the topic that each is about (tests/answers/sets).
#pragma once

#include <string>
#include <vector>

namespace kiosk::answers {

struct Question {
    std::string text;
    std::string language;
    std::string topic;  // empty: none answers it
};

[[nodiscard]] std::vector<Question> questions_of(const std::string& set);

}  // namespace kiosk::answers
