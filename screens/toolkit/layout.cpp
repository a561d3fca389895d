#include "screens/toolkit/layout.h"

#include "screens/toolkit/flow.h"
#include "screens/toolkit/key_block.h"

#include <algorithm>

namespace screens {

namespace {

using kiosk::PixelRect;
using Indices = std::vector<std::size_t>;

// The heights between which a region lies.
struct Rows {
    int top = 0;
    int bottom = 0;
    [[nodiscard]] int height() const { return bottom - top; }
};

class Composer {
  public:
    Composer(const Scene& scene, const kiosk::visit::Preferences& preferences,
             const Geometry& geometry, Typesetter& typesetter)
        : typesetter_(typesetter) {
        out_.scene = scene.id;
        out_.language = scene.language;
        out_.right_to_left = scene.right_to_left;
        out_.preferences = preferences;
        out_.geometry = geometry;
        out_.measures = measures_of(geometry, preferences);
        insert_pager(scene);
        for (const Node& node : out_.nodes)
            if (node.role == Role::heading && title_.empty()) title_ = node.id;
        typing_ = std::any_of(out_.nodes.begin(), out_.nodes.end(),
                              [](const Node& node) { return node.region == Region::keyboard; });
        overlaid_ = std::any_of(out_.nodes.begin(), out_.nodes.end(),
                                [](const Node& node) { return node.region == Region::overlay; });
    }

    Layout compose(int page) {
        wish_ = page;
        if (out_.preferences.low)
            low();
        else
            upright();
        drop_unused_pager();
        if (out_.right_to_left) mirror();
        return std::move(out_);
    }

  private:
    const Measures& m() const { return out_.measures; }
    int screen_width() const { return out_.geometry.pixels.width; }
    int screen_height() const { return out_.geometry.pixels.height; }
    int inner_width() const { return screen_width() - 2 * m().margin; }

    Setting setting() const {
        Setting setting{m(), typesetter_, out_.language, out_.right_to_left};
        setting.title = title_;
        return setting;
    }

    // The two buttons stand where the content ends in reading order.
    void insert_pager(const Scene& scene) {
        const auto paged = [&](const Node& node) {
            return node.region == Region::overlay || node.region == Region::content;
        };
        const bool overlay =
            std::any_of(scene.nodes.begin(), scene.nodes.end(),
                        [](const Node& node) { return node.region == Region::overlay; });
        std::size_t after = 0;
        for (std::size_t i = 0; i < scene.nodes.size(); ++i)
            if (overlay ? scene.nodes[i].region == Region::overlay : paged(scene.nodes[i]))
                after = i + 1;
        out_.nodes = scene.nodes;
        Node up{.id = pager_up, .role = Role::button, .label = scene.back_up};
        up.icon = "up";
        Node down{.id = pager_down, .role = Role::button, .label = scene.more};
        down.icon = "down";
        for (Node* node : {&up, &down}) node->region = overlay ? Region::overlay : Region::content;
        up.event = down.event =
            kiosk::visit::FieldTouched{};  // never sent: paging is the toolkit's
        const auto at = out_.nodes.begin() + static_cast<std::ptrdiff_t>(after);
        out_.nodes.insert(at, {up, down});
    }

    Indices in(Region region) const {
        Indices chosen;
        for (std::size_t i = 0; i < out_.nodes.size(); ++i)
            if (out_.nodes[i].region == region && !is_pager(out_.nodes[i])) chosen.push_back(i);
        return chosen;
    }
    static bool is_pager(const Node& node) { return node.id == pager_up || node.id == pager_down; }
    std::size_t index_of(const char* id) const {
        return static_cast<std::size_t>(
            std::find_if(out_.nodes.begin(), out_.nodes.end(),
                         [&](const Node& node) { return node.id == id; }) -
            out_.nodes.begin());
    }
    Indices where(const Indices& chosen, bool operable) const {
        Indices found;
        for (const std::size_t i : chosen)
            if (out_.nodes[i].event.has_value() == operable) found.push_back(i);
        return found;
    }
    Indices main_ones(const Indices& chosen, bool primary) const {
        Indices found;
        for (const std::size_t i : chosen)
            if ((out_.nodes[i].emphasis == Emphasis::primary) == primary) found.push_back(i);
        return found;
    }

    void add(const std::vector<Block>& blocks, int x, int y, bool touchable) {
        for (const Block& block : blocks) {
            Box box;
            static_cast<Block&>(box) = block;
            box.move(x, y);
            const Node& node = out_.nodes[block.node];
            box.under_overlay = overlaid_ && node.region != Region::overlay;
            box.touchable = touchable && node.event && !node.disabled && !box.under_overlay;
            out_.boxes.push_back(std::move(box));
        }
    }

