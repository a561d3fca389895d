#include "screens/pages/sheet.h"

#include "screens/pages/banner.h"

namespace screens {

using namespace kiosk::visit;

Sheet::Sheet(std::string id, const Visit& visit, const House& house)
    : visit_(visit), house_(house) {
    scene_.id = std::move(id);
    scene_.language = visit.preferences.language;
    scene_.right_to_left = house.texts.right_to_left(scene_.language);
    scene_.more = words("kiosk.page.more");
    scene_.back_up = words("kiosk.page.back_up");
    add_banner(*this);
}

std::string Sheet::words(std::string_view key, const Arguments& arguments) const {
    return house_.texts(scene_.language, key, arguments);
}

std::string Sheet::words(const std::vector<std::string>& keys) const {
    return house_.texts.first_of(scene_.language, keys);
}

std::string Sheet::words_if_any(const std::vector<std::string>& keys) const {
    for (const auto& key : keys)
        if (house_.texts.has(scene_.language, key)) return words(key);
    return {};
}

Node& Sheet::add(Node node) {
    return scene_.nodes.emplace_back(std::move(node));
}

Node& Sheet::heading(const std::string& key, const Arguments& arguments) {
    return add({"heading", Role::heading, words(key, arguments)});
}

Node& Sheet::paragraph(const std::string& key, const Arguments& arguments) {
    return add({key, Role::text, words(key, arguments)});
}

Node& Sheet::status(Tone tone, const std::string& key, const Arguments& arguments) {
    Node node{key, Role::status, words(key, arguments)};
    node.tone = tone;
    return add(std::move(node));
}

Node& Sheet::button(std::string id, const std::string& key, Event event) {
    Node node{std::move(id), Role::button, words(key)};
    node.event = std::move(event);
    return add(std::move(node));
}

Node& Sheet::back(Event event) {
    auto& node = button("action.back", "kiosk.action.back", std::move(event));
    node.region = Region::actions;
    node.icon = "back";
    return node;
}

Node& Sheet::main_action(const std::string& key, Event event) {
    auto& node = button("action.continue", key, std::move(event));
    node.region = Region::actions;
    node.emphasis = Emphasis::primary;
    return node;
}

}  // namespace screens
