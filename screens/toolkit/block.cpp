#include "screens/toolkit/block.h"

#include "screens/scene/qr_code.h"
#include "screens/toolkit/fonts.h"

#include <algorithm>

namespace screens {

namespace {

using kiosk::PixelRect;

int em_of(const Node& node, const Setting& setting) {
    return em_of(node, setting.measures, node.id == setting.title);
}

TextWish wish(const Node& node, const Setting& setting, const std::string& text, int em, bool bold,
              int width, bool centred = false) {
    return {text,   node.language.empty() ? setting.language : node.language,
            em,     bold,
            width,  setting.right_to_left,
            centred};
}

int one_line(const Node& node, const Setting& setting, const std::string& text, int em, bool bold) {
    return text.empty() ? 0
                        : setting.typesetter.set(wish(node, setting, text, em, bold, 0)).width + 1;
}

int word_width(const Node& node, const Setting& setting, const std::string& text, int em,
               bool bold) {
    return text.empty()
               ? 0
               : setting.typesetter.longest_word(wish(node, setting, text, em, bold, 0)) + 1;
}

// Builds one block from the top down.
class Builder {
  public:
    Builder(const Node& node, std::size_t index, int width, const Setting& setting)
        : node_(node), setting_(setting), m_(setting.measures) {
        block_.node = index;
        block_.rect.width = width;
        block_.framed = has_frame(node);
    }

    Block build() {
        switch (node_.role) {
            case Role::key:
                key();
                break;
            case Role::field:
                field();
                break;
            case Role::qr:
                qr();
                break;
            case Role::image:
                image();
                break;
            case Role::progress:
                progress();
                break;
            case Role::price:
                price();
                break;
            default:
                if (setting_.icon_only && !node_.icon.empty())
                    icon_only();
                else if (block_.framed || !icon_of(node_).empty())
                    framed();
                else if (node_.role == Role::text && !node_.value.empty())
                    pair();
                else
                    plain();
        }
        finish_breaks();
        return std::move(block_);
    }

  private:
    int width() const { return block_.rect.width; }
    int& height() { return block_.rect.height; }

    const SetText& set(const TextWish& text) { return setting_.typesetter.set(text); }

    // Puts a text at (x, y) and returns its height.
    int put(int x, int y, int room, const std::string& text, int em, bool bold, Ink ink,
            bool centred = false) {
        if (text.empty()) return 0;
        const TextWish what = wish(node_, setting_, text, em, bold, std::max(1, room), centred);
        const SetText& set_text = set(what);
        const int left = centred ? x + (room - set_text.width) / 2 : x;
        block_.texts.push_back({what, ink, {left, y, set_text.width, set_text.height}});
        for (const int end : set_text.line_ends) block_.breaks.push_back(y + end);
        return set_text.height;
    }

    // The visible middle of a single line is that of its capitals, not of its line height.
    void centre_capitals(std::size_t first_text) {
        if (block_.texts.size() != first_text + 1) return;
        TextPiece& piece = block_.texts[first_text];
        const SetText& set_text = set(piece.wish);
        if (set_text.line_ends.size() != 1) return;
        const int capitals = static_cast<int>(piece.wish.em * cap_height_em);
        piece.rect.y = (height() - capitals) / 2 - (set_text.baseline - capitals);
    }

    void plain() {
        height() = put(0, 0, width(), node_.label, em_of(node_, setting_), strong_label(node_),
                       label_ink(node_));
        hint(0, width());
        problem(0, width());
    }

    // What is wrong, with its icon.
    void problem(int left, int room) {
        if (node_.problem.empty()) return;
        block_.icon_name = "error";
        block_.icon = {left, height() + m_.mm(1), m_.body, m_.body};
        const int x = m_.body + m_.mm(2);
        height() += put(left + x, height(), room - x, node_.problem, m_.body, true, Ink::problem);
    }

    void hint(int x, int room) {
        if (!node_.hint.empty())
            height() += put(x, height(), room, node_.hint, m_.body, false, Ink::muted);
    }

