#include "screens/toolkit/focus.h"

#include <algorithm>

namespace screens {

bool reachable(const Layout& layout, const Node& node) {
    const bool overlay = !layout.card.empty();
    if (overlay && node.region != Region::overlay) return false;
    return layout.box_of(node.id) != nullptr || layout.page_of.contains(node.id);
}

std::string neighbour(const Layout& layout, const std::string& id, int step) {
    const auto count = static_cast<int>(layout.nodes.size());
    int at = 0;
    for (int i = 0; i < count; ++i)
        if (layout.nodes[static_cast<std::size_t>(i)].id == id) at = i;
    for (int tried = 0; tried < count; ++tried) {
        at = (at + step + count) % count;
        const Node& node = layout.nodes[static_cast<std::size_t>(at)];
        if (reachable(layout, node)) return node.id;
    }
    return id;
}

std::string first_in_view(const Layout& layout) {
    const Region wanted = layout.card.empty() ? Region::content : Region::overlay;
    const auto in_view = [&](const Node& node) {
        return reachable(layout, node) && layout.box_of(node.id) != nullptr;
    };
    // A heading that is repeated at the top of a later page would lead back to its own page.
    const auto begins_here = [&](const Node& node) {
        const auto page = layout.page_of.find(node.id);
        return page == layout.page_of.end() || page->second == layout.page;
    };
    for (const Node& node : layout.nodes)
        if (node.region == wanted && in_view(node) && begins_here(node)) return node.id;
    for (const Node& node : layout.nodes)
        if (node.region == wanted && in_view(node)) return node.id;
    for (const Node& node : layout.nodes)
        if (in_view(node)) return node.id;
    return {};
}

std::string in_place_of(const std::string& id, const Scene& before, const Scene& after) {
    const auto place_in = [](const Scene& scene, const std::string& wanted) {
        return std::ranges::find(scene.nodes, wanted, &Node::id);
    };
    auto old = place_in(before, id);
    if (old == before.nodes.end() || place_in(after, id) != after.nodes.end()) return {};
    while (old != before.nodes.begin()) {
        const auto stayed = place_in(after, (--old)->id);
        if (stayed == after.nodes.end()) continue;
        const auto next = std::next(stayed);
        const bool fresh =
            next != after.nodes.end() && place_in(before, next->id) == before.nodes.end();
        return fresh ? next->id : std::string();
    }
    return {};
}

}  // namespace screens
