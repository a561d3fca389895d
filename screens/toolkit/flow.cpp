#include "screens/toolkit/flow.h"

#include <algorithm>
#include <numeric>

namespace screens {

namespace {

using Indices = std::vector<std::size_t>;

// Free-standing buttons are as wide as their words; everything else takes the whole width.
int own_width(const Node& node, int width, const Setting& setting) {
    if (node.role != Role::button || node.columns > 1) return width;
    return std::min(width, std::max(natural_width(node, setting), setting.measures.mm(60)));
}

int space_between(const Node& above, const Node& below, const Measures& m) {
    const auto of_a_list = [](const Node& node) {
        return node.role == Role::choice || node.role == Role::tick || node.role == Role::button;
    };
    if (of_a_list(above) && of_a_list(below)) return m.gap;
    const auto in_a_list_of_costs = [](const Node& node) {
        return node.role == Role::price && node.emphasis == Emphasis::quiet;
    };
    if (in_a_list_of_costs(above)) return m.mm(2);
    if (above.role == Role::progress && below.role == Role::heading) return m.mm(3);
    if (above.role == Role::group || !above.row.empty()) return m.mm(3.5);
    if (above.role == Role::text && below.role == Role::text) return m.mm(3.5);
    return m.space;
}

Unit side_by_side(std::vector<Block> blocks, const std::vector<int>& widths, int gap) {
    Unit unit;
    int x = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        blocks[i].move(x, 0);
        x += widths[i] + gap;
        unit.height = std::max(unit.height, blocks[i].rect.height);
    }
    unit.blocks = std::move(blocks);
    return unit;
}

class Flow {
  public:
    Flow(const std::vector<Node>& nodes, int width, int most_height, const Setting& setting)
        : nodes_(nodes),
          width_(width),
          most_height_(most_height),
          setting_(setting),
          m_(setting.measures) {}

    void single(std::size_t node) {
        Unit unit;
        unit.blocks.push_back(
            measure(nodes_[node], node, own_width(nodes_[node], width_, setting_), setting_));
        unit.height = unit.blocks.front().rect.height;
        add(std::move(unit));
    }

    // Neighbours of the same size, `columns` in a row; fewer where a word would be parted.
    void grid(const Indices& group) {
        int columns = std::min(nodes_[group.front()].columns, static_cast<int>(group.size()));
        const auto cell = [&](int n) { return (width_ - (n - 1) * m_.gap) / n; };
        const auto fits = [&](int n) {
            return std::all_of(group.begin(), group.end(), [&](std::size_t node) {
                return least_width(nodes_[node], setting_) <= cell(n);
            });
        };
        while (columns > 1 && !fits(columns)) --columns;
        if (nodes_[group.front()].columns > static_cast<int>(group.size()) && columns > 1)
            columns = fits(nodes_[group.front()].columns) ? nodes_[group.front()].columns : columns;
        const auto step = static_cast<std::size_t>(columns);
        for (std::size_t first = 0; first < group.size(); first += step)
            cells(
                {group.begin() + static_cast<std::ptrdiff_t>(first),
                 group.begin() + static_cast<std::ptrdiff_t>(std::min(group.size(), first + step))},
                cell(columns));
    }

    // Neighbours of one row: buttons as wide as their words, the others share what is left.
    void row(const Indices& group) {
        const std::vector<int> widths = row_widths(group);
        if (!widths.empty()) {
            std::vector<Block> blocks;
            for (std::size_t i = 0; i < group.size(); ++i)
                blocks.push_back(measure(nodes_[group[i]], group[i], widths[i], in_row(group[i])));
            Unit unit = side_by_side(std::move(blocks), widths, m_.space);
            if (unit.height <= most_height_) {
                for (Block& block : unit.blocks)
                    if (nodes_[block.node].role != Role::field)
                        block.move(0, (unit.height - block.rect.height) / 2);
                    else
                        block.move(0, unit.height - block.rect.height);
                return add(std::move(unit));
            }
        }
        for (const std::size_t node : group) single(node);
    }

    std::vector<Unit> take() { return std::move(units_); }

