// A toolkit over a picture in memory, and small scenes to show on it.
#pragma once

#include "screens/toolkit/toolkit.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace stage {

using namespace std::chrono_literals;
using kiosk::visit::Preferences;

inline constexpr kiosk::PixelSize full_hd{1920, 1080};

class Stage {
  public:
    explicit Stage(kiosk::PixelSize size = full_hd, const kiosk::Panel& panel = {})
        : size_(size),
          pixels_(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height)) {
        auto opened = screens::Toolkit::open(KIOSK_HOME, panel, size);
        if (!opened) throw std::runtime_error(opened.error().detail);
        toolkit = std::move(*opened);
    }

    kiosk::PixelBuffer buffer() { return {pixels_.data(), size_, size_.width}; }
    std::vector<kiosk::PixelRect> draw(bool everything = false) {
        return toolkit->draw(buffer(), everything);
    }
    [[nodiscard]] const std::vector<std::uint32_t>& pixels() const { return pixels_; }
    [[nodiscard]] std::uint32_t at(int x, int y) const {
        return pixels_.at(static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width) +
                          static_cast<std::size_t>(x));
    }

    void down(const std::string& id, std::int64_t finger = 1) {
        const kiosk::PixelRect r = rect(id);
        input(kiosk::FingerDown{finger, r.x + r.width / 2, r.y + r.height / 2});
    }
    std::optional<kiosk::visit::Event> up(const std::string& id, std::int64_t finger = 1) {
        const kiosk::PixelRect r = rect(id);
        return input(kiosk::FingerUp{finger, r.x + r.width / 2, r.y + r.height / 2});
    }
    std::optional<kiosk::visit::Event> tap(const std::string& id) {
        now += 1s;
        down(id);
        now += 50ms;
        return up(id);
    }
    std::optional<kiosk::visit::Event> press(kiosk::Key key) {
        now += 1s;
        return input(kiosk::KeyPressed{key});
    }
    std::optional<kiosk::visit::Event> input(const kiosk::Input& what) {
        return toolkit->input(what, now);
    }
    [[nodiscard]] kiosk::PixelRect rect(const std::string& id) const {
        const screens::Box* box = toolkit->layout().box_of(id);
        EXPECT_NE(box, nullptr) << id << " is not shown";
        return box == nullptr ? kiosk::PixelRect{} : box->rect;
    }

    std::unique_ptr<screens::Toolkit> toolkit;
    std::chrono::milliseconds now{10s};

  private:
    kiosk::PixelSize size_;
    std::vector<std::uint32_t> pixels_;
};

inline screens::Node node(const std::string& id, screens::Role role, const std::string& label,
                          screens::Region region = screens::Region::content) {
    screens::Node made;
    made.id = id;
    made.role = role;
    made.label = label;
    made.region = region;
    return made;
}

inline screens::Node button(const std::string& id, const std::string& label,
                            screens::Region region = screens::Region::content) {
    screens::Node made = node(id, screens::Role::button, label, region);
    made.event = kiosk::visit::ServiceChosen{id};
    return made;
}

// Banner, a heading, three buttons, back and continue.
inline screens::Scene small_scene() {
    screens::Scene scene{"small", "de", false, {}, "Weiter nach unten", "Weiter nach oben"};
    scene.nodes.push_back(
        node("city", screens::Role::text, "Stadt Leipzig", screens::Region::banner));
    scene.nodes.push_back(button("banner.help", "Hilfe", screens::Region::banner));
    scene.nodes.push_back(node("heading", screens::Role::heading, "Was möchten Sie tun?"));
    for (const char* id : {"one", "two", "three"})
        scene.nodes.push_back(button(id, std::string("Tun: ") + id));
    scene.nodes.push_back(button("action.back", "Zurück", screens::Region::actions));
    scene.nodes.push_back(button("action.continue", "Weiter", screens::Region::actions));
    scene.nodes.back().emphasis = screens::Emphasis::primary;
    return scene;
}

}  // namespace stage
