#include "screens/toolkit/damage.h"

#include "screens/toolkit/raster.h"

#include <algorithm>
#include <iterator>

namespace screens {

using kiosk::PixelBuffer;
using kiosk::PixelRect;

namespace {

constexpr std::size_t most_rectangles = 12;

// Rectangles that touch become one; many become the one that holds them all.
std::vector<PixelRect> merged(const std::vector<PixelRect>& rects, const PixelRect& screen) {
    std::vector<PixelRect> out;
    for (PixelRect rect : rects) {
        rect = intersection(rect, screen);
        if (rect.empty()) continue;
        for (std::size_t i = 0; i < out.size();) {
            if (intersection(out[i], rect).empty()) {
                ++i;
                continue;
            }
            rect = hull(rect, out[i]);
            out.erase(out.begin() + static_cast<std::ptrdiff_t>(i));
            i = 0;
        }
        out.push_back(rect);
    }
    if (out.size() <= most_rectangles) return out;
    PixelRect whole{};
    for (const PixelRect& rect : out) whole = hull(whole, rect);
    return {whole};
}

}  // namespace

std::vector<PixelRect> Shown::damage(const Layout& layout, const Look& look,
                                     const std::vector<Print>& prints,
                                     const PixelBuffer& target) const {
    const PixelRect screen{0, 0, target.size.width, target.size.height};
    const bool another = in_ != target.pixels || size_ != target.size ||
                         contrast_ != layout.preferences.contrast || card_ != layout.card ||
                         look_.dimmed != look.dimmed || look_.shift != look.shift ||
                         surfaces_ != layout.surfaces;
    if (another) return {screen};
    std::vector<Print> changed;
    std::set_symmetric_difference(prints_.begin(), prints_.end(), prints.begin(), prints.end(),
                                  std::back_inserter(changed));
    std::vector<PixelRect> rects;
    for (const Print& print : changed) {
        PixelRect rect = print.extent;
        rect.x += look.shift;
        rect.y += look.shift;
        rects.push_back(rect);
    }
    return merged(rects, screen);
}

void Shown::note(const Layout& layout, const Look& look, std::vector<Print> prints,
                 const PixelBuffer& target) {
    prints_ = std::move(prints);
    surfaces_ = layout.surfaces;
    card_ = layout.card;
    look_ = look;
    contrast_ = layout.preferences.contrast;
    in_ = target.pixels;
    size_ = target.size;
}

}  // namespace screens
