// What a card's data becomes in the form: field by field as the service definition says, text byte
// for byte. What does not fit is left to the citizen with a word; nothing is cut or guessed.
#pragma once

#include "kiosk/visit/visit.h"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk::visit {

// The data groups that this order's form can use, in the order of the form: nothing else is asked
// of a card.
[[nodiscard]] std::vector<eid::Field> wanted_from_card(const Filling& filling, const House& house);
// Whether this page has a field that a card can fill.
[[nodiscard]] bool card_can_fill(const Filling& filling, const forms::Stop& stop);

enum class WhyLeft {
    not_on_card,
    not_granted,
    incomplete_date,
    address_in_words,
    house_number_unclear,
    country_as_code,
    does_not_fit,
};

struct CardAnswer {
    forms::Stop stop;
    const forms::Field* field = nullptr;
    eid::Field from = eid::Field::given_names;
    SecretText value;             // canonical, as it goes into the form
    std::optional<WhyLeft> left;  // then `value` is what stands on the card, if anything
};

// One for each field of the form that was asked of the card.
[[nodiscard]] std::vector<CardAnswer> answers_from(const eid::Reading& reading,
                                                   const FromForm& form, const House& house);
// The form with everything that fits.
[[nodiscard]] Filling filled_in(Filling filling, const std::vector<CardAnswer>& answers);

// "Straße des 17. Juni 135 a" → street and number. nullopt: where the street ends is not certain.
[[nodiscard]] std::optional<std::pair<std::string_view, std::string_view>> street_and_number(
    std::string_view text);

}  // namespace kiosk::visit
