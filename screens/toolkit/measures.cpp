#include "screens/toolkit/measures.h"

#include "screens/toolkit/fonts.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace screens {

namespace {

constexpr double lowest_reach_mm = 850;
constexpr double highest_reach_mm = 1050;
constexpr double least_band_mm = 130;  // banner, one control and the actions below one another

double capital_height_mm(double distance_mm) {
    return distance_mm * std::tan(0.7 * std::numbers::pi / 180);
}

}  // namespace

int Measures::mm(double millimetres) const {
    return static_cast<int>(std::ceil(millimetres * pixels_per_mm - 1e-6));
}

Measures measures_of(const Geometry& geometry, const kiosk::visit::Preferences& preferences) {
    Measures m;
    m.pixels_per_mm = geometry.pixels_per_mm();
    m.large = preferences.large;
    const double size = preferences.large ? 2 : 1;
    const double em_mm =
        capital_height_mm(geometry.panel.viewing_distance_mm) / cap_height_em * size;
    m.body = m.mm(em_mm);
    m.heading = m.mm(em_mm * (preferences.large ? 1.2 : 1.45));
    m.subheading = m.mm(em_mm * 1.12);
    m.price = m.mm(em_mm * 1.2);
    m.key = m.mm(em_mm * 1.08);
    if (preferences.large) m.key = m.body;
    m.target = m.mm(20);
    m.main_target = m.mm(25);
    m.tile = preferences.large || preferences.low ? m.main_target : m.mm(56);
    m.plate = m.mm(preferences.large || preferences.low ? 0 : 3.5);
    m.gap = m.mm(4);
    m.key_gap = m.mm(3);
    m.margin = m.mm(preferences.large || geometry.panel.width_mm < 400 ? 10 : 16);
    m.space = m.mm(5);
    m.pad = m.mm(preferences.large ? 4 : 5);
    m.frame = std::max(2, m.mm(0.5));
    m.thick = std::max(3, m.mm(1.2));
    m.radius = m.mm(1.8);
    m.icon = m.mm(em_mm * 1.15);
    m.column = m.mm(preferences.large ? 2000 : 480);
    m.qr_module = m.mm(4);
    return m;
}

Band reachable_band(const Geometry& geometry) {
    const double ppm = geometry.pixels_per_mm();
    const double upper_edge_mm = geometry.panel.lower_edge_mm + geometry.panel.height_mm;
    double top_mm = upper_edge_mm - highest_reach_mm;  // from the panel's top
    double bottom_mm = upper_edge_mm - lowest_reach_mm;
    top_mm = std::clamp(top_mm, 0.0, geometry.panel.height_mm);
    bottom_mm = std::clamp(bottom_mm, 0.0, geometry.panel.height_mm);
    if (bottom_mm - top_mm < least_band_mm) {
        if (top_mm <= 0)
            bottom_mm = std::min(least_band_mm, geometry.panel.height_mm);
        else
            top_mm = std::max(0.0, bottom_mm - least_band_mm);
    }
    return {static_cast<int>(std::ceil(top_mm * ppm)),
            std::min(geometry.pixels.height, static_cast<int>(std::floor(bottom_mm * ppm)))};
}

}  // namespace screens
