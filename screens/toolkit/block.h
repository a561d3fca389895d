// One node, measured for a given width: where its texts, icon and input frame lie inside it, and
// where a page break may part it.
#pragma once

#include "kiosk/ports/display.h"
#include "screens/scene/node.h"
#include "screens/toolkit/looks.h"
#include "screens/toolkit/measures.h"
#include "screens/toolkit/typesetter.h"

#include <limits>
#include <string>
#include <vector>

namespace screens {

// A run of set text. Its rectangle is that of the lines shown.
struct TextPiece {
    TextWish wish;
    Ink ink = Ink::text;
    kiosk::PixelRect rect;
    int skipped = 0;  // pixels of the set text above the lines shown, where a page break parted it
};

struct Block {
    std::size_t node = 0;
    kiosk::PixelRect rect;
    kiosk::PixelRect icon;  // empty: none
    std::string icon_name;
    kiosk::PixelRect input;  // of a field: what is typed into; of a progress: its bar
    kiosk::PixelRect qr;     // with its quiet zone
    std::vector<TextPiece> texts;
    std::vector<int> breaks;  // heights at which a page may end, ascending, inside rect
    bool framed = false;      // has a ground of its own

    void move(int dx, int dy);
};

// Which buttons with an icon have their word beside it. Where large text leaves no room, the icon
// stands for the word, which is spoken.
enum class Words { all, of_main_ones, none };

// What measuring needs to know beside the node.
struct Setting {
    const Measures& measures;
    Typesetter& typesetter;
    std::string language;
    bool right_to_left = false;
    bool compact = false;  // banner and actions within a small band: 20 mm high, little padding
    bool tight = false;    // beside the keyboard within reach: as high as the ink of one line
    Words words = Words::all;
    int least_height = 0;
    int most_height = std::numeric_limits<int>::max();  // of a picture: the page it stands on
    std::string title = {};  // id of the screen's first heading; the others are below it
};

// A block at (0, 0) of exactly `width`.
[[nodiscard]] Block measure(const Node& node, std::size_t index, int width, const Setting& setting);
// The width the node would like to have with every text on one line.
[[nodiscard]] int natural_width(const Node& node, const Setting& setting);
// Below this, letters of a word would be parted.
[[nodiscard]] int least_width(const Node& node, const Setting& setting);

// The parts of `block` on either side of `height`, one of its breaks; heights from its top; both
// keep its frame.
[[nodiscard]] Block upper_part(const Block& block, int height);
[[nodiscard]] Block lower_part(const Block& block, int height);

}  // namespace screens
