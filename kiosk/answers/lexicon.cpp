#include "kiosk/answers/lexicon.h"

#include "kiosk/answers/words.h"

#include <algorithm>

namespace kiosk::answers {
namespace {

// The first two characters: one of Cyrillic or Arabic takes two bytes.
std::string key_of(std::string_view word) {
    return std::string(
        word.substr(0, static_cast<unsigned char>(word.empty() ? 0 : word[0]) < 0x80 ? 2 : 4));
}

bool matches(std::string_view pattern, const std::string& word, std::string_view language) {
    if (!pattern.ends_with('*')) return word == pattern || stem_of(word, language) == pattern;
    return word.starts_with(pattern.substr(0, pattern.size() - 1));
}

// Whether the other words of an entry stand near its first, on either side: "Laden zumachen" is
// also "ich mache meinen Laden zu".
bool stand_near(const std::vector<std::string>& pattern, const std::vector<std::string>& words,
                std::size_t first, std::string_view language) {
    constexpr std::size_t reach = 4;
    const std::size_t from = first - std::min(first, reach);
    const std::size_t to = std::min(words.size(), first + pattern.size() + reach);
    return std::all_of(pattern.begin() + 1, pattern.end(), [&](const std::string& wanted) {
        for (std::size_t i = from; i < to; ++i)
            if (i != first && matches(wanted, words[i], language)) return true;
        return false;
    });
}

// Words of an entry: folded, a "*" kept, and stemmed where there is none.
std::vector<std::string> pattern_words(std::string_view said, std::string_view language) {
    std::vector<std::string> words;
    std::string piece;
    for (const char c : std::string(said) + " ") {
        if (c != ' ') {
            piece += c;
            continue;
        }
        const bool open = piece.ends_with('*');
        for (const std::string& word : words_of(folded(piece)))
            words.push_back(open ? word + "*" : stem_of(word, language));
        piece.clear();
    }
    return words;
}

}  // namespace

std::vector<std::string> german_stems(std::string_view text) {
    std::vector<std::string> stems;
    for (const std::string& word : words_of(folded(text)))
        if (!is_stop_word(word, "de")) stems.push_back(stem_of(word, "de"));
    return stems;
}

void Lexicon::add(const LexiconEntry& entry, std::string_view language) {
    Pattern pattern{pattern_words(entry.said, language), german_stems(entry.meant), entry.weight};
    if (pattern.words.empty() || pattern.meant.empty()) return;
    auto& by_key = patterns_[std::string(language)];
    by_key[key_of(pattern.words.front())].push_back(std::move(pattern));
}

std::vector<Meaning> Lexicon::meanings(const std::vector<std::string>& words,
                                       std::string_view language) const {
    std::vector<Meaning> found;
    const auto patterns = patterns_.find(language);
    if (patterns == patterns_.end()) return found;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto candidates = patterns->second.find(key_of(words[i]));
        if (candidates == patterns->second.end()) continue;
        for (const Pattern& pattern : candidates->second) {
            if (!matches(pattern.words.front(), words[i], language)) continue;
            if (stand_near(pattern.words, words, i, language))
                found.push_back({i, pattern.words.size(), pattern.meant, pattern.weight});
        }
    }
    return found;
}

}  // namespace kiosk::answers
