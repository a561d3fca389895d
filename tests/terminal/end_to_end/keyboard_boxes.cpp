// Where the keys of the on-screen keyboard lie, as a person sees at a glance but OCR cannot read:
//   keyboard_boxes HOME  →
//   {"letters":{"0":[["key.Q",[x,y,width,height]],…],…},"date":{…},…,"question":{…},"pin":{…}}
// in the keypad's order, laid out by the terminal's own pages and toolkit.
#include "kiosk/programs/session_setup.h"
#include "screens/pages/render.h"
#include "screens/pages/samples.h"
#include "screens/toolkit/layout.h"
#include "screens/toolkit/typesetter.h"

#include <array>
#include <cstdio>
#include <string>

#include <nlohmann/json.hpp>

namespace {

constexpr kiosk::PixelSize panel_pixels{1920, 1080};

struct Board {
    const char* kind;
    const char* page;
    const char* field;
    int keyboard_pages;
};
constexpr std::array<Board, 4> boards{{{"letters", "child", "child_family_name", 2},
                                       {"date", "event", "event_date", 1},
                                       {"digits", "town", "postcode", 1},
                                       {"copies", "copies", "", 1}}};

kiosk::visit::Visit typing_on(const Board& board, int keyboard_page) {
    kiosk::visit::Filling filling;
    filling.draft.items.push_back({"birth-certificate", {}});
    filling.draft.items[0].answers.set("role", "self");
    filling.draft.shared.set("residence", "germany");
    filling.page = board.page;
    filling.field = board.field;
    filling.keyboard_page = keyboard_page;
    kiosk::visit::Visit visit;
    visit.step = filling;
    return visit;
}

kiosk::visit::Visit asking(int keyboard_page) {
    kiosk::visit::Visit visit;
    visit.step = kiosk::visit::Asking{.typing = true, .keyboard_page = keyboard_page};
    return visit;
}

kiosk::visit::Visit entering_a_pin(const kiosk::visit::House& house) {
    for (const screens::Sample& sample : screens::sample_screens(house))
        if (sample.name == "card.pin") return sample.visit;
    return {};
}

nlohmann::json keys_of(const screens::Layout& layout) {
    nlohmann::json keys = nlohmann::json::array();
    for (const screens::Node& node : layout.nodes) {
        const screens::Box* box = layout.box_of(node.id);
        const bool key =
            node.region == screens::Region::keyboard || node.role == screens::Role::choice;
        if (!key || box == nullptr) continue;
        const kiosk::PixelRect at = box->rect;
        keys.push_back({node.id, {at.x, at.y, at.width, at.height}});
    }
    return keys;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    const auto setup = kiosk::programs::load_setup(argv[1], "");
    auto fonts = screens::open_fonts(argv[1]);
    if (!setup || !fonts) return 1;
    const auto house = setup->house(kiosk::Date{std::chrono::year{2026} / 11 / 24});
    screens::Typesetter typesetter(std::move(*fonts));
    const auto keys_on = [&](const kiosk::visit::Visit& visit) {
        const screens::Geometry geometry{setup->settings.panel, panel_pixels};
        return keys_of(
            lay_out(screens::render(visit, house), visit.preferences, geometry, typesetter));
    };
    nlohmann::json all;
    for (const Board& board : boards)
        for (int page = 0; page < board.keyboard_pages; ++page)
            all[board.kind][std::to_string(page)] = keys_on(typing_on(board, page));
    for (const int page : {0, 1}) all["question"][std::to_string(page)] = keys_on(asking(page));
    all["pin"]["0"] = keys_on(entering_a_pin(house));
    std::puts(all.dump().c_str());
    return 0;
}
