// An answer in words: lines that stand as they are on screen, on paper and in JSON.
#pragma once

#include "kiosk/answers/knowledge.h"

#include <optional>
#include <string>
#include <vector>

namespace kiosk::answers {

struct Line {
    std::optional<Aspect> about = {};  // none: the summary, or a sentence about the answer itself
    std::string label = {};            // "Kosten"; empty: a sentence of its own
    std::string text = {};
    std::string url = {};  // of an online service
    // Of a fact; what the summary rests on stands with the answer.
    std::optional<Source> source = {};
    Date as_of{};
};

struct Told {
    std::vector<Line> lines;  // the asked aspect first
    Source source;            // of the first fact, or of the topic
    Date as_of{};

    [[nodiscard]] std::string text() const;  // the lines, one below the other
};

}  // namespace kiosk::answers
