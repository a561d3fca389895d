#include "screens/toolkit/composition.h"

#include <algorithm>

namespace screens {

namespace {

bool is_pager(const Node& node) {
    return node.id == pager_up || node.id == pager_down;
}

bool any_in(const std::vector<Node>& nodes, Region region) {
    return std::any_of(nodes.begin(), nodes.end(),
                       [&](const Node& node) { return node.region == region; });
}

}  // namespace

Composition::Composition(const Scene& scene, const kiosk::visit::Preferences& preferences,
                         const Geometry& geometry, Typesetter& with, int page)
    : typesetter(with), wished_page(page) {
    out.scene = scene.id;
    out.language = scene.language;
    out.right_to_left = scene.right_to_left;
    out.preferences = preferences;
    out.geometry = geometry;
    out.measures = measures_of(geometry, preferences);
    overlaid = any_in(scene.nodes, Region::overlay);
    typing = any_in(scene.nodes, Region::keyboard);
    insert_pager(scene);
    for (const Node& node : out.nodes)
        if (node.role == Role::heading && title_.empty()) title_ = node.id;
}

Setting Composition::setting() const {
    Setting setting{m(), typesetter, out.language, out.right_to_left};
    setting.title = title_;
    return setting;
}

// The two buttons stand where the content ends in reading order.
void Composition::insert_pager(const Scene& scene) {
    const Region paged = overlaid ? Region::overlay : Region::content;
    std::size_t after = 0;
    for (std::size_t i = 0; i < scene.nodes.size(); ++i)
        if (scene.nodes[i].region == paged) after = i + 1;
    out.nodes = scene.nodes;
    Node up{.id = pager_up, .role = Role::button, .label = scene.back_up};
    up.icon = "up";
    Node down{.id = pager_down, .role = Role::button, .label = scene.more};
    down.icon = "down";
    up.region = down.region = paged;
    up.event = down.event = kiosk::visit::FieldTouched{};  // never sent: paging is the toolkit's
    const auto at = out.nodes.begin() + static_cast<std::ptrdiff_t>(after);
    out.nodes.insert(at, {up, down});
}

Indices Composition::in(Region region) const {
    Indices chosen;
    for (std::size_t i = 0; i < nodes().size(); ++i)
        if (nodes()[i].region == region && !is_pager(nodes()[i])) chosen.push_back(i);
    return chosen;
}

Indices Composition::operable(const Indices& chosen, bool whether) const {
    Indices found;
    for (const std::size_t i : chosen)
        if (nodes()[i].event.has_value() == whether) found.push_back(i);
    return found;
}

Indices Composition::primary(const Indices& chosen, bool whether) const {
    Indices found;
    for (const std::size_t i : chosen)
        if ((nodes()[i].emphasis == Emphasis::primary) == whether) found.push_back(i);
    return found;
}

std::optional<std::size_t> Composition::title() const {
    for (std::size_t i = 0; i < nodes().size(); ++i)
        if (nodes()[i].id == title_ && !title_.empty()) return i;
    return std::nullopt;
}

std::size_t Composition::pager() const {
    const auto up = std::find_if(nodes().begin(), nodes().end(),
                                 [](const Node& node) { return node.id == pager_up; });
    return static_cast<std::size_t>(up - nodes().begin());
}

void Composition::place(const std::vector<Block>& blocks, int x, int y, bool touchable) {
    for (const Block& block : blocks) {
        Box box;
        static_cast<Block&>(box) = block;
        box.move(x, y);
        const Node& node = nodes()[block.node];
        box.under_overlay = overlaid && node.region != Region::overlay;
        box.touchable = touchable && node.event && !node.disabled && !box.under_overlay;
        out.boxes.push_back(std::move(box));
    }
}

void Composition::surface(Rows rows) {
    out.surfaces.push_back({0, rows.top, screen_width(), rows.height()});
}

void Composition::drop_unused_pager() {
    const std::size_t up = pager();
    const auto shown = [&](std::size_t node) {
        return std::any_of(out.boxes.begin(), out.boxes.end(),
                           [&](const Box& box) { return box.node == node; });
    };
    for (const std::size_t node : {up + 1, up}) {
        if (shown(node)) continue;
        out.nodes.erase(out.nodes.begin() + static_cast<std::ptrdiff_t>(node));
        for (Box& box : out.boxes)
            if (box.node > node) --box.node;
    }
}

Layout Composition::take() {
    drop_unused_pager();
    return std::move(out);
}

}  // namespace screens