    // A label and what belongs to it, side by side where there is room: "Geburtsname   Muster".
    void pair() {
        const int label_room = width() * 2 / 5;
        const int value_x = label_room + m_.space;
        const int value_room = width() - value_x;
        const bool beside =
            label_room >= word_width(node_, setting_, node_.label, m_.body, false) &&
            value_room >= word_width(node_, setting_, node_.value, m_.body, true);
        if (beside) {
            const int left = put(0, 0, label_room, node_.label, m_.body, false, Ink::muted);
            const int right = put(value_x, 0, value_room, node_.value, m_.body, true, Ink::text);
            height() = std::max(left, right);
        } else {
            height() = put(0, 0, width(), node_.label, m_.body, false, Ink::muted);
            height() += put(0, height(), width(), node_.value, m_.body, true, Ink::text);
        }
        hint(0, width());
    }

    void framed() {
        const int pad_x = setting_.compact ? m_.mm(3) : m_.pad;
        const bool tile = is_tile(node_);
        const int pad_y = setting_.tight     ? 0
                          : setting_.compact ? m_.mm(1)
                          : tile             ? m_.mm(m_.large ? 4 : 8)
                                             : m_.mm(3.5);
        const int icon = tile ? m_.icon * 2 : m_.icon;
        int x = block_.framed ? pad_x : 0;
        block_.icon_name = icon_of(node_);
        const int text_room_end = block_.framed ? width() - pad_x : width();
        if (!block_.icon_name.empty()) {
            block_.icon = {x, pad_y, icon, icon};
            x += icon + m_.mm(tile || m_.large ? 4 : 3);
        }
        const int room = text_room_end - x;
        const int label_height = put(x, pad_y, room, node_.label, em_of(node_, setting_),
                                     strong_label(node_), label_ink(node_));
        int y = pad_y + label_height;
        if (!node_.value.empty()) y += put(x, y, room, node_.value, m_.body, false, Ink::text);
        y += put(x, y, room, node_.hint, m_.body, false, Ink::muted);
        y += put(x, y, room, node_.problem, m_.body, true, Ink::problem);
        settle_frame(y + pad_y, label_height);
    }

    // Gives the frame its least height, keeps what is in it in the middle, and the icon at the
    // first line.
    void settle_frame(int wanted, int label_height) {
        const bool one_label = block_.texts.size() == 1 && single_line(0);
        if (setting_.tight && one_label)
            wanted = static_cast<int>(block_.texts[0].wish.em * ink_height_em) + 2;
        const int least = !block_.framed ? 0
                          : node_.event  ? (setting_.compact ? m_.target : m_.main_target)
                                         : m_.target / 2;
        height() = std::max({wanted, least, block_.icon.height, setting_.least_height});
        const int down = (height() - wanted) / 2;
        for (TextPiece& piece : block_.texts) piece.rect.y += down;
        for (int& at : block_.breaks) at += down;
        if (one_label) centre_capitals(0);
        if (block_.icon.empty()) return;
        if (one_label || is_tile(node_)) {
            block_.icon.y = (height() - block_.icon.height) / 2;
        } else {
            const int first_line =
                block_.texts.empty() ? label_height : set(block_.texts[0].wish).line_ends.front();
            block_.icon.y = (block_.texts.empty() ? 0 : block_.texts[0].rect.y) +
                            (first_line - block_.icon.height) / 2;
            block_.icon.y = std::max(0, block_.icon.y);
        }
    }

    bool single_line(std::size_t text) {
        return set(block_.texts[text].wish).line_ends.size() == 1;
    }

    void icon_only() {
        height() = std::max(m_.target, setting_.least_height);
        const int size = std::min(m_.icon, m_.mm(13));
        block_.icon_name = node_.icon;
        block_.icon = {(width() - size) / 2, (height() - size) / 2, size, size};
    }

    void key() {
        height() = std::max(setting_.least_height, m_.target);
        if (!node_.icon.empty()) {
            const int size = std::min({m_.icon, height() - m_.mm(4), width() - m_.mm(4)});
            block_.icon_name = node_.icon;
            block_.icon = {(width() - size) / 2, (height() - size) / 2, size, size};
            return;
        }
        const int text =
            put(0, 0, width(), node_.label, em_of(node_, setting_), false, Ink::text, true);
        for (TextPiece& piece : block_.texts) piece.rect.y = (height() - text) / 2;
        centre_capitals(0);
    }

