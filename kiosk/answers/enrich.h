// Gives the topics of an imported catalogue the words of our own, where both speak of the same
// service: everyday names, example questions, other languages. Facts are never taken over.
#pragma once

#include "kiosk/answers/knowledge.h"

#include <cstddef>
#include <vector>

namespace kiosk::answers {

// How many topics were given words.
std::size_t enrich(std::vector<Topic>& imported, const Knowledge& own);

}  // namespace kiosk::answers
