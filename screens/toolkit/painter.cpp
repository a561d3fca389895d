#include "screens/toolkit/painter.h"

#include "screens/scene/qr_code.h"
#include "screens/toolkit/cairo_mask.h"
#include "screens/toolkit/fonts.h"
#include "screens/toolkit/raster.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <functional>
#include <numbers>

namespace screens {

namespace {

using kiosk::PixelRect;

ImU32 packed(Rgb colour, std::uint32_t alpha = 255) {
    return IM_COL32((colour >> 16U) & 255U, (colour >> 8U) & 255U, colour & 255U, alpha);
}

ImVec2 point(int x, int y) {
    return {static_cast<float>(x), static_cast<float>(y)};
}

// A quarter of a disc, its middle at the lower right.
Mask draw_corner(int radius) {
    return cairo_mask(radius, radius, [&](cairo_t* cairo) {
        cairo_arc(cairo, radius, radius, radius, std::numbers::pi, 1.5 * std::numbers::pi);
        cairo_line_to(cairo, radius, radius);
        cairo_fill(cairo);
    });
}

PixelRect inset(const PixelRect& rect, int by) {
    return {rect.x + by, rect.y + by, rect.width - 2 * by, rect.height - 2 * by};
}

struct Ratio {
    int part = 0;
    int whole = 1;
};

Ratio ratio_of(const std::string& value) {
    Ratio ratio;
    if (std::sscanf(value.c_str(), "%d/%d", &ratio.part, &ratio.whole) != 2 || ratio.whole <= 0)
        return {};
    ratio.part = std::clamp(ratio.part, 0, ratio.whole);
    return ratio;
}

// The colours of one box, chosen by role, emphasis and state.
struct Dress {
    Rgb ground = 0;
    Rgb frame = 0;
    int thickness = 0;
    Rgb text = 0;
    Rgb muted = 0;
    Rgb icon = 0;
    int bar = 0;  // at the leading edge of a notice
};

class Wardrobe {
  public:
    Wardrobe(const Theme& theme, const Measures& measures) : t_(theme), m_(measures) {}

    Dress dress(const Node& node, bool operable, bool pressed) const {
        Dress dress{t_.ground, t_.ground, 0, t_.text, t_.muted, t_.action, 0};
        if (node.role == Role::status || (node.tone != Tone::none && !node.event))
            notice(node, dress);
        else if (node.role == Role::price)
            dress.ground = dress.frame = price_ground();
        else if (node.role == Role::key)
            key(node, pressed, dress);
        else if (node.event && node.role != Role::field)
            control(node, operable, pressed, dress);
        if (node.role == Role::price && t_.ground == 0)
            dress.thickness = m_.frame, dress.frame = t_.line;
        return dress;
    }

  private:
    Rgb price_ground() const { return t_.ground == 0 ? t_.ground : t_.selected; }

    void notice(const Node& node, Dress& dress) const {
        const ToneColours& tone = t_.tone(node.tone);
        dress = {tone.ground, tone.frame, m_.frame, t_.text, t_.text, tone.ink, m_.mm(1.6)};
    }

    void filled(Rgb ground, Dress& dress) const {
        dress.ground = dress.frame = ground;
        dress.text = dress.muted = dress.icon = t_.on_primary;
    }

    void key(const Node& node, bool pressed, Dress& dress) const {
        dress.thickness = m_.frame;
        dress.frame = t_.ground == 0 ? t_.line : t_.field_frame;
        dress.ground = pressed                            ? t_.control_pressed
                       : node.emphasis == Emphasis::quiet ? t_.selected
                                                          : t_.control;
        dress.icon = t_.text;
        if (node.emphasis == Emphasis::primary)
            filled(pressed ? t_.primary_pressed : t_.primary, dress);
    }

