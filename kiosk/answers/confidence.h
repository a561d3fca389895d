// How sure the engine is that the best topic is what was meant: a logistic model of its evidence,
// fitted on the development sets (tests/answers) for all three catalogues together.
#pragma once

#include "kiosk/answers/index.h"

#include <vector>

namespace kiosk::answers {

// At least this sure: told. With at most one in twenty of the questions that no topic answers.
inline constexpr double sure_enough = 0.55;
// At least this sure: worth asking back.
inline constexpr double worth_asking = 0.2;

// 0 where nothing was found.
[[nodiscard]] double confidence_of(const Query& query, const std::vector<Evidence>& found);

}  // namespace kiosk::answers
