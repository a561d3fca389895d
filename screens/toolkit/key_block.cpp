#include "screens/toolkit/key_block.h"

#include <algorithm>
#include <map>
#include <string>

namespace screens {

namespace {

struct KeyRow {
    std::vector<std::size_t> keys;
    int columns = 0;  // that its keys cover
};

// Rows by name: "letters.1", "pad.1", …
using Rows = std::map<std::string, KeyRow>;

Rows rows_of(const std::vector<Node>& nodes, const std::vector<std::size_t>& keys) {
    Rows rows;
    for (const std::size_t key : keys) {
        KeyRow& row = rows[nodes[key].row];
        row.keys.push_back(key);
        row.columns += nodes[key].span;
    }
    return rows;
}

class Builder {
  public:
    Builder(const std::vector<Node>& nodes, const Setting& setting)
        : nodes_(nodes), setting_(setting) {}

    int cell = 0;
    int tall = 0;
    KeyBlock out;

    void row(const KeyRow& row, int x, int y) {
        const int gap = setting_.measures.key_gap;
        Setting here = setting_;
        here.least_height = tall;
        for (const std::size_t key : row.keys) {
            const int span = nodes_[key].span;
            const int width = span * cell + (span - 1) * gap;
            out.blocks.push_back(measure(nodes_[key], key, width, here));
            out.blocks.back().move(x, y);
            x += width + gap;
            out.width = std::max(out.width, x - gap);
            out.height = std::max(out.height, y + tall);
        }
    }

  private:
    const std::vector<Node>& nodes_;
    const Setting& setting_;
};

}  // namespace

KeyBlock key_block_of(const std::vector<Node>& nodes, const std::vector<std::size_t>& keys,
                      int width, int most_height, const Setting& setting) {
    const Measures& m = setting.measures;
    Rows rows = rows_of(nodes, keys);
    std::vector<KeyRow> main;
    std::vector<KeyRow> pad;
    for (auto& [name, row] : rows)
        (name.starts_with("pad.") ? pad : main).push_back(std::move(row));
    int columns = 0;
    for (const KeyRow& row : main) columns = std::max(columns, row.columns);
    const int beside = pad.empty() ? 0 : pad.front().columns;
    const int parting = pad.empty() ? 0 : m.mm(8);
    const auto cell_of = [&](int n, int extra) {
        return (width - extra - (n - 1) * m.key_gap) / n;
    };

    Builder builder(nodes, setting);
    const bool room_beside = cell_of(columns + beside, parting) >= m.target;
    if (!room_beside && !pad.empty()) {
        KeyRow above;
        for (const KeyRow& row : pad)
            for (const std::size_t key : row.keys) {
                if (above.columns == columns) break;
                above.keys.push_back(key);
                ++above.columns;
            }
        main.insert(main.begin(), above);
        pad.clear();
    }
    const int across = room_beside ? columns + beside : columns;
    const int widest =
        pad.empty() && across < 8 ? m.mm(m.large ? 44 : 30) : m.mm(m.large ? 36 : 27);
    builder.cell = std::clamp(cell_of(across, room_beside ? parting : 0), m.target, widest);
    const int count = static_cast<int>(main.size());
    builder.tall = std::clamp((most_height - (count - 1) * m.key_gap) / std::max(1, count),
                              m.target, m.mm(27));
    int y = 0;
    for (std::size_t i = 0; i < main.size(); ++i) {
        builder.row(main[i], 0, y);
        if (i < pad.size()) builder.row(pad[i], columns * (builder.cell + m.key_gap) + parting, y);
        y += builder.tall + m.key_gap;
    }
    return std::move(builder.out);
}

}  // namespace screens
