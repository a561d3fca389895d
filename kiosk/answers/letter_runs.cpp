#include "kiosk/answers/letter_runs.h"

#include <cmath>
#include <string>

namespace kiosk::answers {

// Each word with a space around it, so that beginnings and ends count.
LetterRuns::Runs LetterRuns::runs_of(std::string_view text) {
    Runs runs;
    const std::string padded = " " + std::string(text) + " ";
    for (std::size_t i = 0; i + 3 <= padded.size(); ++i) {
        std::uint64_t run = 0;
        for (std::size_t j = i; j < i + 3; ++j)
            run = run << 8U | static_cast<unsigned char>(padded[j]);
        runs[run] += 1;
    }
    return runs;
}

void LetterRuns::add(std::string_view text) {
    texts_.push_back(runs_of(text));
}

void LetterRuns::finish() {
    std::unordered_map<std::uint64_t, int> texts_with;
    for (const Runs& runs : texts_)
        for (const auto& [run, count] : runs) ++texts_with[run];
    const auto total = static_cast<double>(texts_.size());
    for (const auto& [run, count] : texts_with)
        rareness_[run] = static_cast<float>(std::log(1 + total / count));
    lengths_.resize(texts_.size());
    for (std::uint32_t text = 0; text < texts_.size(); ++text) {
        float sum = 0;
        for (const auto& [run, count] : texts_[text]) {
            const float weight = std::sqrt(count) * rareness_[run];
            sum += weight * weight;
            postings_[run].emplace_back(text, weight);
        }
        lengths_[text] = std::sqrt(sum);
    }
    texts_.clear();
    texts_.shrink_to_fit();
}

std::vector<double> LetterRuns::likeness(std::string_view text) const {
    std::vector<double> sums(lengths_.size());
    double own = 0;
    for (const auto& [run, count] : runs_of(text)) {
        const auto rare = rareness_.find(run);
        const float weight = std::sqrt(count) * (rare == rareness_.end() ? 6.0F : rare->second);
        own += static_cast<double>(weight) * weight;
        const auto found = postings_.find(run);
        if (found == postings_.end()) continue;
        for (const auto& [each, theirs] : found->second)
            sums[each] += static_cast<double>(weight) * theirs;
    }
    for (std::size_t i = 0; i < sums.size(); ++i)
        if (sums[i] > 0) sums[i] /= std::sqrt(own) * lengths_[i];
    return sums;
}

}  // namespace kiosk::answers
