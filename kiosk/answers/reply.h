// What comes back on a question.
#pragma once

#include "kiosk/answers/course_slots.h"
#include "kiosk/answers/rules.h"
#include "kiosk/answers/told.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::answers {

enum class Decision {
    answer,     // one topic, told
    choose,     // two or three, for the citizen to say which
    refer,      // not known here: the 115
    emergency,  // help first, whatever else was asked
    courses,    // of the adult education centre: told from its programme
};
[[nodiscard]] std::string_view name_of(Decision decision);

struct Candidate {
    std::string id;
    std::string title;  // in the question's language where the topic has one
    double score = 0;
};

struct Reply {
    std::string language;
    Decision decision = Decision::refer;
    double confidence = 0;                   // that the first candidate is meant, 0 to 1
    std::vector<Candidate> candidates = {};  // best first, at most ten, under each decision
    Aspect aspect = Aspect::general;
    std::optional<Told> told = {};          // with Decision::answer and Decision::courses
    std::optional<CourseSlots> slots = {};  // of a question about courses
    std::vector<std::string> courses = {};  // numbers of all that were found, those told first
    std::optional<Emergency> emergency = {};
    std::string say = {};  // what to read where nothing is told
    bool masked = false;   // the question held something personal
};

}  // namespace kiosk::answers