    void surface(Rows rows) {
        out_.surfaces.push_back({0, rows.top, screen_width(), rows.height()});
    }

    // --- Standing: the whole panel is in reach.

    void upright() {
        const int pad = m().mm(4);
        Setting compact = setting();
        compact.compact = true;
        compact.icon_only = typing_ && m().large;  // the field needs the room
        const Indices banner = in(Region::banner);
        Rows content{0, screen_height()};
        if (!banner.empty()) {
            const Page strip = strip_of(out_.nodes, where(banner, false), where(banner, true),
                                        inner_width(), compact);
            add(strip.blocks, m().margin, pad, true);
            content.top = strip.height + 2 * pad;
            surface({0, content.top});
        }
        const Indices actions = in(Region::actions);
        if (!actions.empty()) {
            const Page strip = strip_of(out_.nodes, main_ones(actions, false),
                                        main_ones(actions, true), inner_width(), setting());
            content.bottom -= strip.height + 2 * pad;
            add(strip.blocks, m().margin, content.bottom + pad, true);
            surface({content.bottom, screen_height()});
        }
        if (typing_) content.bottom -= keyboard({content.top, content.bottom}, pad);
        upright_content(content);
        if (overlaid_) upright_card();
    }

    // Puts the keyboard at the bottom of `rows` and returns the height it takes.
    int keyboard(Rows rows, int pad) {
        const KeyBlock keys = key_block_of(
            out_.nodes, in(Region::keyboard), inner_width(),
            std::min(rows.height() / 2 + m().mm(10), m().mm(m().large ? 97 : 104)), setting());
        const int taken = keys.height + 2 * pad;
        add(keys.blocks, m().margin + (inner_width() - keys.width) / 2, rows.bottom - taken + pad,
            true);
        surface({rows.bottom - taken, rows.bottom});
        return taken;
    }

    void upright_content(Rows rows) {
        const int width = std::min(inner_width(), m().column);
        const int x = m().margin + (inner_width() - width) / 2;
        const Rows inner{rows.top + m().space, rows.bottom - m().space};
        const PixelRect area{x, inner.top, width, inner.height()};
        if (!beside_a_code(inner)) paged({in(Region::content)}, {area}, !overlaid_);
    }

    // A code for telephones stands beside what is read, so that both are seen at once.
    bool beside_a_code(Rows rows) {
        Indices codes;
        Indices others;
        for (const std::size_t i : in(Region::content))
            (out_.nodes[i].role == Role::qr ? codes : others).push_back(i);
        if (codes.size() != 1 || others.empty()) return false;
        const Block code = measure(out_.nodes[codes[0]], codes[0], m().mm(60), setting());
        const int left = inner_width() - code.qr.width - 2 * m().space;
        if (left < m().mm(m().large ? 300 : 200) || code.qr.height > rows.height()) return false;
        const PixelRect beside{m().margin + inner_width() - code.qr.width, rows.top, code.qr.width,
                               rows.height()};
        const PixelRect area{m().margin, rows.top, left, rows.height()};
        paged({codes, others}, {beside, area}, !overlaid_);
        return true;
    }

    void upright_card() {
        const int width = std::min(inner_width(), m().large ? inner_width() : m().mm(400));
        const int pad = m().mm(8);
        const int most = screen_height() - 2 * m().mm(8) - 2 * pad;
        const Indices nodes = in(Region::overlay);
        const int wanted = height_of(units_of(out_.nodes, nodes, width - 2 * pad, most, setting()));
        const int height = std::min(most, wanted);
        const int x = (screen_width() - width) / 2;
        const int y = (screen_height() - height) / 2;
        out_.card = {x, y - pad, width, height + 2 * pad};
        paged({nodes}, {{x + pad, y, width - 2 * pad, height}}, true);
    }

    // --- Low: what is operated lies in the band within reach; above it is what is only read.

    void low() {
        const Band band = reachable_band(out_.geometry);
        const Rows reading{0, band.top};
        Rows operating = low_edges({band.top, band.bottom});
        if (typing_ && !overlaid_) {
            low_keyboard(operating);
            paged({in(Region::content), {}},
                  {area({reading.top + banner_text_height_, reading.bottom}), {}}, false);
            return;
        }
        if (overlaid_) {
            if (typing_) low_keyboard(operating);
            paged_low(in(Region::content), reading, operating, false);
            out_.card = {m().mm(2), m().mm(2), screen_width() - 2 * m().mm(2),
                         band.bottom - m().mm(4)};
            banner_text_height_ = m().mm(4);
            paged_low(in(Region::overlay), reading, {band.top, band.bottom - m().mm(8)}, true);
            return;
        }
        paged_low(in(Region::content), reading, operating, true);
    }

