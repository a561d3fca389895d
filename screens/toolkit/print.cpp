#include "screens/toolkit/print.h"

#include "screens/toolkit/raster.h"

#include <algorithm>
#include <functional>

namespace screens {

namespace {

class Digest {
  public:
    Digest& operator<<(std::int64_t number) {
        mix(static_cast<std::uint64_t>(number));
        return *this;
    }
    Digest& operator<<(const std::string& text) {
        mix(std::hash<std::string>{}(text));
        return *this;
    }
    Digest& operator<<(const kiosk::PixelRect& rect) {
        return *this << rect.x << rect.y << rect.width << rect.height;
    }
    [[nodiscard]] std::uint64_t value() const { return value_; }

  private:
    void mix(std::uint64_t number) {
        value_ ^= number + 0x9E3779B97F4A7C15ULL + (value_ << 12U) + (value_ >> 4U);
        value_ *= 0xFF51AFD7ED558CCDULL;
    }
    std::uint64_t value_ = 0xCBF29CE484222325ULL;
};

}  // namespace

std::vector<Print> prints_of(const Layout& layout, const Look& look) {
    std::vector<Print> prints;
    const int around = layout.measures.mm(2.2);
    for (const Box& box : layout.boxes) {
        const Node& node = layout.nodes[box.node];
        Digest digest;
        digest << node.id << static_cast<int>(node.role) << static_cast<int>(node.emphasis)
               << static_cast<int>(node.tone) << node.selected << node.disabled << node.typing
               << node.value << !node.problem.empty() << !node.hint.empty()
               << layout.preferences.contrast << box.touchable << layout.operable(node)
               << box.under_overlay << box.mirrored << box.icon_name << (look.focused == node.id)
               << (look.pressed == node.id) << box.rect << box.icon << box.input << box.qr;
        for (const TextPiece& piece : box.texts)
            digest << piece.wish.text << piece.wish.language << piece.wish.em << piece.wish.bold
                   << piece.wish.width << static_cast<int>(piece.ink) << piece.skipped
                   << piece.rect;
        prints.push_back({digest.value(), inset(box.rect, -around)});
    }
    std::sort(prints.begin(), prints.end());
    return prints;
}

}  // namespace screens
