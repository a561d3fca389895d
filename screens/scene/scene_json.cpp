#include "screens/scene/scene_json.h"

#include <array>

namespace screens {

namespace {

using nlohmann::ordered_json;

void put(ordered_json& json, const char* name, const std::string& text) {
    if (!text.empty()) json[name] = text;
}
void put(ordered_json& json, const char* name, bool is_so) {
    if (is_so) json[name] = true;
}

}  // namespace

std::string_view name_of(Role role) {
    constexpr std::array names = {"heading", "text", "button",   "choice", "tick",  "field", "key",
                                  "image",   "qr",   "progress", "status", "price", "group"};
    return names.at(static_cast<std::size_t>(role));
}
std::string_view name_of(Region region) {
    constexpr std::array names = {"banner", "content", "actions", "keyboard", "overlay"};
    return names.at(static_cast<std::size_t>(region));
}
std::string_view name_of(Emphasis emphasis) {
    constexpr std::array names = {"normal", "primary", "quiet", "danger"};
    return names.at(static_cast<std::size_t>(emphasis));
}
std::string_view name_of(Tone tone) {
    constexpr std::array names = {"none", "information", "success", "warning", "error"};
    return names.at(static_cast<std::size_t>(tone));
}

ordered_json to_json(const Node& node) {
    ordered_json json{{"id", node.id}, {"role", name_of(node.role)}};
    put(json, "label", node.label);
    put(json, "spoken", node.spoken);
    put(json, "value", node.value);
    put(json, "hint", node.hint);
    put(json, "problem", node.problem);
    put(json, "icon", node.icon);
    put(json, "language", node.language);
    json["region"] = name_of(node.region);
    if (node.emphasis != Emphasis::normal) json["emphasis"] = name_of(node.emphasis);
    if (node.tone != Tone::none) json["tone"] = name_of(node.tone);
    put(json, "personal", node.personal);
    put(json, "selected", node.selected);
    put(json, "disabled", node.disabled);
    put(json, "typing", node.typing);
    put(json, "row", node.row);
    if (node.columns != 1) json["columns"] = node.columns;
    if (node.span != 1) json["span"] = node.span;
    put(json, "operable", node.event.has_value() && !node.disabled);
    return json;
}

ordered_json to_json(const Scene& scene) {
    ordered_json json{{"id", scene.id}, {"language", scene.language}};
    put(json, "right_to_left", scene.right_to_left);
    json["nodes"] = ordered_json::array();
    for (const Node& node : scene.nodes) json["nodes"].push_back(to_json(node));
    return json;
}

}  // namespace screens
