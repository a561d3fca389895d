#include "screens/toolkit/low_reach.h"

#include "screens/toolkit/flow.h"
#include "screens/toolkit/key_block.h"
#include "screens/toolkit/paging.h"

#include <algorithm>

namespace screens {

namespace {

using kiosk::PixelRect;

class LowReach {
  public:
    explicit LowReach(Composition& composition)
        : c_(composition),
          m_(composition.m()),
          band_(reachable_band(composition.out.geometry)),
          reading_{0, band_.top} {}

    void everything() {
        words();
        Rows operating{band_.top + banner_buttons(), band_.bottom};
        operating.bottom -= actions();
        if (c_.typing) keyboard(operating);
        if (c_.typing)
            place_pages(c_, {c_.in(Region::content), {}}, {area(reading_), {}}, !c_.overlaid);
        else
            pages(c_.in(Region::content), operating, !c_.overlaid);
        if (c_.overlaid) card();
    }

  private:
    // At the very top, where there is room for them: what is only read of banner and actions.
    void words() {
        const int pad = m_.key_gap;
        const Page words =
            strip_of(c_.nodes(), c_.operable(c_.in(Region::banner), false),
                     c_.operable(c_.in(Region::actions), false), c_.inner_width(), compact());
        const int taken = words.height + 2 * pad;
        if (words.blocks.empty() || band_.top <= taken) return;
        c_.place(words.blocks, m_.margin, pad, false);
        c_.surface({0, taken});
        reading_.top = taken;
    }

    // Along the band's upper edge. This and actions() return the height they take.
    int banner_buttons() {
        const Indices buttons = c_.operable(c_.in(Region::banner), true);
        if (buttons.empty()) return 0;
        Setting setting = compact();
        if (m_.large) setting.words = Words::none;
        setting.tight = m_.large && c_.typing;
        Page strip = strip_of(c_.nodes(), {}, buttons, c_.inner_width(), setting);
        if (strip.height > one_line()) {  // there is no room for the words
            setting.words = Words::none;
            strip = strip_of(c_.nodes(), {}, buttons, c_.inner_width(), setting);
        }
        const int taken = strip.height + 2 * m_.key_gap;
        c_.place(strip.blocks, m_.margin, band_.top + m_.key_gap, true);
        c_.surface({band_.top, band_.top + taken});
        return taken;
    }

    // Along its lower edge.
    int actions() {
        const Indices actions = c_.operable(c_.in(Region::actions), true);
        if (actions.empty()) return 0;
        Setting setting = c_.setting();
        setting.compact = setting.tight = c_.typing || m_.large;
        const auto strip_with = [&](Words words) {
            setting.words = words;
            return strip_of(c_.nodes(), c_.primary(actions, false), c_.primary(actions, true),
                            c_.inner_width(), setting);
        };
        Page strip = strip_with(setting.words);
        // What is operated above needs what a second line would take.
        if (strip.height > one_line()) strip = strip_with(Words::none);
        const int top = band_.bottom - strip.height - m_.key_gap;
        c_.place(strip.blocks, m_.margin, top, true);
        c_.surface({top - m_.key_gap, band_.bottom});
        return band_.bottom - top + m_.key_gap;
    }

    void keyboard(Rows rows) {
        const KeyBlock keys = key_block_of(c_.nodes(), c_.in(Region::keyboard), c_.inner_width(),
                                           rows.height(), c_.setting());
        c_.place(keys.blocks, m_.margin + (c_.inner_width() - keys.width) / 2,
                 rows.top + (rows.height() - keys.height) / 2, true);
        c_.surface(rows);
    }

    void card() {
        c_.out.card = {m_.mm(2), m_.mm(2), c_.screen_width() - 2 * m_.mm(2),
                       band_.bottom - m_.mm(4)};
        reading_.top = m_.mm(4);
        pages(c_.in(Region::overlay), {band_.top, band_.bottom - m_.mm(8)}, true);
    }

    // A row with something to operate in it lies in the band as a whole.
    void pages(const Indices& nodes, Rows operating, bool current) {
        Indices read;
        Indices operated;
        for (const std::size_t i : nodes) (in_band(nodes, i) ? operated : read).push_back(i);
        PixelRect below = area(operating);
        below.y = operating.top + m_.mm(1);
        below.height = operating.height() - m_.mm(1);
        place_pages(c_, {read, operated}, {area(reading_), below}, current);
    }

    bool in_band(const Indices& nodes, std::size_t which) const {
        const Node& node = c_.nodes()[which];
        return std::any_of(nodes.begin(), nodes.end(), [&](std::size_t other) {
            const Node& neighbour = c_.nodes()[other];
            return neighbour.event &&
                   (other == which || (!node.row.empty() && neighbour.row == node.row));
        });
    }

    // No strip of one line is as high as this, every strip of two is higher.
    int one_line() const { return 2 * m_.target; }

    Setting compact() const {
        Setting setting = c_.setting();
        setting.compact = true;
        return setting;
    }

    PixelRect area(Rows rows) const {
        const int width = std::min(c_.inner_width(), m_.column);
        return {m_.margin + (c_.inner_width() - width) / 2, rows.top + m_.mm(3), width,
                rows.height() - m_.mm(4)};
    }

    Composition& c_;
    const Measures& m_;
    Band band_;
    Rows reading_;
};

}  // namespace

void lay_out_low(Composition& composition) {
    LowReach(composition).everything();
}

}  // namespace screens
