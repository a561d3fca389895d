// The members of a topic's file that hold facts, and the question that each answers.
#pragma once

#include "kiosk/answers/knowledge.h"

#include <array>
#include <string_view>
#include <utility>

namespace kiosk::answers {

inline constexpr std::array<std::pair<std::string_view, Aspect>, 9> fact_members = {{
    {"documents", Aspect::documents},
    {"steps", Aspect::general},
    {"duration", Aspect::duration},
    {"online", Aspect::online},
    {"appointment", Aspect::appointment},
    {"deadline", Aspect::deadline},
    {"prerequisites", Aspect::prerequisites},
    {"validity", Aspect::validity},
    {"contact", Aspect::contact},
}};

}  // namespace kiosk::answers
