// From citizens' words to the office's: everyday words, and the glossaries of other languages.
#pragma once

#include "kiosk/answers/knowledge.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kiosk::answers {

// What a run of words means.
struct Meaning {
    std::size_t first = 0;  // index of the first word, and how many words it covers
    std::size_t count = 1;
    std::vector<std::string> stems;  // German, folded; they belong together
    double weight = 1;
};

// Finds entries by their first word, or by its first letters where an entry ends in "*".
class Lexicon {
  public:
    void add(const LexiconEntry& entry, std::string_view language);
    // Every entry that stands in these folded words.
    [[nodiscard]] std::vector<Meaning> meanings(const std::vector<std::string>& words,
                                                std::string_view language) const;

  private:
    struct Pattern {
        std::vector<std::string> words;  // stems, or beginnings that end in "*"
        std::vector<std::string> meant;
        double weight = 1;
    };
    // By language, then by the first two letters of the first word.
    std::map<std::string, std::unordered_map<std::string, std::vector<Pattern>>, std::less<>>
        patterns_;
};

// The stems of a German text's words that say something.
[[nodiscard]] std::vector<std::string> german_stems(std::string_view text);

}  // namespace kiosk::answers
