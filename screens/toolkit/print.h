// What was painted, so that the next frame redraws only what differs.
#pragma once

#include "screens/toolkit/layout.h"

#include <cstdint>
#include <string>
#include <vector>

namespace screens {

struct Look {
    std::string focused;  // node id with the ring; empty: no ring is shown
    std::string pressed;  // node id under the finger
    bool dimmed = false;
    int shift = 0;  // pixels that the whole picture is moved by, both ways
    friend bool operator==(const Look&, const Look&) = default;
};

// What was painted for one box: a digest of everything that its pixels depend on, and where they
// may lie. Two frames differ just where their prints differ.
struct Print {
    std::uint64_t digest = 0;
    kiosk::PixelRect extent;
    friend auto operator<=>(const Print& a, const Print& b) { return a.digest <=> b.digest; }
    friend bool operator==(const Print& a, const Print& b) { return a.digest == b.digest; }
};

// The prints of every box, sorted.
[[nodiscard]] std::vector<Print> prints_of(const Layout& layout, const Look& look);

}  // namespace screens