    void control(const Node& node, bool operable, bool pressed, Dress& dress) const {
        const bool on = node.selected && node.role == Role::button;
        if (node.disabled || !operable) {
            dress.thickness = m_.frame;
            dress.frame = t_.line;
            dress.icon = dress.text = t_.muted;
            if (!node.disabled) dress.text = t_.text;
            return;
        }
        if (node.emphasis == Emphasis::primary || on)
            return filled(pressed ? t_.primary_pressed : t_.primary, dress);
        dress.ground = pressed ? t_.control_pressed : t_.control;
        dress.thickness = m_.frame;
        dress.frame = node.emphasis == Emphasis::quiet ? t_.line : t_.action;
        if (node.role == Role::button && node.hint.empty()) dress.text = t_.action;
        if (node.emphasis == Emphasis::danger) dress.frame = dress.text = dress.icon = t_.danger;
        if (node.role == Role::button) return;
        dress.frame = node.selected ? t_.action : t_.field_frame;
        if (node.selected && !pressed) dress.ground = t_.selected;
        if (node.selected) dress.thickness = m_.thick;
    }

    const Theme& t_;
    const Measures& m_;
};

}  // namespace

class Painter::Brush {
  public:
    Brush(Painter& painter, const Layout& layout, const Look& look, ImDrawList& list)
        : painter_(painter),
          layout_(layout),
          look_(look),
          list_(list),
          m_(layout.measures),
          t_(theme(layout.preferences.contrast)),
          wardrobe_(t_, m_) {}

    void everything() {
        const PixelRect screen{0, 0, layout_.geometry.pixels.width, layout_.geometry.pixels.height};
        fill({-screen.width, -screen.height, 3 * screen.width, 3 * screen.height}, t_.ground);
        for (const PixelRect& surface : layout_.surfaces) ground(surface);
        for (const Box& box : layout_.boxes)
            if (layout_.nodes[box.node].region != Region::overlay) paint(box);
        if (!layout_.card.empty()) card(screen);
        for (const Box& box : layout_.boxes)
            if (layout_.nodes[box.node].region == Region::overlay) paint(box);
        for (const Box& box : layout_.boxes)
            if (!look_.focused.empty() && layout_.nodes[box.node].id == look_.focused)
                ring(box.rect);
        if (look_.dimmed) fill(screen, 0x000000, 150);
    }

  private:
    void fill(const PixelRect& rect, Rgb colour, std::uint32_t alpha = 255) {
        if (rect.empty()) return;
        list_.AddRectFilled(point(rect.x, rect.y), point(rect.right(), rect.bottom()),
                            packed(colour, alpha));
    }

    void image(const Mask& mask, const PixelRect& rect, Rgb colour, ImVec2 from = {0, 0},
               ImVec2 to = {1, 1}) {
        if (mask.coverage.empty() || rect.empty()) return;
        list_.AddImage(texture_of(&mask), point(rect.x, rect.y), point(rect.right(), rect.bottom()),
                       from, to, packed(colour));
    }

    // Four corners through a mask, and three plain rectangles between them.
    void rounded(const PixelRect& rect, int radius, Rgb colour) {
        if (rect.empty()) return;
        const int r = std::clamp(radius, 0, std::min(rect.width, rect.height) / 2);
        if (r > 0) {
            const Mask& quarter = painter_.corner(r);
            const int right = rect.right() - r;
            const int bottom = rect.bottom() - r;
            image(quarter, {rect.x, rect.y, r, r}, colour);
            image(quarter, {right, rect.y, r, r}, colour, {1, 0}, {0, 1});
            image(quarter, {rect.x, bottom, r, r}, colour, {0, 1}, {1, 0});
            image(quarter, {right, bottom, r, r}, colour, {1, 1}, {0, 0});
            fill({rect.x + r, rect.y, rect.width - 2 * r, r}, colour);
            fill({rect.x + r, bottom, rect.width - 2 * r, r}, colour);
        }
        fill({rect.x, rect.y + r, rect.width, rect.height - 2 * r}, colour);
    }

    void framed(const PixelRect& rect, Rgb ground, Rgb frame, int thickness) {
        if (thickness > 0) rounded(rect, m_.radius, frame);
        rounded(inset(rect, thickness), m_.radius - thickness, ground);
    }

