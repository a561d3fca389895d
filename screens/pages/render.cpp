#include "screens/pages/render.h"

#include "screens/pages/pages.h"

namespace screens {

Scene render(const kiosk::visit::Visit& visit, const kiosk::visit::House& house) {
    auto scene =
        std::visit([&](const auto& step) { return page_of(step, visit, house); }, visit.step);
    add_overlay(scene, visit, house);
    return scene;
}

}  // namespace screens
