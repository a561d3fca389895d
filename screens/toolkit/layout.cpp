#include "screens/toolkit/layout.h"

#include "screens/toolkit/composition.h"
#include "screens/toolkit/low_reach.h"
#include "screens/toolkit/upright.h"

namespace screens {

namespace {

using kiosk::PixelRect;

// Right to left: once, here. Latin letters stand as on every keyboard, also on such a screen.
void mirror(Layout& layout) {
    const int width = layout.geometry.pixels.width;
    const auto flip = [&](PixelRect& rect) {
        if (!rect.empty()) rect.x = width - rect.right();
    };
    for (Box& box : layout.boxes) {
        if (layout.nodes[box.node].region == Region::keyboard) continue;
        for (PixelRect* rect : {&box.rect, &box.icon, &box.input, &box.qr}) flip(*rect);
        for (TextPiece& piece : box.texts) flip(piece.rect);
        box.mirrored = true;
    }
    for (PixelRect& rect : layout.surfaces) flip(rect);
    flip(layout.card);
}

}  // namespace

const Box* Layout::box_of(std::string_view id) const {
    for (const Box& box : boxes)
        if (nodes[box.node].id == id) return &box;
    return nullptr;
}

bool Layout::operable(const Node& node) const {
    return node.event && !node.disabled && (card.empty() || node.region == Region::overlay);
}

Layout lay_out(const Scene& scene, const kiosk::visit::Preferences& preferences,
               const Geometry& geometry, Typesetter& typesetter, int page) {
    Composition composition(scene, preferences, geometry, typesetter, page);
    if (preferences.low)
        lay_out_low(composition);
    else
        lay_out_upright(composition);
    Layout layout = composition.take();
    if (layout.right_to_left) mirror(layout);
    return layout;
}

}  // namespace screens
