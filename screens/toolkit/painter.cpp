#include "screens/toolkit/painter.h"

#include "screens/scene/qr_code.h"
#include "screens/toolkit/cairo_mask.h"
#include "screens/toolkit/dress.h"
#include "screens/toolkit/fonts.h"
#include "screens/toolkit/looks.h"
#include "screens/toolkit/raster.h"

#include <algorithm>
#include <cstdio>
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

}  // namespace

class Painter::Brush {
  public:
    Brush(Painter& painter, const Layout& layout, const Look& look, ImDrawList& list)
        : painter_(painter),
          layout_(layout),
          look_(look),
          list_(list),
          m_(layout.measures),
          t_(theme(layout.preferences.contrast)) {}

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
        // The band of colour by which the terminal is known across the hall.
        if (surface.y == 0) fill({0, 0, surface.width, m_.mm(1.6)}, t_.primary);
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
        const bool operable = box.touchable || layout_.operable(node) || box.under_overlay;
        const Dress dress = dress_of(node, operable, pressed, t_, m_);
        if (box.framed) framed(box.rect, dress.ground, dress.frame, dress.thickness);
        if (dress.bar > 0 && box.framed) notice_bar(box.rect, dress);
        if (node.role == Role::field) field(box, node, pressed);
        if (node.role == Role::progress) progress(box, node);
        if (node.role == Role::qr) qr(box, node);
        if (is_tile(node) && m_.plate > 0 && !node.disabled)
            rounded(inset(box.icon, -m_.plate), m_.radius, pressed ? dress.ground : t_.selected);
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
            x = set.right_to_left ? piece.rect.x + last_line_left(set) - width
                                  : piece.rect.x + last_line_right(piece, set);
            const int line = set.height / static_cast<int>(set.line_ends.size());
            y = piece.rect.bottom() - line + (line - height) / 2;
        }
        fill({x, y, width, height}, t_.action);
    }

    // Where the last line begins and ends on the panel, in pixels from the piece's left.
    static int last_line_left(const SetText& set) {
        if (set.line_ends.size() < 2) return -2;
        int left = set.ink.width;
        for (int y = top_of_last_line(set); y < set.ink.height; ++y)
            for (int x = 0; x < left; ++x)
                if (set.ink.row(y)[x] > 0) left = x;
        return left + set.ink_x - 3;
    }
    static int last_line_right(const TextPiece& piece, const SetText& set) {
        if (set.line_ends.size() < 2) return piece.rect.width + 2;
        int right = 0;
        for (int y = top_of_last_line(set); y < set.ink.height; ++y)
            for (int x = set.ink.width - 1; x > right; --x)
                if (set.ink.row(y)[x] > 0) right = x;
        return right + set.ink_x + 3;
    }
    static int top_of_last_line(const SetText& set) {
        return std::max(0, set.line_ends[set.line_ends.size() - 2] - set.ink_y);
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

}  // namespace screens
