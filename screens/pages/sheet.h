// A scene in the making: words come in by their text id, nodes go out in reading order.
#pragma once

#include "kiosk/visit/visit.h"
#include "screens/scene/node.h"

#include <string>
#include <vector>

namespace screens {

using Arguments = std::vector<kiosk::text::Argument>;

class Sheet {
  public:
    Sheet(std::string id, const kiosk::visit::Visit& visit, const kiosk::visit::House& house);

    [[nodiscard]] const kiosk::visit::Visit& visit() const { return visit_; }
    [[nodiscard]] const kiosk::visit::House& house() const { return house_; }
    [[nodiscard]] const std::string& language() const { return scene_.language; }

    [[nodiscard]] std::string words(std::string_view key, const Arguments& arguments = {}) const;
    [[nodiscard]] std::string words(const std::vector<std::string>& keys) const;
    // Empty when there is no such text.
    [[nodiscard]] std::string words_if_any(const std::vector<std::string>& keys) const;

    Node& add(Node node);
    Node& heading(const std::string& key, const Arguments& arguments = {});
    // A paragraph, with the text's own id as the node's.
    Node& paragraph(const std::string& key, const Arguments& arguments = {});
    Node& status(Tone tone, const std::string& key, const Arguments& arguments = {});
    Node& button(std::string id, const std::string& key, kiosk::visit::Event event);
    // "Back" and the one main action at the foot of the screen.
    Node& back(kiosk::visit::Event event = kiosk::visit::WentBack{});
    Node& main_action(const std::string& key, kiosk::visit::Event event);
    // The last node added.
    [[nodiscard]] Node& last() { return scene_.nodes.back(); }

    [[nodiscard]] Scene done() && { return std::move(scene_); }

  private:
    const kiosk::visit::Visit& visit_;
    const kiosk::visit::House& house_;
    Scene scene_;
};

}  // namespace screens