    void field() {
        const int room = std::min(width(), m_.large ? width() : m_.mm(320));
        height() = put(0, 0, room, node_.label, m_.body, true, Ink::text);
        hint(0, room);
        problem(0, room);
        height() += m_.mm(1.5);
        block_.breaks.push_back(height());
        input(room);
    }

    void input(int room) {
        const int pad_x = m_.mm(4);
        const int top = height();
        const std::size_t breaks = block_.breaks.size();
        int text_height =
            put(pad_x, 0, room - 2 * pad_x - m_.thick, node_.value, m_.body, false, Ink::text);
        block_.breaks.resize(breaks);  // what was typed is not parted
        const int frame = std::max(m_.target, text_height + m_.mm(3));
        block_.input = {0, top, room, frame};
        if (!node_.value.empty()) {
            TextPiece& piece = block_.texts.back();
            piece.rect.y = top + (frame - text_height) / 2;
        }
        height() = top + frame;
    }

    void qr() {
        const auto code = encode_qr(node_.value);
        const int modules = (code ? code->size : 0) + 2 * qr_quiet_zone;
        const int side = modules * m_.qr_module;
        block_.qr = {0, 0, side, side};
        height() = side;
        const int x = side + m_.space;
        const int beside = width() - x;
        if (beside >= word_width(node_, setting_, node_.label, m_.body, false) &&
            beside > m_.mm(60)) {
            const int text = put(x, 0, beside, node_.label, m_.body, false, Ink::text);
            height() = std::max(height(), text);
        } else {
            height() +=
                put(0, height() + m_.mm(2), width(), node_.label, m_.body, false, Ink::text) +
                m_.mm(2);
        }
    }

    void image() {
        const int side = m_.mm(m_.large ? 40 : 30);
        block_.icon_name = node_.icon;
        block_.icon = {0, 0, side, side};
        height() = side;
    }

    void progress() {
        height() = put(0, 0, width(), node_.label, m_.body, false, Ink::muted);
        if (node_.value.empty()) return;
        height() += m_.mm(1.5);
        block_.input = {0, height(), width(), m_.mm(2)};
        height() += block_.input.height;
    }

    // What it costs: the words at the leading side, the money at the trailing side.
    void price() {
        const int pad_y = m_.mm(3);
        if (node_.value.empty()) return framed();
        const int value = one_line(node_, setting_, node_.value, m_.price, true);
        const int label_room = width() - 2 * m_.pad - m_.space - value;
        if (label_room >=
            std::max(word_width(node_, setting_, node_.label, m_.body, false), m_.mm(40))) {
            const int left = put(m_.pad, pad_y, label_room, node_.label, m_.body, false, Ink::text);
            const int right =
                put(width() - m_.pad - value, pad_y, value, node_.value, m_.price, true, Ink::text);
            const int tall = std::max(left, right);
            for (TextPiece& piece : block_.texts) piece.rect.y += (tall - piece.rect.height) / 2;
            height() = pad_y + tall;
        } else {
            const int room = width() - 2 * m_.pad;
            height() = pad_y + put(m_.pad, pad_y, room, node_.label, m_.body, false, Ink::text);
            height() += put(m_.pad, height(), room, node_.value, m_.price, true, Ink::text);
        }
        if (!node_.hint.empty())
            height() +=
                put(m_.pad, height(), width() - 2 * m_.pad, node_.hint, m_.body, false, Ink::muted);
        height() += pad_y;
    }

    // A page may end below a line of text, but not across an icon, an input frame or a QR code, nor
    // where another column's line would be cut.
    void finish_breaks() {
        const auto across = [](const PixelRect& rect, int at) {
            return !rect.empty() && at > rect.y && at < rect.bottom();
        };
        const auto cuts_a_line = [&](int at) {
            return std::any_of(block_.texts.begin(), block_.texts.end(),
                               [&](const TextPiece& piece) {
                                   int line_top = 0;
                                   for (const int end : set(piece.wish).line_ends) {
                                       if (at > piece.rect.y + line_top && at < piece.rect.y + end)
                                           return true;
                                       line_top = end;
                                   }
                                   return false;
                               });
        };
        std::erase_if(block_.breaks, [&](int at) {
            return at <= 0 || at >= height() || across(block_.icon, at) ||
                   across(block_.input, at) || across(block_.qr, at) || cuts_a_line(at);
        });
        std::sort(block_.breaks.begin(), block_.breaks.end());
        block_.breaks.erase(std::unique(block_.breaks.begin(), block_.breaks.end()),
                            block_.breaks.end());
    }

