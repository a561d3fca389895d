#include "kiosk/visit/route.h"

#include "kiosk/settings/destinations.h"
#include "kiosk/visit/typing.h"

#include <algorithm>

namespace kiosk::visit {

std::optional<Place> place_of(const Filling& filling, const House& house) {
    Place place{forms::route(house.services, filling.draft, house.today), 0};
    const auto found =
        std::find_if(place.route.begin(), place.route.end(), [&](const forms::Stop& stop) {
            return stop.page->id == filling.page &&
                   (stop.page->scope == forms::Scope::order || stop.item == filling.item);
        });
    if (found == place.route.end()) return std::nullopt;
    place.at = static_cast<std::size_t>(found - place.route.begin());
    return place;
}

Filling enter(forms::Draft draft, const forms::Stop& stop, Course course) {
    Filling filling{std::move(draft), stop.item, stop.page->id};
    filling.course = course;
    const auto& answers = answers_of(filling.draft, stop);
    for (const auto* field : forms::asked(stop, filling.draft)) {
        if (!is_typed(*field)) continue;
        filling.field = field->id;
        filling.keyboard_page = keyboard_page_after(*field, answers[field->id], 0);
        break;
    }
    return filling;
}

bool may_join(const forms::Draft& draft, const std::string& service, const House& house) {
    const Portal& portal = house.settings.portal;
    return draft.items.empty() ||
           destination_of(portal, draft.items.front().service) == destination_of(portal, service);
}

const forms::Field* field_of(const Filling& filling, const forms::Stop& stop, std::string_view id) {
    for (const auto* field : forms::asked(stop, filling.draft))
        if (field->id == id) return field;
    return nullptr;
}

const forms::Answers& answers_of(const forms::Draft& draft, const forms::Stop& stop) {
    return stop.page->scope == forms::Scope::item ? draft.items[stop.item].answers : draft.shared;
}

forms::Answers& answers_of(forms::Draft& draft, const forms::Stop& stop) {
    return stop.page->scope == forms::Scope::item ? draft.items[stop.item].answers : draft.shared;
}

}  // namespace kiosk::visit
