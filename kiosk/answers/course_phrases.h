// Phrases of the word lists found in a question. A phrase may hold words that end in "*" (any
// ending) and gaps "…" (a few words between).
#pragma once

#include "kiosk/answers/course_text.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kiosk::answers {

struct FoundPhrase {
    std::size_t first = 0;
    std::size_t count = 0;  // words from the first to the last, gaps included
    std::string_view label;
    std::size_t order = 0;  // of the phrase in its list
    std::size_t size = 0;   // letters of the phrase
    std::size_t words = 0;  // of the phrase, gaps not counted
    bool exact = true;      // its first word stands there as it is, not by its stem only
};

// Which of two phrases at the same word says more: the one of more words, as it stands there, the
// longer, the earlier in the list.
[[nodiscard]] bool says_less(const FoundPhrase& a, const FoundPhrase& b);

// Which letters a word holds, as a set; each slip of the finger changes at most two of them.
[[nodiscard]] std::uint32_t letters_of(std::string_view word);

class CoursePhrases {
  public:
    // `stems`: words match by their German stem too ("abende" and "Abend").
    explicit CoursePhrases(bool stems) : stems_(stems) {}

    // A phrase without a word is left out. Labels are kept once each.
    void add(std::string_view phrase, std::string_view label);
    // The phrases that begin at this word; used words count as others do.
    [[nodiscard]] std::vector<FoundPhrase> at(const CourseText& text, std::size_t first) const;
    // The one that says most.
    [[nodiscard]] std::optional<FoundPhrase> longest_at(const CourseText& text,
                                                        std::size_t first) const;
    // Everywhere, the one that says most at each word, none inside another.
    [[nodiscard]] std::vector<FoundPhrase> in(const CourseText& text) const;
    [[nodiscard]] bool contains(const CourseText& text) const { return !in(text).empty(); }

    // The phrases of one whole word, for what is typed badly: word and label.
    struct Single {
        std::string text;
        std::size_t label;
        std::uint32_t letters;  // which it holds
    };
    [[nodiscard]] const std::vector<Single>& singles() const { return singles_; }
    [[nodiscard]] std::string_view label(std::size_t index) const { return labels_[index]; }

  private:
    struct Part {
        std::string text;
        std::string stem;
        bool prefix = false;
        bool after_gap = false;
    };
    struct Phrase {
        std::vector<Part> parts;
        std::size_t label = 0;
        std::size_t size = 0;
    };

    [[nodiscard]] bool matches(const Part& part, const CourseWord& word) const;
    // The index behind the last word of the phrase; 0 when it does not stand here.
    [[nodiscard]] std::size_t end_of(const Phrase& phrase, const CourseText& text,
                                     std::size_t first) const;
    std::size_t label_index(std::string_view label);

    bool stems_;
    std::vector<std::string> labels_;
    std::vector<Phrase> phrases_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_start_;  // first two bytes
    std::vector<Single> singles_;
};

}  // namespace kiosk::answers
