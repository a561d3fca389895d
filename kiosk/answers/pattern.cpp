#include "kiosk/answers/pattern.h"

#include "kiosk/answers/vocabulary.h"
#include "kiosk/answers/words.h"

namespace kiosk::answers {
namespace {

constexpr std::size_t longest_gap = 4;
constexpr std::string_view gap = "…";

bool fits(const std::string& pattern, bool open, const std::string& word, bool forgiving) {
    constexpr std::size_t long_word = 7;
    constexpr double one_slip = 1;
    if (open ? word.starts_with(pattern) : word == pattern) return true;
    if (!forgiving || pattern.size() < long_word || word[0] != pattern[0]) return false;
    const std::string_view begin = open ? std::string_view(word).substr(0, pattern.size()) : word;
    return slips_between(begin, pattern, one_slip + 0.05) <= one_slip;
}

}  // namespace

Pattern::Pattern(std::string_view phrase) {
    bool after_gap = false;
    std::string piece;
    for (const char c : std::string(phrase) + " ") {
        if (c != ' ') {
            piece += c;
            continue;
        }
        if (piece == gap) after_gap = true;
        const bool open = piece.ends_with('*');
        const std::vector<std::string> words = words_of(folded(piece));
        for (std::size_t i = 0; i < words.size(); ++i) {
            pieces_.push_back({words[i], open && i + 1 == words.size(), after_gap});
            after_gap = false;
        }
        piece.clear();
    }
}

bool Pattern::matches_from(const std::vector<std::string>& words, std::size_t at, std::size_t piece,
                           bool forgiving) const {
    if (piece == pieces_.size()) return true;
    const Piece& wanted = pieces_[piece];
    const std::size_t reach = wanted.after_gap && piece > 0 ? longest_gap : 0;
    for (std::size_t i = at; i <= at + reach && i < words.size(); ++i)
        if (fits(wanted.word, wanted.open, words[i], forgiving) &&
            matches_from(words, i + 1, piece + 1, forgiving))
            return true;
    return false;
}

bool Pattern::in(const std::vector<std::string>& words, bool forgiving) const {
    if (pieces_.empty()) return false;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (matches_from(words, i, 0, forgiving)) return true;
    return false;
}

}  // namespace kiosk::answers
