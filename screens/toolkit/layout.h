// Scene + preferences + panel geometry → boxes in pixels. Sizes are millimetres of the real panel;
// what does not fit is put on a further page of the content, never shrunk and never cut.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "kiosk/ports/display.h"
#include "kiosk/settings/settings.h"
#include "kiosk/visit/step.h"
#include "screens/scene/node.h"

namespace screens {

class Typesetter;

// The panel, in both units.
struct Geometry {
    kiosk::Panel panel;
    kiosk::PixelSize pixels;
    [[nodiscard]] double pixels_per_mm() const { return pixels.width / panel.width_mm; }
};

enum class Ink { body, strong, heading, title, price, muted, small_key };

// A run of set text inside a box. `text` is what the Typesetter is asked for again when it is drawn.
struct TextPiece {
    std::string text;
    std::string language;
    Ink ink = Ink::body;
    kiosk::PixelRect rect;  // on the panel
    bool problem = false;   // drawn in the colour of errors
    int first_line = 0;     // of the set text, where a page break parted it
    int lines = 0;          // 0: all
    int wrap_width = 0;
    bool centred = false;
};

// Where one node lies. A node that was parted by a page break has one box on each page.
struct Box {
    std::size_t node = 0;      // index into Layout::nodes
    kiosk::PixelRect rect;
    bool operable = false;     // within reach, enabled and not under an overlay
    bool under_overlay = false;
    kiosk::PixelRect icon;     // empty: none
    kiosk::PixelRect input;    // of a field: the frame the typing goes into
    std::vector<TextPiece> texts;
};

struct Layout {
    std::string scene;
    std::string language;
    bool right_to_left = false;
    bool large = false, contrast = false, low = false;
    double pixels_per_mm = 1;
    Geometry geometry;
    std::vector<Node> nodes;   // of the scene, and the toolkit's own (pager.up, pager.down)
    std::vector<Box> boxes;    // of the page shown, in reading order
    std::vector<kiosk::PixelRect> surfaces;  // banner, actions, keyboard, card: grounds without content
    int page = 0;
    int pages = 1;
    std::map<std::string, int> page_of;  // node id → the first content page that shows it
    [[nodiscard]] const Box* box_of(std::string_view id) const;
};

struct LayoutWish {
    int page = 0;
};

// Pure: the same input gives the same boxes. A wished page past the end gives the last one.
[[nodiscard]] Layout lay_out(const Scene& scene, const kiosk::visit::Preferences& preferences, const Geometry& geometry,
                             Typesetter& typesetter, LayoutWish wish = {});

// The node tree with rectangles in pixels and millimetres, and the height above the floor.
[[nodiscard]] nlohmann::ordered_json to_json(const Layout& layout);

}  // namespace screens
