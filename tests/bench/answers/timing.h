// How long questions take.
#pragma once

#include "kiosk/answers/answerer.h"
#include "kiosk/answers/opening_hours.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace kiosk::answers {

// The moment every question is asked at.
inline constexpr LocalTime a_morning{
    Date{std::chrono::year{2026}, std::chrono::November, std::chrono::day{24}}, 10 * 60};

inline double ms_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

[[nodiscard]] inline double took(const Answerer& answerer, const std::string& question) {
    const auto start = std::chrono::steady_clock::now();
    const Reply reply = answerer.ask(question, a_morning);
    return ms_since(start);
}

// `share` of the values are at most this; 0 of none.
inline double percentile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    const auto last = static_cast<double>(values.size() - 1);
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * last);
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

}  // namespace kiosk::answers
