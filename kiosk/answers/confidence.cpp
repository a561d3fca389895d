#include "kiosk/answers/confidence.h"

#include <algorithm>
#include <cmath>

namespace kiosk::answers {

double confidence_of(const Query& query, const std::vector<Evidence>& found) {
    if (found.empty() || query.concepts.empty()) return 0;
    const Evidence& best = found.front();
    const double margin = found.size() > 1 ? best.score - found[1].score : best.score;
    const auto count = static_cast<double>(query.concepts.size());
    const auto unknown = static_cast<double>(std::ranges::count_if(
        query.concepts, [](const Concept& each) { return each.ways.empty(); }));
    const double sum = -5.891 + 2.354 * best.words + 1.674 * best.found + 1.929 * best.title +
                       0.761 * best.question + 0.88 * best.letters + 3.146 * margin -
                       1.083 * unknown / count + 0.552 * best.question * best.question +
                       3.11 * std::min(count, 6.0) / 6;
    return 1 / (1 + std::exp(-sum));
}

}  // namespace kiosk::answers