    PixelRect area(Rows rows) const {
        const int width = std::min(inner_width(), m().column);
        return {m().margin + (inner_width() - width) / 2, rows.top + m().mm(3), width,
                rows.height() - m().mm(4)};
    }

    // The banner's words at the very top; its buttons at the upper edge of the band and the actions
    // at its lower edge. Returns what is left of the band.
    Rows low_edges(Rows band) {
        const int pad = m().key_gap;
        Setting compact = setting();
        compact.compact = true;
        const Indices banner = in(Region::banner);
        const Page words = strip_of(out_.nodes, where(banner, false), {}, inner_width(), compact);
        if (!words.blocks.empty() && band.top > words.height + 2 * pad) {
            add(words.blocks, m().margin, pad, false);
            banner_text_height_ = words.height + 2 * pad;
            surface({0, banner_text_height_});
        }
        Rows left = band;
        compact.icon_only = m().large;
        compact.tight = m().large && typing_;
        Page buttons = strip_of(out_.nodes, {}, where(banner, true), inner_width(), compact);
        if (buttons.height > m().mm(30)) {  // several lines: there is no room for the words
            compact.icon_only = true;
            buttons = strip_of(out_.nodes, {}, where(banner, true), inner_width(), compact);
        }
        if (!buttons.blocks.empty()) {
            add(buttons.blocks, m().margin, left.top + pad, true);
            left.top += buttons.height + 2 * pad;
            surface({band.top, left.top});
        }
        Setting last = setting();
        last.compact = last.tight = typing_ || m().large;
        const Indices actions = in(Region::actions);
        const Page strip = strip_of(out_.nodes, main_ones(actions, false), main_ones(actions, true),
                                    inner_width(), last);
        if (!strip.blocks.empty()) {
            left.bottom -= strip.height + pad;
            add(strip.blocks, m().margin, left.bottom, true);
            left.bottom -= pad;
            surface({left.bottom, band.bottom});
        }
        return left;
    }

    void low_keyboard(Rows rows) {
        const KeyBlock keys =
            key_block_of(out_.nodes, in(Region::keyboard), inner_width(), rows.height(), setting());
        add(keys.blocks, m().margin + (inner_width() - keys.width) / 2,
            rows.top + (rows.height() - keys.height) / 2, true);
        surface(rows);
    }

    // A row with something to operate in it lies in the band as a whole.
    void paged_low(const Indices& nodes, Rows reading, Rows operating, bool current) {
        Indices read;
        Indices operated;
        for (const std::size_t i : nodes) {
            const Node& node = out_.nodes[i];
            const bool in_band = std::any_of(nodes.begin(), nodes.end(), [&](std::size_t other) {
                const Node& neighbour = out_.nodes[other];
                return neighbour.event &&
                       (other == i || (!node.row.empty() && neighbour.row == node.row));
            });
            (in_band ? operated : read).push_back(i);
        }
        const Rows upper{reading.top + banner_text_height_, reading.bottom};
        PixelRect below = area(operating);
        below.y = operating.top + m().mm(1);
        below.height = operating.height() - m().mm(1);
        paged({read, operated}, {area(upper), below}, current);
    }

    // --- Pages

    // Parts each list of nodes into pages of its area. The areas turn their pages together; the
    // pager stands below the last one, or beside it in a small band.
    void paged(const std::vector<Indices>& lists, const std::vector<PixelRect>& areas,
               bool current) {
        std::vector<std::vector<Page>> pages = split(lists, areas);
        std::size_t count = most(pages);
        PixelRect pager{};
        if (count > 1 && !(typing_ && out_.preferences.low)) {
            std::vector<PixelRect> smaller = areas;
            pager = make_room_for_pager(smaller);
            pages = split(lists, smaller);
            count = most(pages);
        }
        const int shown =
            current ? choose_page(pages, static_cast<int>(count)) : follow_typing(pages);
        if (current || !overlaid_) {
            out_.pages = static_cast<int>(count);
            out_.page = shown;
            note_pages(pages);
        }
        for (std::size_t i = 0; i < pages.size(); ++i)
            if (static_cast<std::size_t>(shown) < pages[i].size())
                add(pages[i][static_cast<std::size_t>(shown)].blocks, areas[i].x, areas[i].y,
                    !out_.preferences.low || i + 1 == pages.size());
        if (current && !pager.empty()) place_pager(pager);
    }

    std::vector<std::vector<Page>> split(const std::vector<Indices>& lists,
                                         const std::vector<PixelRect>& areas) {
        std::vector<std::vector<Page>> pages;
        for (std::size_t i = 0; i < lists.size(); ++i) {
            const Setting here = setting_for(i, lists.size());
            pages.push_back(
                pages_of(units_of(out_.nodes, lists[i], areas[i].width, areas[i].height, here),
                         areas[i].height, here));
        }
        return pages;
    }

