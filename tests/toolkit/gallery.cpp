#include "tests/toolkit/gallery.h"

#include "screens/pages/render.h"
#include "screens/pages/samples.h"
#include "tests/scenarios/town_hall.h"

#include <cstdlib>
#include <stdexcept>

namespace gallery {

using screens::Layout;

screens::Geometry Way::geometry() const {
    screens::Geometry geometry{{}, {1920, 1080}};
    if (!portrait) return geometry;
    std::swap(geometry.panel.width_mm, geometry.panel.height_mm);
    std::swap(geometry.pixels.width, geometry.pixels.height);
    geometry.panel.lower_edge_mm = 750;  // a tall panel hangs lower: the whole band is on it
    return geometry;
}

const std::vector<Way>& ways_of_operating() {
    static const std::vector<Way> ways = [] {
        std::vector<Way> all;
        for (const bool portrait : {false, true})
            for (const bool low : {false, true})
                for (const bool large : {false, true})
                    all.push_back({.large = large, .low = low, .portrait = portrait});
        return all;
    }();
    return ways;
}

std::string in_words(const Way& way) {
    return way.language + (way.large ? ", large" : "") + (way.contrast ? ", high contrast" : "") +
           (way.low ? ", low" : "") + (way.portrait ? ", portrait" : "");
}

std::vector<Screen> screens_in(const std::string& language) {
    const auto house = screens::with_sample_knowledge(scenes::town_hall().on(scenes::a_day));
    std::vector<Screen> all;
    for (const auto& sample : screens::sample_screens(house)) {
        auto visit = sample.visit;
        visit.preferences.language = language;
        all.push_back({sample.name, screens::render(visit, house)});
    }
    return all;
}

std::vector<Screen> sample_of(const Way& way) {
    std::vector<Screen> all = screens_in(way.language);
    static const bool whole = std::getenv("KIOSK_WHOLE") != nullptr;
    if (whole) return all;
    constexpr std::size_t one_in = 5;
    const std::size_t first = (way.language.size() + (way.large ? 1U : 0U) + (way.low ? 2U : 0U) +
                               (way.portrait ? 4U : 0U) + (way.contrast ? 1U : 0U)) %
                              one_in;
    std::vector<Screen> sample;
    for (std::size_t i = first; i < all.size(); i += one_in) sample.push_back(std::move(all[i]));
    return sample;
}

screens::Typesetter& typesetter() {
    static screens::Typesetter set([] {
        auto fonts = screens::open_fonts(KIOSK_HOME);
        if (!fonts) throw std::runtime_error(fonts.error().detail);
        return std::move(*fonts);
    }());
    return set;
}

void walk_screens(const Way& way,
                  const std::function<void(const std::vector<Layout>&, const std::string&)>& look) {
    for (const Screen& screen : sample_of(way)) {
        typesetter().age();
        std::vector<Layout> pages;
        do {
            pages.push_back(lay_out(screen.scene, way.preferences(), way.geometry(), typesetter(),
                                    static_cast<int>(pages.size())));
        } while (pages.size() < static_cast<std::size_t>(pages.back().pages));
        look(pages, screen.name + " (" + in_words(way) + ")");
    }
}

void walk(const Way& way, const std::function<void(const Layout&, const std::string&)>& look) {
    walk_screens(way, [&](const std::vector<Layout>& pages, const std::string& where) {
        for (const Layout& page : pages)
            look(page, where + " page " + std::to_string(page.page + 1));
    });
}

}  // namespace gallery