  private:
    void cells(const Indices& group, int width) {
        Setting even = setting_;
        for (int pass = 0; pass < 2; ++pass) {
            std::vector<Block> blocks;
            for (const std::size_t node : group)
                blocks.push_back(measure(nodes_[node], node, width, even));
            Unit unit =
                side_by_side(std::move(blocks), std::vector<int>(group.size(), width), m_.gap);
            if (unit.height > most_height_ && group.size() > 1) {
                for (const std::size_t node : group) single(node);
                return;
            }
            if (pass == 1) return add(std::move(unit));
            even.least_height = unit.height;
        }
    }

    // Lesser buttons in a row, as "change", are 20 mm high.
    Setting in_row(std::size_t node) const {
        Setting setting = setting_;
        setting.compact |= nodes_[node].emphasis == Emphasis::quiet;
        return setting;
    }

    std::vector<int> row_widths(const Indices& group) const {
        std::vector<int> widths(group.size(), 0);
        int left = width_ - static_cast<int>(group.size() - 1) * m_.space;
        int shares = 0;
        for (std::size_t i = 0; i < group.size(); ++i) {
            const Node& node = nodes_[group[i]];
            if (node.role == Role::button)
                left -= widths[i] = natural_width(node, setting_);
            else
                shares += node.span;
        }
        if (left < 0) return {};
        for (std::size_t i = 0; i < group.size(); ++i) {
            const Node& node = nodes_[group[i]];
            if (node.role == Role::button) continue;
            widths[i] =
                std::min(left * node.span / shares, m_.mm(node.role == Role::field ? 320 : 2000));
            if (widths[i] < std::max(least_width(node, setting_), m_.mm(30))) return {};
        }
        return widths;
    }

    void add(Unit unit) {
        const Node& first = nodes_[unit.blocks.front().node];
        const Node& last = nodes_[unit.blocks.back().node];
        if (!units_.empty())
            unit.space_above = space_between(nodes_[units_.back().blocks.back().node], first, m_);
        unit.keep_with_next =
            last.role == Role::heading || last.role == Role::group || last.role == Role::progress;
        units_.push_back(std::move(unit));
    }

    const std::vector<Node>& nodes_;
    int width_;
    int most_height_;
    const Setting& setting_;
    const Measures& m_;
    std::vector<Unit> units_;
};

// The part of a unit that still fits, taken off it. Only single nodes are parted.
bool part(Unit& unit, int room, int pad, Block& head) {
    if (unit.blocks.size() != 1) return false;
    const Block& block = unit.blocks.front();
    int at = 0;
    const int below_text = block.framed ? pad : 0;
    for (const int candidate : block.breaks)
        if (candidate - block.rect.y + below_text <= room) at = candidate - block.rect.y;
    if (at <= 0) return false;
    head = upper_part(block, at);
    head.rect.height += below_text;
    Block tail = lower_part(block, at);
    tail.move(0, below_text - tail.rect.y);
    tail.rect.y = 0;
    tail.rect.height += below_text;
    unit.height = tail.rect.height;
    unit.blocks.front() = std::move(tail);
    return true;
}

class Pager {
  public:
    Pager(int height, int head, int pad) : height_(height), head_(head), pad_(pad) {}

    void add(Unit unit, int following) {
        const int above = page_.blocks.empty() ? 0 : unit.space_above;
        if (page_.height + above + unit.height + following > room() && !page_.blocks.empty() &&
            unit.height <= height_ - head_)
            turn();
        while (page_.height + gap(unit) + unit.height > room()) {
            Block head;
            if (!part(unit, room() - page_.height - gap(unit), pad_, head)) {
                if (page_.blocks.empty()) break;
                turn();
                continue;
            }
            head.move(0, page_.height + gap(unit));
            page_.blocks.push_back(std::move(head));
            turn();
        }
        place(std::move(unit));
    }

    std::vector<Page> take() {
        if (!page_.blocks.empty() || pages_.empty()) turn();
        return std::move(pages_);
    }

  private:
    int room() const { return height_ - (pages_.empty() ? 0 : head_); }
    int gap(const Unit& unit) const { return page_.blocks.empty() ? 0 : unit.space_above; }

    void place(Unit unit) {
        const int y = page_.height + gap(unit);
        for (Block& block : unit.blocks) {
            block.move(0, y);
            page_.blocks.push_back(std::move(block));
        }
        page_.height = y + unit.height;
    }

    void turn() {
        pages_.push_back(std::move(page_));
        page_ = {};
    }

