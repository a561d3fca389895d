#include "screens/scene/qr_code.h"
#include "screens/toolkit/block.h"
#include "screens/toolkit/fonts.h"
#include "screens/toolkit/node_text.h"

#include <algorithm>

namespace screens {

namespace {

using kiosk::PixelRect;

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines(1);
    for (const char c : text)
        if (c == '\n')
            lines.emplace_back();
        else
            lines.back() += c;
    return lines;
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
                if (is_icon_only(node_, setting_))
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
        const TextWish what = wish_for(node_, setting_, text, em, bold, std::max(1, room), centred);
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

    // Accents and descenders of large letters would stand over a low frame's edge.
    void keep_inside(TextPiece& piece) {
        const SetText& set_text = set(piece.wish);
        const int margin = std::min(m_.frame, std::max(0, (height() - set_text.ink.height) / 2));
        const int lowest = std::max(margin, height() - margin - set_text.ink.height);
        const int ink_top = std::clamp(piece.rect.y + set_text.ink_y, margin, lowest);
        piece.rect.y = ink_top - set_text.ink_y;
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
    // Both may have several lines, which then belong together one by one.
    void pair() {
        const std::vector<std::string> labels = lines_of(node_.label);
        std::vector<std::string> values = lines_of(node_.value);
        values.resize(labels.size());
        const int label_room = width() * 2 / 5;
        const int value_x = label_room + m_.space;
        const int value_room = width() - value_x;
        const auto fit = [&](const std::vector<std::string>& lines, int room, bool bold) {
            return std::all_of(lines.begin(), lines.end(), [&](const std::string& line) {
                return word_width(node_, setting_, line, m_.body, bold) <= room;
            });
        };
        const bool beside = fit(labels, label_room, false) && fit(values, value_room, true);
        for (std::size_t i = 0; i < labels.size(); ++i) {
            if (i > 0) height() += m_.mm(2);
            const int top = height();
            height() +=
                put(0, top, beside ? label_room : width(), labels[i], m_.body, false, Ink::muted);
            const int below =
                put(beside ? value_x : 0, beside ? top : height(), beside ? value_room : width(),
                    values[i], m_.body, true, Ink::text);
            height() = beside ? std::max(height(), top + below) : height() + below;
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
        const int icon = tile                          ? m_.icon * 2
                         : node_.role == Role::heading ? em_of(node_, setting_)
                                                       : m_.icon;
        int x = block_.framed ? pad_x : 0;
        const int text_room_end = block_.framed ? width() - pad_x : width();
        const int plate = tile ? m_.plate : 0;
        const int beside_icon = icon + 2 * plate + m_.mm(tile ? 5 : m_.large ? 4 : 3);
        // Where a word would be parted beside it, a tile does without its icon.
        if (!icon_of(node_).empty() &&
            !(tile && longest_word() > text_room_end - x - beside_icon)) {
            block_.icon_name = icon_of(node_);
            block_.icon = {x + plate, pad_y, icon, icon};
            x += beside_icon;
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

    int longest_word() {
        return std::max(
            word_width(node_, setting_, node_.label, em_of(node_, setting_), strong_label(node_)),
            word_width(node_, setting_, node_.hint, m_.body, false));
    }

    // Gives the frame its least height, keeps what is in it in the middle, and the icon at the
    // first line.
    void settle_frame(int wanted, int label_height) {
        const bool one_label = block_.texts.size() == 1 && single_line(0);
        if (setting_.tight && one_label)
            wanted = set(block_.texts[0].wish).ink.height + 2 * m_.frame;
        const int least = !block_.framed   ? 0
                          : is_tile(node_) ? m_.tile
                          : node_.event    ? (setting_.compact ? m_.target : m_.main_target)
                                           : m_.target / 2;
        height() = std::max({wanted, least, block_.icon.height, setting_.least_height});
        const int down = (height() - wanted) / 2;
        for (TextPiece& piece : block_.texts) piece.rect.y += down;
        for (int& at : block_.breaks) at += down;
        if (one_label) {
            centre_capitals(0);
            keep_inside(block_.texts[0]);
        }
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

    // Letters of some scripts are wider or deeper than a key within reach has room for.
    int em_on_key() {
        int em = em_of(node_, setting_);
        const auto fits = [&] {
            constexpr int on_one_line = 8;  // times the key's width
            const SetText& letter =
                set(wish_for(node_, setting_, node_.label, em, false, on_one_line * width(), true));
            constexpr int blur = 1;  // of the lowest row of pixels
            return letter.width <= width() && letter.ink.height - blur <= height();
        };
        while (em > m_.frame && !fits()) em -= std::max(1, em / 10);
        return em;
    }

    void key() {
        height() = std::max(setting_.least_height, m_.target);
        const bool word = node_.icon.empty() || (node_.emphasis == Emphasis::primary &&
                                                 one_line(node_, setting_, node_.label, m_.key,
                                                          false) <= width() - m_.mm(2));
        if (!word) {
            const int size = std::min({m_.icon, height() - m_.mm(4), width() - m_.mm(4)});
            block_.icon_name = node_.icon;
            block_.icon = {(width() - size) / 2, (height() - size) / 2, size, size};
            return;
        }
        const int text = put(0, 0, width(), node_.label, em_on_key(), false, Ink::text, true);
        for (TextPiece& piece : block_.texts) piece.rect.y = (height() - text) / 2;
        centre_capitals(0);
        for (TextPiece& piece : block_.texts) keep_inside(piece);
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
            if (!setting_.right_to_left && set(piece.wish).right_to_left) {
                piece.wish.right_to_left = true;
                piece.rect.x = room - pad_x - m_.thick - piece.rect.width;
            }
        }
        height() = top + frame;
    }

    void qr() {
        const auto code = encode_qr(node_.value);
        const int modules = (code ? code->size : 0) + 2 * qr_quiet_zone;
        const int module = std::min(m_.qr_module, setting_.most_height / modules);
        const int side = modules * module;
        block_.qr = {0, 0, side, side};
        height() = side;
        const int x = side + m_.space;
        const int beside = width() - x;
        if (beside >= word_width(node_, setting_, node_.label, m_.body, false) &&
            beside > m_.mm(60)) {
            const int text = put(x, 0, beside, node_.label, m_.body, false, Ink::text);
            height() = std::max(height(), text);
        } else {
            block_.breaks.push_back(height());
            height() +=
                put(0, height() + m_.mm(2), width(), node_.label, m_.body, false, Ink::text) +
                m_.mm(2);
        }
    }

    void image() {
        const int side = m_.mm(m_.large ? 70 : 60);
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
        if (node_.value.empty()) return framed();
        const int pad_y = m_.mm(block_.framed ? 3 : 0);
        const int em = block_.framed ? m_.price : m_.body;
        const int value = one_line(node_, setting_, node_.value, em, true);
        const int label_room = width() - 2 * m_.pad - m_.space - value;
        if (label_room >=
            std::max(word_width(node_, setting_, node_.label, m_.body, false), m_.mm(40))) {
            const int left = put(m_.pad, pad_y, label_room, node_.label, m_.body, false, Ink::text);
            const int right =
                put(width() - m_.pad - value, pad_y, value, node_.value, em, true, Ink::text);
            const int tall = std::max(left, right);
            for (TextPiece& piece : block_.texts) piece.rect.y += (tall - piece.rect.height) / 2;
            height() = pad_y + tall;
        } else {
            const int room = width() - 2 * m_.pad;
            height() = pad_y + put(m_.pad, pad_y, room, node_.label, m_.body, false, Ink::text);
            height() += put(m_.pad, height(), room, node_.value, em, true, Ink::text);
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

}  // namespace

Block measure(const Node& node, std::size_t index, int width, const Setting& setting) {
    return Builder(node, index, width, setting).build();
}

}  // namespace screens
