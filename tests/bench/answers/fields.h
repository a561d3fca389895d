// A topic as the fields that every engine searches, in the order of their weight with us.
#pragma once

#include "kiosk/answers/knowledge.h"

#include <array>
#include <string>
#include <string_view>

namespace kiosk::answers {

inline constexpr std::array<std::string_view, 6> field_names = {"title",     "synonyms", "keywords",
                                                                "questions", "summary",  "body"};
// As index.cpp weighs them.
inline constexpr std::array<double, 6> field_weights = {4, 3, 2, 1.5, 1, 0.8};

using Fields = std::array<std::string, field_names.size()>;
// All languages of a field, one text a line.
[[nodiscard]] Fields fields_of(const Topic& topic);

}  // namespace kiosk::answers
