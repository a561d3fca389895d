#include "screens/toolkit/upright.h"

#include "screens/toolkit/flow.h"
#include "screens/toolkit/key_block.h"
#include "screens/toolkit/paging.h"

#include <algorithm>

namespace screens {

namespace {

using kiosk::PixelRect;

class Upright {
  public:
    explicit Upright(Composition& composition) : c_(composition), m_(composition.m()) {}

    // Banner at the top, actions at the bottom, above them the keyboard; the content between.
    void everything() {
        const int pad = m_.mm(4);
        Rows content{0, c_.screen_height()};
        content.top += banner(pad);
        content.bottom -= actions(pad);
        if (c_.typing) content.bottom -= keyboard(content, pad);
        const Rows inner{content.top + m_.space, content.bottom - m_.space};
        if (!beside_a_code(inner)) column(inner);
        if (c_.overlaid) card();
    }

  private:
    // Each returns the height it takes.
    int banner(int pad) {
        const Indices banner = c_.in(Region::banner);
        if (banner.empty()) return 0;
        Setting compact = c_.setting();
        compact.compact = true;
        if (m_.large) compact.words = Words::of_main_ones;
        const auto strip_with = [&](const Setting& setting) {
            return strip_of(c_.nodes(), c_.operable(banner, false), c_.operable(banner, true),
                            c_.inner_width(), setting);
        };
        Page strip = strip_with(compact);
        if (m_.large && strip.height > m_.mm(30)) {  // several lines; on every screen alike
            compact.words = Words::none;
            strip = strip_with(compact);
        }
        c_.place(strip.blocks, m_.margin, pad, true);
        const int taken = strip.height + 2 * pad;
        c_.surface({0, taken});
        return taken;
    }

    int actions(int pad) {
        const Indices actions = c_.in(Region::actions);
        if (actions.empty()) return 0;
        Setting setting = c_.setting();
        setting.compact = c_.typing && m_.large;  // the field needs the room
        const Page strip = strip_of(c_.nodes(), c_.primary(actions, false),
                                    c_.primary(actions, true), c_.inner_width(), setting);
        const int taken = strip.height + 2 * pad;
        c_.place(strip.blocks, m_.margin, c_.screen_height() - taken + pad, true);
        c_.surface({c_.screen_height() - taken, c_.screen_height()});
        return taken;
    }

    int keyboard(Rows rows, int pad) {
        const int most = std::min(rows.height() / 2 + m_.mm(10), m_.mm(m_.large ? 97 : 104));
        const KeyBlock keys =
            key_block_of(c_.nodes(), c_.in(Region::keyboard), c_.inner_width(), most, c_.setting());
        const int taken = keys.height + 2 * pad;
        c_.place(keys.blocks, m_.margin + (c_.inner_width() - keys.width) / 2,
                 rows.bottom - taken + pad, true);
        c_.surface({rows.bottom - taken, rows.bottom});
        return taken;
    }

    void column(Rows rows) {
        const int width = std::min(c_.inner_width(), m_.column);
        const int x = m_.margin + (c_.inner_width() - width) / 2;
        rows.top += above_statement(rows, width);
        place_pages(c_, {c_.in(Region::content)}, {{x, rows.top, width, rows.height()}},
                    !c_.overlaid);
    }

    // A screen on which nothing is to be done is a statement: it stands a little above the middle.
    int above_statement(Rows rows, int width) const {
        const Indices content = c_.in(Region::content);
        if (!c_.operable(content, true).empty() || !c_.in(Region::actions).empty()) return 0;
        const int wanted =
            height_of(units_of(c_.nodes(), content, width, rows.height(), c_.setting()));
        return std::max(0, (rows.height() - wanted) * 2 / 5);
    }

    // A code for telephones stands beside what is read, so that both are seen at once.
    bool beside_a_code(Rows rows) {
        Indices codes;
        Indices others;
        for (const std::size_t i : c_.in(Region::content))
            (c_.nodes()[i].role == Role::qr ? codes : others).push_back(i);
        if (codes.size() != 1 || others.empty()) return false;
        const Block code = measure(c_.nodes()[codes[0]], codes[0], m_.mm(60), c_.setting());
        const int left = c_.inner_width() - code.qr.width - 2 * m_.space;
        if (left < m_.mm(m_.large ? 300 : 200) || code.qr.height > rows.height()) return false;
        const PixelRect beside{m_.margin + c_.inner_width() - code.qr.width, rows.top,
                               code.qr.width, rows.height()};
        const PixelRect area{m_.margin, rows.top, left, rows.height()};
        place_pages(c_, {codes, others}, {beside, area}, !c_.overlaid);
        return true;
    }

    void card() {
        const int width = std::min(c_.inner_width(), m_.large ? c_.inner_width() : m_.mm(400));
        const int pad = m_.mm(8);
        const int most = c_.screen_height() - 2 * m_.mm(8) - 2 * pad;
        const Indices nodes = c_.in(Region::overlay);
        const int wanted =
            height_of(units_of(c_.nodes(), nodes, width - 2 * pad, most, c_.setting()));
        const int height = std::min(most, wanted);
        const int x = (c_.screen_width() - width) / 2;
        const int y = (c_.screen_height() - height) / 2;
        c_.out.card = {x, y - pad, width, height + 2 * pad};
        place_pages(c_, {nodes}, {{x + pad, y, width - 2 * pad, height}}, true);
    }

    Composition& c_;
    const Measures& m_;
};

}  // namespace

void lay_out_upright(Composition& composition) {
    Upright(composition).everything();
}

}  // namespace screens