    void ground(const PixelRect& surface) {
        fill(surface, t_.surface);
        const int line = std::max(1, m_.frame / 2);
        if (surface.y > 0) fill({surface.x, surface.y, surface.width, line}, t_.line);
        if (surface.bottom() < layout_.geometry.pixels.height)
            fill({surface.x, surface.bottom() - line, surface.width, line}, t_.line);
    }

    void card(const PixelRect& screen) {
        fill(screen, 0x0A1026, t_.veil);
        framed(layout_.card, t_.ground, t_.line, m_.frame);
    }

    void paint(const Box& box) {
        const Node& node = layout_.nodes[box.node];
        const bool pressed = !look_.pressed.empty() && look_.pressed == node.id;
        const Dress dress = wardrobe_.dress(
            node, box.touchable || layout_.operable(node) || box.under_overlay, pressed);
        if (box.framed) framed(box.rect, dress.ground, dress.frame, dress.thickness);
        if (dress.bar > 0 && box.framed) notice_bar(box.rect, dress);
        if (node.role == Role::field) field(box, node, pressed);
        if (node.role == Role::progress) progress(box, node);
        if (node.role == Role::qr) qr(box, node);
        if (!box.icon.empty()) icon(box, node, dress);
        for (const TextPiece& piece : box.texts) text(piece, colour_of(piece.ink, dress));
    }

    void notice_bar(const PixelRect& rect, const Dress& dress) {
        const int x = layout_.right_to_left ? rect.right() - dress.bar : rect.x;
        fill({x, rect.y + m_.radius, dress.bar, rect.height - 2 * m_.radius}, dress.frame);
    }

    Rgb colour_of(Ink ink, const Dress& dress) const {
        switch (ink) {
            case Ink::text:
                return dress.text;
            case Ink::muted:
                return dress.muted;
            case Ink::problem:
                return t_.ground == 0 ? t_.error.ink : t_.danger;
            case Ink::link:
                return t_.action;
        }
        return dress.text;
    }

    void icon(const Box& box, const Node& node, const Dress& dress) {
        const Mask& mask = painter_.icons_.at(box.icon_name, box.icon.width);
        const bool points =
            box.mirrored && (box.icon_name == "back" || box.icon_name == "continue");
        const Rgb colour = node.role == Role::field ? colour_of(Ink::problem, dress) : dress.icon;
        image(mask, box.icon, colour, points ? ImVec2{1, 0} : ImVec2{0, 0},
              points ? ImVec2{0, 1} : ImVec2{1, 1});
    }

    void text(const TextPiece& piece, Rgb colour) {
        const SetText& set = painter_.typesetter_.set(piece.wish);
        const Mask& ink = set.ink;
        if (ink.height <= 0) return;
        const PixelRect whole{piece.rect.x + set.ink_x, piece.rect.y - piece.skipped + set.ink_y,
                              ink.width, ink.height};
        PixelRect shown = whole;
        if (piece.skipped > 0 || piece.rect.height < set.height)
            shown = intersection(whole, {whole.x, piece.rect.y, whole.width, piece.rect.height});
        const auto v = [&](int y) {
            return static_cast<float>(y - whole.y) / static_cast<float>(ink.height);
        };
        image(ink, shown, colour, {0, v(shown.y)}, {1, v(shown.bottom())});
    }

    void field(const Box& box, const Node& node, bool pressed) {
        if (box.input.empty()) return;
        const bool wrong = !node.problem.empty();
        const Rgb frame = wrong         ? (t_.ground == 0 ? t_.error.ink : t_.danger)
                          : node.typing ? t_.action
                                        : t_.field_frame;
        framed(box.input, pressed ? t_.control_pressed : t_.control, frame,
               wrong || node.typing ? m_.thick : m_.frame);
        if (node.typing) caret(box);
    }

