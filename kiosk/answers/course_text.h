// A question about courses as a row of words: each as it was typed, folded and stemmed, with what
// stands between it and the one before ("18:00" and "A1.2" are two words with a sign between).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::answers {

struct CourseWord {
    std::string typed;
    std::string text;   // folded; "*innen" joined, an Arabic word without its article
    std::string stem;   // German; the folded word itself where it holds other letters
    std::string gap;    // what stands between the word before and this one
    bool used = false;  // a part of what has been understood already
    bool denied = false;

    [[nodiscard]] bool follows_at_once() const { return gap.empty(); }
    [[nodiscard]] bool capital() const;  // begins with a Latin capital letter
};

using CourseText = std::vector<CourseWord>;

// At most 400 words of the first 4,000 bytes; any bytes are taken. Numbers part from a unit that is
// typed against them ("18Uhr", "50€").
[[nodiscard]] CourseText course_text(std::string_view question);

// The value of digits, or of a German or English number word up to a hundred.
[[nodiscard]] std::optional<int> number_of(const CourseWord& word);

template <std::size_t N>
[[nodiscard]] bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

}  // namespace kiosk::answers
