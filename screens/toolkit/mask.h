// Coverage of a shape, one byte a pixel, without colour: text, icons and rounded corners are drawn
// as a tint through such a mask.
#pragma once

#include <cstdint>
#include <vector>

namespace screens {

struct Mask {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> coverage;  // row by row from the top, no padding

    [[nodiscard]] const std::uint8_t* row(int y) const {
        return coverage.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
    }
};

}  // namespace screens
