#include "screens/toolkit/paging.h"

#include "screens/toolkit/flow.h"

#include <algorithm>
#include <optional>

namespace screens {

namespace {

using kiosk::PixelRect;
using Pages = std::vector<std::vector<Page>>;  // of each area

std::size_t most(const Pages& pages) {
    std::size_t count = 1;
    for (const auto& list : pages) count = std::max(count, list.size());
    return count;
}

class Paging {
  public:
    Paging(Composition& composition, const std::vector<Indices>& lists,
           const std::vector<PixelRect>& areas)
        : c_(composition), lists_(lists), areas_(areas), pages_(split(areas)) {
        if (most(pages_) < 2 || (c_.typing && c_.low())) return;
        std::vector<PixelRect> smaller = areas;
        pager_ = make_room_for_pager(smaller.back());
        pages_ = split(smaller);
    }

    void place(bool current) {
        const int count = static_cast<int>(most(pages_));
        const int shown = current ? chosen_page(count) : page_of_typing();
        if (current || !c_.overlaid) {
            c_.out.pages = count;
            c_.out.page = shown;
            note_pages();
        }
        for (std::size_t i = 0; i < pages_.size(); ++i)
            if (static_cast<std::size_t>(shown) < pages_[i].size())
                c_.place(pages_[i][static_cast<std::size_t>(shown)].blocks, areas_[i].x,
                         areas_[i].y, !c_.low() || i + 1 == pages_.size());
        if (!current || pager_.empty()) return;
        if (c_.low())
            place_pager_beside();
        else
            place_pager_below();
    }

  private:
    Pages split(const std::vector<PixelRect>& areas) const {
        Pages pages;
        for (std::size_t i = 0; i < lists_.size(); ++i) {
            Setting here = c_.setting();
            here.compact = here.tight = c_.low() && c_.m().large && i + 1 == lists_.size();
            here.most_height = areas[i].height;
            const auto units =
                units_of(c_.nodes(), lists_[i], areas[i].width, areas[i].height, here);
            pages.push_back(pages_of(units, areas[i].height, here));
            if (pages.back().size() < 2) continue;
            const std::optional<Block> head = running_head(lists_[i], areas[i]);
            if (head) pages.back() = headed(units, areas[i].height, here, *head);
        }
        return pages;
    }

    // While the keyboard takes most of the screen, the question stays in view above each field,
    // unless it would leave no room for one.
    std::optional<Block> running_head(const Indices& list, const PixelRect& area) const {
        const auto title = c_.title();
        if (!c_.typing || c_.low() || !title ||
            std::find(list.begin(), list.end(), *title) == list.end())
            return std::nullopt;
        Block head = measure(c_.nodes()[*title], *title, area.width, c_.setting());
        if (head.rect.height * 3 > area.height) return std::nullopt;
        return head;
    }

    std::vector<Page> headed(const std::vector<Unit>& units, int height, const Setting& here,
                             const Block& head) const {
        const int taken = head.rect.height + c_.m().mm(3);
        std::vector<Page> pages = pages_of(units, height, here, taken);
        for (std::size_t page = 1; page < pages.size(); ++page) {
            for (Block& block : pages[page].blocks) block.move(0, taken);
            pages[page].blocks.insert(pages[page].blocks.begin(), head);
            pages[page].height += taken;
        }
        return pages;
    }

    Setting pager_setting() const {
        Setting here = c_.setting();
        here.compact = true;
        const bool beside_what_it_turns = c_.low();
        const int wish = natural_width(c_.nodes()[c_.pager() + 1], here);
        if ((c_.m().large && (c_.low() || c_.typing)) ||
            (beside_what_it_turns && wish * 4 > c_.inner_width()))
            here.words = Words::none;
        return here;
    }

    PixelRect make_room_for_pager(PixelRect& area) const {
        const std::size_t up = c_.pager();
        if (!c_.low()) {
            const Page strip = strip_of(c_.nodes(), {up}, {up + 1}, area.width, pager_setting());
            area.height -= strip.height + c_.m().gap;
            return {area.x, area.bottom() + c_.m().gap, area.width, strip.height};
        }
        const int width = std::max(natural_width(c_.nodes()[up], pager_setting()),
                                   natural_width(c_.nodes()[up + 1], pager_setting()));
        area.width -= width + c_.m().gap;
        return {area.right() + c_.m().gap, area.y, width, area.height};
    }

    bool has_up() const { return c_.out.page > 0; }
    bool has_down() const { return c_.out.page + 1 < c_.out.pages; }

    void place_pager_below() {
        const std::size_t up = c_.pager();
        Indices leading;
        Indices trailing;
        if (has_up()) leading.push_back(up);
        if (has_down()) trailing.push_back(up + 1);
        c_.place(strip_of(c_.nodes(), leading, trailing, pager_.width, pager_setting()).blocks,
                 pager_.x, pager_.y, true);
    }

    void place_pager_beside() {
        const std::size_t up = c_.pager();
        if (has_up())
            c_.place({measure(c_.nodes()[up], up, pager_.width, pager_setting())}, pager_.x,
                     pager_.y, true);
        if (!has_down()) return;
        const Block down = measure(c_.nodes()[up + 1], up + 1, pager_.width, pager_setting());
        c_.place({down}, pager_.x, pager_.bottom() - down.rect.height, true);
    }

    // The page with the frame that is typed into, else the first.
    int page_of_typing() const {
        for (const auto& list : pages_)
            for (std::size_t page = 0; page < list.size(); ++page)
                for (const Block& block : list[page].blocks)
                    if (c_.nodes()[block.node].typing && !block.input.empty())
                        return static_cast<int>(page);
        return 0;
    }

    int chosen_page(int count) const {
        return std::clamp(c_.wished_page < 0 ? page_of_typing() : c_.wished_page, 0, count - 1);
    }

    void note_pages() {
        for (const auto& list : pages_)
            for (std::size_t page = 0; page < list.size(); ++page)
                for (const Block& block : list[page].blocks)
                    c_.out.page_of.try_emplace(c_.nodes()[block.node].id, static_cast<int>(page));
    }

    Composition& c_;
    const std::vector<Indices>& lists_;
    const std::vector<PixelRect>& areas_;
    Pages pages_;
    PixelRect pager_;  // empty: one page
};

}  // namespace

void place_pages(Composition& composition, const std::vector<Indices>& lists,
                 const std::vector<PixelRect>& areas, bool current) {
    Paging(composition, lists, areas).place(current);
}

}  // namespace screens
