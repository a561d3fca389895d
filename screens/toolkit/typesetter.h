// Sets text with Pango into masks and remembers them until forget(). A mask of a citizen's name is
// personal data: forget() wipes it, and nothing else keeps one.
#pragma once

#include "kiosk/base/result.h"
#include "screens/toolkit/fonts.h"
#include "screens/toolkit/mask.h"

#include <memory>
#include <string>
#include <vector>

namespace screens {

// How a text is to be set. Sizes are pixels of the panel.
struct TextWish {
    std::string text;
    std::string language;  // BCP 47
    int em = 0;
    bool bold = false;
    int width = 0;               // lines are broken there; 0: one line
    bool right_to_left = false;  // of the screen: lines stand at its leading side
    bool centred = false;
    friend auto operator<=>(const TextWish&, const TextWish&) = default;
};

struct SetText {
    int width = 0;  // of the longest line
    int height = 0;
    int baseline = 0;            // of the first line
    std::vector<int> line_ends;  // bottoms of the lines
    Mask ink;                    // cropped to what is black
    int ink_x = 0;               // where the ink lies in width × height; may stick out
    int ink_y = 0;
    bool right_to_left = false;  // of its own script; without letters, as the screen
    int unknown_glyphs = 0;
};

class Typesetter {
  public:
    explicit Typesetter(FontMap fonts);
    ~Typesetter();
    Typesetter(const Typesetter&) = delete;
    Typesetter& operator=(const Typesetter&) = delete;

    // Stays valid until forget() or the end of two calls of age().
    [[nodiscard]] const SetText& set(const TextWish& wish);
    // The widest part that has no place to break; a column narrower than this parts letters.
    [[nodiscard]] int longest_word(const TextWish& wish);

    // Called once a scene: what was not asked for during the last scenes is wiped.
    void age();
    void forget();
    [[nodiscard]] int unknown_glyphs() const;
    [[nodiscard]] std::size_t texts_kept() const;

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace screens
