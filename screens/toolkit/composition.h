// A layout in the making: the scene's nodes by region, and the boxes placed so far. What stands
// where is decided by upright.h, low_reach.h and paging.h.
#pragma once

#include "screens/toolkit/layout.h"

#include <optional>
#include <string>
#include <vector>

namespace screens {

using Indices = std::vector<std::size_t>;  // into the layout's nodes, in reading order

// The heights between which a region lies.
struct Rows {
    int top = 0;
    int bottom = 0;
    [[nodiscard]] int height() const { return bottom - top; }
};

class Composition {
  public:
    // `page`: as in lay_out().
    Composition(const Scene& scene, const kiosk::visit::Preferences& preferences,
                const Geometry& geometry, Typesetter& typesetter, int page);

    [[nodiscard]] const Measures& m() const { return out.measures; }
    [[nodiscard]] const std::vector<Node>& nodes() const { return out.nodes; }
    [[nodiscard]] bool low() const { return out.preferences.low; }
    [[nodiscard]] int screen_width() const { return out.geometry.pixels.width; }
    [[nodiscard]] int screen_height() const { return out.geometry.pixels.height; }
    [[nodiscard]] int inner_width() const { return screen_width() - 2 * m().margin; }
    [[nodiscard]] Setting setting() const;

    // The pager's two buttons are in no region: paging.h places them.
    [[nodiscard]] Indices in(Region region) const;
    [[nodiscard]] Indices operable(const Indices& chosen, bool whether) const;
    [[nodiscard]] Indices primary(const Indices& chosen, bool whether) const;
    [[nodiscard]] std::optional<std::size_t> title() const;  // the screen's first heading
    [[nodiscard]] std::size_t pager() const;  // index of pager_up; pager_down follows it

    void place(const std::vector<Block>& blocks, int x, int y, bool touchable);
    void surface(Rows rows);
    // The finished layout; without the buttons of a pager that was not needed.
    [[nodiscard]] Layout take();

    Typesetter& typesetter;
    Layout out;
    int wished_page = -1;
    bool typing = false;    // the keyboard is shown
    bool overlaid = false;  // something lies over the step

  private:
    void insert_pager(const Scene& scene);
    void drop_unused_pager();

    std::string title_;
};

}  // namespace screens
