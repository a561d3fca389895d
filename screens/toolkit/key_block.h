// The on-screen keyboard as a block of keys: letters with the digits beside them, or above them
// where the panel is too narrow.
#pragma once

#include "screens/toolkit/block.h"

#include <vector>

namespace screens {

struct KeyBlock {
    std::vector<Block> blocks;  // from (0, 0)
    int width = 0;
    int height = 0;
};

// Keys are at least 20 mm high and wide, whatever `most_height` says.
[[nodiscard]] KeyBlock key_block_of(const std::vector<Node>& nodes,
                                    const std::vector<std::size_t>& keys, int width,
                                    int most_height, const Setting& setting);

}  // namespace screens
