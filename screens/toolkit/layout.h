// Scene + preferences + panel geometry → boxes in pixels. Sizes are millimetres of the real panel;
// what does not fit is put on a further page of the content, never shrunk and never cut.
#pragma once

#include "kiosk/ports/display.h"
#include "kiosk/visit/step.h"
#include "screens/scene/node.h"
#include "screens/toolkit/block.h"
#include "screens/toolkit/measures.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace screens {

// Where one node lies. A node that a page break parted has one box on each page.
struct Box : Block {
    bool touchable = false;      // operable, and where a finger may reach it
    bool under_overlay = false;  // seen beneath an overlay, out of reach
    bool mirrored = false;       // an arrow that points the other way in right-to-left scenes
};

struct Layout {
    std::string scene;
    std::string language;
    bool right_to_left = false;
    kiosk::visit::Preferences preferences;
    Geometry geometry;
    Measures measures;
    std::vector<Node>
        nodes;  // of the scene in reading order, and the toolkit's own pager.up and pager.down
    std::vector<Box> boxes;                  // of the page shown
    std::vector<kiosk::PixelRect> surfaces;  // grounds of banner, keyboard and actions
    kiosk::PixelRect card;                   // ground of the overlay; empty: none
    int page = 0;
    int pages = 1;
    std::map<std::string, int, std::less<>> page_of;  // node id → the first page that shows it

    [[nodiscard]] const Box* box_of(std::string_view id) const;
    // Operable by the keypad: enabled, with an event, and not under an overlay.
    [[nodiscard]] bool operable(const Node& node) const;
};

inline constexpr const char* pager_up = "pager.up";
inline constexpr const char* pager_down = "pager.down";

// Pure: the same input gives the same boxes. `page` past the end gives the last page; a negative
// page the one with the field that is typed into, else the first.
[[nodiscard]] Layout lay_out(const Scene& scene, const kiosk::visit::Preferences& preferences,
                             const Geometry& geometry, Typesetter& typesetter, int page = -1);

// The node tree with rectangles in pixels and millimetres, and heights above the floor.
// Members beside those of to_json(Node): "px" and "mm" [x, y, width, height], "above_floor_mm"
// [bottom, top], "page", "touchable". A node on another page has no rectangle.
[[nodiscard]] nlohmann::ordered_json to_json(const Layout& layout);

}  // namespace screens
