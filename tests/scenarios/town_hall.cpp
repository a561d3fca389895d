#include "tests/scenarios/town_hall.h"

#include <stdexcept>

namespace scenes {

namespace {

template <class T>
T must(kiosk::Result<T> result) {
    if (!result) throw std::runtime_error(result.error().detail);
    return std::move(*result);
}

}  // namespace

const TownHall& town_hall() {
    static const TownHall hall{must(kiosk::forms::load_services(HOUSE "/config/services")),
                               must(kiosk::tariffs::load_tariffs(HOUSE "/config/tariffs")),
                               must(kiosk::text::Catalogue::load(HOUSE "/assets/text")),
                               must(kiosk::load_settings(HOUSE, ""))};
    return hall;
}

}  // namespace scenes
