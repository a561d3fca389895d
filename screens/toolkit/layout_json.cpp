#include "screens/scene/scene_json.h"
#include "screens/toolkit/layout.h"

#include <cmath>

namespace screens {

namespace {

using nlohmann::ordered_json;

double tenths(double millimetres) {
    return std::round(millimetres * 10) / 10;
}

void add_place(ordered_json& json, const Box& box, const Layout& layout) {
    const kiosk::PixelRect& r = box.rect;
    const double ppm = layout.measures.pixels_per_mm;
    const kiosk::Panel& panel = layout.geometry.panel;
    json["px"] = {r.x, r.y, r.width, r.height};
    json["mm"] = {tenths(r.x / ppm), tenths(r.y / ppm), tenths(r.width / ppm),
                  tenths(r.height / ppm)};
    const double upper_edge = panel.lower_edge_mm + panel.height_mm;
    json["above_floor_mm"] = {tenths(upper_edge - r.bottom() / ppm),
                              tenths(upper_edge - r.y / ppm)};
    if (box.touchable) json["touchable"] = true;
}

}  // namespace

ordered_json to_json(const Layout& layout) {
    ordered_json json{{"id", layout.scene}, {"language", layout.language}};
    if (layout.right_to_left) json["right_to_left"] = true;
    json["page"] = layout.page + 1;
    json["pages"] = layout.pages;
    json["pixels_per_mm"] = layout.measures.pixels_per_mm;
    json["nodes"] = ordered_json::array();
    for (const Node& node : layout.nodes) {
        ordered_json entry = to_json(node);
        if (const Box* box = layout.box_of(node.id)) add_place(entry, *box, layout);
        const auto page = layout.page_of.find(node.id);
        if (page != layout.page_of.end()) entry["page"] = page->second + 1;
        json["nodes"].push_back(std::move(entry));
    }
    return json;
}

}  // namespace screens
