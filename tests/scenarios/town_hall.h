// The shipped services, tariffs and texts, read once; and a day on which the terminal stands there.
#pragma once

#include "kiosk/settings/settings.h"
#include "kiosk/visit/visit.h"

#include <vector>

namespace scenes {

struct TownHall {
    std::vector<kiosk::forms::Service> services;
    std::vector<kiosk::tariffs::Tariff> tariffs;
    kiosk::text::Catalogue texts;
    kiosk::Settings settings;

    [[nodiscard]] kiosk::visit::House on(kiosk::Date today) const {
        return {services, tariffs, texts, settings, today};
    }
};

// As delivered; the city's switches as in config/settings.json.
[[nodiscard]] const TownHall& town_hall();

inline constexpr kiosk::Date a_day{std::chrono::year(2026), std::chrono::November,
                                   std::chrono::day(24)};

}  // namespace scenes
