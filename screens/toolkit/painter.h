// A layout as quads of one ImGui draw list. Pure: what is focused or pressed comes in as data.
#pragma once

#include "screens/toolkit/icons.h"
#include "screens/toolkit/layout.h"
#include "screens/toolkit/theme.h"
#include "screens/toolkit/typesetter.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <imgui.h>

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

class Painter {
  public:
    Painter(Typesetter& typesetter, Icons& icons) : typesetter_(typesetter), icons_(icons) {}

    void paint(const Layout& layout, const Look& look, ImDrawList& list);
    [[nodiscard]] std::vector<Print> prints(const Layout& layout, const Look& look) const;

  private:
    class Brush;
    const Mask& corner(int radius);

    Typesetter& typesetter_;
    Icons& icons_;
    std::map<int, Mask> corners_;
};

}  // namespace screens
