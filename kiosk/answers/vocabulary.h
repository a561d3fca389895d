// The words that the knowledge uses, with what a typed word may have meant: the same word, a word
// one slip of the finger away, or the parts of a German compound.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kiosk::answers {

using TermId = std::uint32_t;

struct Nearby {
    TermId term = 0;
    double likeness = 0;  // 0 to 1
};

class Vocabulary {
  public:
    // `known_parts`: a compound may be split there. Equal stems are one term.
    TermId add(const std::string& stem);
    [[nodiscard]] const TermId* find(std::string_view stem) const;
    [[nodiscard]] const std::string& name(TermId term) const { return names_[term]; }
    [[nodiscard]] std::size_t size() const { return names_.size(); }

    // Builds what nearby() looks up; after the last add().
    void finish();
    // Terms within one slip (two from nine letters on): neighbours on a QWERTZ keyboard and swapped
    // letters cost less. Nothing under four letters. Best first, at most four.
    [[nodiscard]] std::vector<Nearby> nearby(std::string_view stem) const;
    // Terms that begin so, the shortest first: at most six; nothing under three letters.
    [[nodiscard]] std::vector<TermId> beginning_with(std::string_view letters) const;
    // The fewest known parts that a word is made of, with the German linking letters between them;
    // empty when it is no such word. Parts have at least three letters.
    [[nodiscard]] std::vector<TermId> parts(std::string_view word) const;

  private:
    struct Shape {
        std::uint32_t letters = 0;  // which of a–z and "other" it holds
        TermId term = 0;
    };
    std::vector<std::string> names_;
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };
    std::unordered_map<std::string, TermId, Hash, std::equal_to<>> ids_;
    std::vector<std::vector<Shape>> by_length_;
};

// Damerau-Levenshtein distance in which a slip to a neighbouring key costs less than another
// letter; `most` or more is told as `most`.
[[nodiscard]] double slips_between(std::string_view typed, std::string_view meant, double most);

}  // namespace kiosk::answers
