// Nodes below one another, with rows and columns where they fit, parted into pages.
#pragma once

#include "screens/toolkit/block.h"

#include <vector>

namespace screens {

// What must stay together: one node, or a row of nodes.
struct Unit {
    std::vector<Block> blocks;
    int height = 0;
    int space_above = 0;  // where it does not open a page
    bool keep_with_next = false;
};

// `chosen`: indices into `nodes`, in reading order. Units start at (0, 0) each.
// No row is higher than `most_height` where its nodes could stand below one another instead.
[[nodiscard]] std::vector<Unit> units_of(const std::vector<Node>& nodes,
                                         const std::vector<std::size_t>& chosen, int width,
                                         int most_height, const Setting& setting);

[[nodiscard]] int height_of(const std::vector<Unit>& units);

struct Page {
    std::vector<Block> blocks;  // from (0, 0)
    int height = 0;
};

// Fills pages of `height`. A unit that is higher than a page is parted at its breaks. Pages after
// the first have `head` less room.
[[nodiscard]] std::vector<Page> pages_of(std::vector<Unit> units, int height,
                                         const Setting& setting, int head = 0);

// A strip: `leading` and `trailing` nodes on one line, or on several where they need more room.
// The strip starts at (0, 0) and is exactly `width` wide.
[[nodiscard]] Page strip_of(const std::vector<Node>& nodes, const std::vector<std::size_t>& leading,
                            const std::vector<std::size_t>& trailing, int width,
                            const Setting& setting);

}  // namespace screens