    int height_;
    int head_;  // less room on the pages after the first
    int pad_;
    Page page_;
    std::vector<Page> pages_;
};

struct Line {
    Indices leading;
    Indices trailing;
};

int line_width(const std::vector<int>& widths, const Line& line, int gap) {
    int total = 0;
    for (const std::size_t i : line.leading) total += widths[i] + gap;
    for (const std::size_t i : line.trailing) total += widths[i] + gap;
    return total - gap;
}

}  // namespace

std::vector<Unit> units_of(const std::vector<Node>& nodes, const std::vector<std::size_t>& chosen,
                           int width, int most_height, const Setting& setting) {
    Flow flow(nodes, width, most_height, setting);
    for (std::size_t i = 0; i < chosen.size();) {
        const Node& node = nodes[chosen[i]];
        std::size_t end = i + 1;
        const auto same = [&](const Node& other) {
            return node.row.empty()
                       ? node.columns > 1 && other.row.empty() && other.columns == node.columns
                       : other.row == node.row;
        };
        while (end < chosen.size() && same(nodes[chosen[end]])) ++end;
        const Indices group(chosen.begin() + static_cast<std::ptrdiff_t>(i),
                            chosen.begin() + static_cast<std::ptrdiff_t>(end));
        if (!node.row.empty() && group.size() > 1)
            flow.row(group);
        else if (node.row.empty() && node.columns > 1)
            flow.grid(group);
        else
            flow.single(chosen[i]);
        i = end;
    }
    return flow.take();
}

int height_of(const std::vector<Unit>& units) {
    return std::accumulate(units.begin(), units.end(), 0, [](int sum, const Unit& unit) {
        return sum + unit.space_above + unit.height;
    });
}

std::vector<Page> pages_of(std::vector<Unit> units, int height, const Setting& setting, int head) {
    Pager pager(height, head, setting.measures.mm(3));
    for (std::size_t i = 0; i < units.size(); ++i) {
        int following = 0;
        for (std::size_t next = i; units[next].keep_with_next && next + 1 < units.size(); ++next)
            following += units[next + 1].space_above + std::min(units[next + 1].height, height / 3);
        pager.add(std::move(units[i]), following);
    }
    return pager.take();
}

Page strip_of(const std::vector<Node>& nodes, const std::vector<std::size_t>& leading,
              const std::vector<std::size_t>& trailing, int width, const Setting& setting) {
    const Measures& m = setting.measures;
    std::vector<int> widths(nodes.size(), 0);
    for (const Indices* side : {&leading, &trailing})
        for (const std::size_t node : *side)
            widths[node] = std::min(width, natural_width(nodes[node], setting));
    std::vector<Line> lines(1, {leading, trailing});
    if (line_width(widths, lines[0], m.gap) > width) {
        lines.assign(1, {});
        const auto fill = [&](const Indices& side, Indices Line::*to) {
            for (const std::size_t node : side) {
                (lines.back().*to).push_back(node);
                if (line_width(widths, lines.back(), m.gap) <= width) continue;
                (lines.back().*to).pop_back();
                lines.emplace_back();
                (lines.back().*to).push_back(node);
            }
        };
        fill(leading, &Line::leading);
        fill(trailing, &Line::trailing);
        std::erase_if(
            lines, [](const Line& line) { return line.leading.empty() && line.trailing.empty(); });
    }
    Page strip;
    for (const Line& line : lines) {
        if (!strip.blocks.empty()) strip.height += m.gap;
        Indices all = line.leading;
        all.insert(all.end(), line.trailing.begin(), line.trailing.end());
        Setting even = setting;
        for (const std::size_t node : all)
            even.least_height = std::max(
                even.least_height, measure(nodes[node], node, widths[node], setting).rect.height);
        const auto place = [&](const Indices& side, int x) {
            for (const std::size_t node : side) {
                Block block = measure(nodes[node], node, widths[node], even);
                block.move(x, strip.height + (even.least_height - block.rect.height) / 2);
                strip.blocks.push_back(std::move(block));
                x += widths[node] + m.gap;
            }
        };
        place(line.leading, 0);
        place(line.trailing, width - line_width(widths, {{}, line.trailing}, m.gap));
        strip.height += even.least_height;
    }
    return strip;
}

}  // namespace screens
