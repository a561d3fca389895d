// Phrases that staff write into the rules: words in order; "*" ends a word that may go on; "…"
// stands for up to four other words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kiosk::answers {

class Pattern {
  public:
    explicit Pattern(std::string_view phrase);
    // Whether it stands anywhere in these folded words. `forgiving`: long words may hold a slip of
    // the finger.
    [[nodiscard]] bool in(const std::vector<std::string>& words, bool forgiving = false) const;
    [[nodiscard]] bool empty() const { return pieces_.empty(); }

  private:
    struct Piece {
        std::string word;
        bool open = false;       // any ending
        bool after_gap = false;  // other words may stand before it
    };
    [[nodiscard]] bool matches_from(const std::vector<std::string>& words, std::size_t at,
                                    std::size_t piece, bool forgiving) const;
    std::vector<Piece> pieces_;
};

}  // namespace kiosk::answers