    const Node& node_;
    const Setting& setting_;
    const Measures& m_;
    Block block_;
};

int frame_width(const Node& node, const Setting& setting) {
    const Measures& m = setting.measures;
    int around = has_frame(node) ? 2 * (setting.compact ? m.mm(3) : m.pad) : 0;
    if (!icon_of(node).empty())
        around += is_tile(node) ? 2 * m.icon + m.mm(4) : m.icon + m.mm(m.large ? 4 : 3);
    return around;
}

}  // namespace

void Block::move(int dx, int dy) {
    const auto shift = [&](PixelRect& moved) {
        moved.x += dx;
        moved.y += dy;
    };
    shift(rect);
    shift(icon);
    shift(input);
    shift(qr);
    for (TextPiece& piece : texts) shift(piece.rect);
    for (int& at : breaks) at += dy;
}

Block measure(const Node& node, std::size_t index, int width, const Setting& setting) {
    return Builder(node, index, width, setting).build();
}

int natural_width(const Node& node, const Setting& setting) {
    const Measures& m = setting.measures;
    if (setting.icon_only && !node.icon.empty()) return m.target;
    if (node.role == Role::field) return m.mm(320);
    const int em = em_of(node, setting);
    const int label = one_line(node, setting, node.label, em, strong_label(node));
    const bool money = node.role == Role::price && !node.value.empty();
    const int value = one_line(node, setting, node.value, money ? m.price : m.body, money);
    const int hint = one_line(node, setting, node.hint, m.body, false);
    const int least = node.event ? (setting.compact ? m.target : m.main_target) : 0;
    if (money) return frame_width(node, setting) + std::max(label + m.space + value, hint);
    return std::max(least, frame_width(node, setting) + std::max({label, value, hint}));
}

int least_width(const Node& node, const Setting& setting) {
    const Measures& m = setting.measures;
    if (setting.icon_only && !node.icon.empty()) return m.target;
    const int em = em_of(node, setting);
    const int label = word_width(node, setting, node.label, em, strong_label(node));
    const int hint = word_width(node, setting, node.hint, m.body, false);
    const int problem = word_width(node, setting, node.problem, m.body, true) +
                        (node.problem.empty() ? 0 : m.body + m.mm(2));
    return std::max(
        {frame_width(node, setting) + std::max({label, hint, problem}), node.event ? m.target : 0});
}

namespace {

// Keeps what lies between `top` and `bottom` of the block.
Block part_of(const Block& block, int top, int bottom) {
    Block part = block;
    part.rect.y = top;
    part.rect.height = bottom - top;
    const auto inside = [&](const PixelRect& rect) {
        return rect.y >= top && rect.bottom() <= bottom;
    };
    if (!inside(part.icon)) part.icon = {};
    if (!inside(part.input)) part.input = {};
    if (!inside(part.qr)) part.qr = {};
    std::erase_if(part.texts, [&](TextPiece& piece) {
        const int hidden_above = std::max(0, top - piece.rect.y);
        const int hidden_below = std::max(0, piece.rect.bottom() - bottom);
        piece.rect.y += hidden_above;
        piece.skipped += hidden_above;
        piece.rect.height -= hidden_above + hidden_below;
        return piece.rect.height <= 0;
    });
    std::erase_if(part.breaks, [&](int at) { return at <= top || at >= bottom; });
    return part;
}

}  // namespace

Block upper_part(const Block& block, int height) {
    return part_of(block, block.rect.y, block.rect.y + height);
}

Block lower_part(const Block& block, int height) {
    return part_of(block, block.rect.y + height, block.rect.bottom());
}

}  // namespace screens