    // Behind the last letter; it does not blink.
    void caret(const Box& box) {
        const int width = std::max(2, m_.mm(0.8));
        const int height = static_cast<int>(m_.body * 1.1);
        const bool empty =
            box.texts.empty() ||
            !box.input.contains(box.texts.back().rect.x,
                                box.texts.back().rect.y + box.texts.back().rect.height / 2);
        int x = layout_.right_to_left ? box.input.right() - m_.mm(4) : box.input.x + m_.mm(4);
        int y = box.input.y + (box.input.height - height) / 2;
        if (!empty) {
            const TextPiece& piece = box.texts.back();
            const SetText& set = painter_.typesetter_.set(piece.wish);
            x = layout_.right_to_left && set.line_ends.size() > 1
                    ? piece.rect.x
                    : piece.rect.x + last_line_end(piece, set);
            const int line = set.height / static_cast<int>(set.line_ends.size());
            y = piece.rect.bottom() - line + (line - height) / 2;
        }
        fill({x, y, width, height}, t_.action);
    }

    // Where the last line's ink ends, in pixels from the piece's left.
    static int last_line_end(const TextPiece& piece, const SetText& set) {
        if (set.line_ends.size() < 2) return piece.rect.width + 2;
        const int from = std::max(0, set.line_ends[set.line_ends.size() - 2] - set.ink_y);
        int end = 0;
        for (int y = from; y < set.ink.height; ++y)
            for (int x = set.ink.width - 1; x > end; --x)
                if (set.ink.row(y)[x] > 0) end = x;
        return end + set.ink_x + 3;
    }

    void progress(const Box& box, const Node& node) {
        const Ratio ratio = ratio_of(node.value);
        rounded(box.input, box.input.height / 2, t_.track);
        PixelRect done = box.input;
        done.width = box.input.width * ratio.part / ratio.whole;
        if (layout_.right_to_left) done.x = box.input.right() - done.width;
        rounded(done, done.height / 2, t_.action);
    }

    // Black on white in every theme: telephones read nothing else reliably.
    void qr(const Box& box, const Node& node) {
        const auto code = encode_qr(node.value);
        if (!code || box.qr.empty()) return;
        fill(box.qr, 0xFFFFFF);
        const int module = box.qr.width / (code->size + 2 * qr_quiet_zone);
        const int left = box.qr.x + qr_quiet_zone * module;
        const int top = box.qr.y + qr_quiet_zone * module;
        for (int row = 0; row < code->size; ++row)
            for (int column = 0; column < code->size; ++column) {
                int end = column;
                while (end < code->size && code->at(end, row)) ++end;
                fill({left + column * module, top + row * module, (end - column) * module, module},
                     0x000000);
                column = std::max(column, end);
            }
    }

    // Four bars around what has the focus, parted from it by four of another colour: one of the two
    // stands out against any ground.
    void ring(const PixelRect& rect) {
        const int parting = m_.mm(0.6);
        const int bar = m_.mm(1.3);
        bars(inset(rect, -parting), parting, t_.focus_parting);
        bars(inset(rect, -parting - bar), bar, t_.focus);
    }

    void bars(const PixelRect& outer, int thickness, Rgb colour) {
        fill({outer.x, outer.y, outer.width, thickness}, colour);
        fill({outer.x, outer.bottom() - thickness, outer.width, thickness}, colour);
        fill({outer.x, outer.y + thickness, thickness, outer.height - 2 * thickness}, colour);
        fill({outer.right() - thickness, outer.y + thickness, thickness,
              outer.height - 2 * thickness},
             colour);
    }

    Painter& painter_;
    const Layout& layout_;
    const Look& look_;
    ImDrawList& list_;
    const Measures& m_;
    const Theme& t_;
    Wardrobe wardrobe_;
};

const Mask& Painter::corner(int radius) {
    auto [entry, fresh] = corners_.try_emplace(radius);
    if (fresh) entry->second = draw_corner(radius);
    return entry->second;
}

void Painter::paint(const Layout& layout, const Look& look, ImDrawList& list) {
    Brush(*this, layout, look, list).everything();
    if (look.shift == 0) return;
    for (ImDrawVert& vertex : list.VtxBuffer) {
        vertex.pos.x += static_cast<float>(look.shift);
        vertex.pos.y += static_cast<float>(look.shift);
    }
}

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
    Digest& operator<<(const PixelRect& rect) {
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

std::vector<Print> Painter::prints(const Layout& layout, const Look& look) const {
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