    Setting setting_for(std::size_t list, std::size_t lists) const {
        Setting here = setting();
        here.compact = here.tight = out_.preferences.low && m().large && list + 1 == lists;
        return here;
    }

    static std::size_t most(const std::vector<std::vector<Page>>& pages) {
        std::size_t count = 1;
        for (const auto& list : pages) count = std::max(count, list.size());
        return count;
    }

    Setting pager_setting() const {
        Setting here = setting();
        here.compact = true;
        here.icon_only = out_.preferences.low && m().large;
        return here;
    }

    PixelRect make_room_for_pager(std::vector<PixelRect>& areas) {
        PixelRect& area = areas.back();
        const std::size_t up = index_of(pager_up);
        const Page strip = strip_of(out_.nodes, {up}, {up + 1}, area.width, pager_setting());
        if (!out_.preferences.low) {
            area.height -= strip.height + m().gap;
            return {area.x, area.bottom() + m().gap, area.width, strip.height};
        }
        int width = 0;
        for (const std::size_t node : {up, up + 1})
            width = std::max(width, natural_width(out_.nodes[node], pager_setting()));
        area.width -= width + m().gap;
        return {area.right() + m().gap, area.y, width, area.height};
    }

    void place_pager(PixelRect where) {
        const std::size_t up = index_of(pager_up);
        const bool has_up = out_.page > 0;
        const bool has_down = out_.page + 1 < out_.pages;
        Indices leading;
        Indices trailing;
        if (has_up) leading.push_back(up);
        if (has_down) trailing.push_back(up + 1);
        if (!out_.preferences.low) {
            add(strip_of(out_.nodes, leading, trailing, where.width, pager_setting()).blocks,
                where.x, where.y, true);
            return;
        }
        if (has_up)
            add({measure(out_.nodes[up], up, where.width, pager_setting())}, where.x, where.y,
                true);
        if (!has_down) return;
        const Block down = measure(out_.nodes[up + 1], up + 1, where.width, pager_setting());
        add({down}, where.x, where.bottom() - down.rect.height, true);
    }

    int follow_typing(const std::vector<std::vector<Page>>& pages) const {
        for (const auto& list : pages)
            for (std::size_t page = 0; page < list.size(); ++page)
                for (const Block& block : list[page].blocks)
                    if (out_.nodes[block.node].typing && !block.input.empty())
                        return static_cast<int>(page);
        return 0;
    }

    int choose_page(const std::vector<std::vector<Page>>& pages, int count) const {
        return std::clamp(wish_ < 0 ? follow_typing(pages) : wish_, 0, count - 1);
    }

    void note_pages(const std::vector<std::vector<Page>>& pages) {
        for (const auto& list : pages)
            for (std::size_t page = 0; page < list.size(); ++page)
                for (const Block& block : list[page].blocks)
                    out_.page_of.try_emplace(out_.nodes[block.node].id, static_cast<int>(page));
    }

    void drop_unused_pager() {
        const std::size_t up = index_of(pager_up);
        const auto shown = [&](std::size_t node) {
            return std::any_of(out_.boxes.begin(), out_.boxes.end(),
                               [&](const Box& box) { return box.node == node; });
        };
        for (const std::size_t node : {up + 1, up}) {
            if (shown(node)) continue;
            out_.nodes.erase(out_.nodes.begin() + static_cast<std::ptrdiff_t>(node));
            for (Box& box : out_.boxes)
                if (box.node > node) --box.node;
        }
    }

    // --- Right to left: once, here.

    void mirror() {
        const auto flip = [&](PixelRect& rect) {
            if (!rect.empty()) rect.x = screen_width() - rect.right();
        };
        for (Box& box : out_.boxes) {
            flip(box.rect);
            flip(box.icon);
            flip(box.input);
            flip(box.qr);
            for (TextPiece& piece : box.texts) flip(piece.rect);
            box.mirrored = true;
            if (out_.nodes[box.node].region == Region::keyboard) keep_keyboard(box);
        }
        for (PixelRect& rect : out_.surfaces) flip(rect);
        flip(out_.card);
    }

    // Latin letters stand as on every keyboard, also on a right-to-left screen.
    void keep_keyboard(Box& box) const {
        const auto flip = [&](PixelRect& rect) {
            if (!rect.empty()) rect.x = screen_width() - rect.right();
        };
        flip(box.rect);
        flip(box.icon);
        for (TextPiece& piece : box.texts) flip(piece.rect);
        box.mirrored = false;
    }

    Typesetter& typesetter_;
    Layout out_;
    std::string title_;
    int wish_ = -1;
    bool typing_ = false;
    bool overlaid_ = false;
    int banner_text_height_ = 0;
};

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
    return Composer(scene, preferences, geometry, typesetter).compose(page);
}

}  // namespace screens
