#include "kiosk/visit/taking_over.h"

#include "kiosk/forms/entry.h"
#include "kiosk/forms/field_check.h"
#include "kiosk/visit/route.h"

#include <algorithm>
#include <cstdio>
#include <set>

namespace kiosk::visit {
namespace {

using forms::EidSource;

eid::Field group_of(EidSource source) {
    switch (source) {
        case EidSource::given_names:
            return eid::Field::given_names;
        case EidSource::family_name:
            return eid::Field::family_name;
        case EidSource::birth_name:
            return eid::Field::birth_name;
        case EidSource::birth_date:
            return eid::Field::birth_date;
        case EidSource::birth_place:
            return eid::Field::birth_place;
        default:
            return eid::Field::address;
    }
}

struct Fillable {
    forms::Stop stop;
    const forms::Field* field = nullptr;
};

// Asked now, or asked as soon as the card has answered what it depends on.
bool may_be_asked(const std::optional<forms::Condition>& when, const forms::Service& service,
                  const forms::Answers& item, const forms::Answers& shared) {
    if (forms::holds(when, item, shared)) return true;
    for (const auto& page : service.pages)
        for (const auto& field : page.fields)
            if (field.id == when->field) return field.eid.has_value();
    return false;
}

std::vector<Fillable> fillable(const Filling& filling, const House& house) {
    std::vector<Fillable> found;
    std::set<std::string_view> shared_fields;  // asked once for the whole order
    const auto& draft = filling.draft;
    for (std::size_t item = 0; item < draft.items.size(); ++item) {
        const auto* service =
            forms::offered(house.services, draft.items[item].service, house.today);
        if (service == nullptr) continue;
        const auto& answers = draft.items[item].answers;
        for (const auto& page : service->pages) {
            const bool shared = page.scope == forms::Scope::order;
            if ((!shared && item != filling.item) ||
                !may_be_asked(page.when, *service, answers, draft.shared))
                continue;
            for (const auto& field : page.fields) {
                if (!field.eid || !may_be_asked(field.when, *service, answers, draft.shared))
                    continue;
                if (shared && !shared_fields.insert(field.id).second) continue;
                found.push_back({{&page, service, item}, &field});
            }
        }
    }
    return found;
}

struct Value {
    SecretText text;
    std::optional<WhyLeft> left;
};

Value left(WhyLeft why, const SecretText& on_card = {}) {
    return {on_card, why};
}

Value text_of(const std::optional<SecretText>& part) {
    if (!part || part->empty()) return left(WhyLeft::not_on_card);
    return {*part, std::nullopt};
}

Value date_of(const eid::CardDate& date, const forms::Field& field) {
    char text[16] = {};
    if (date.year && date.month && date.day)
        std::snprintf(text, sizeof text, "%04d-%02d-%02d", *date.year, *date.month, *date.day);
    else if (date.year && date.month)
        std::snprintf(text, sizeof text, "%04d-%02d", *date.year, *date.month);
    else if (date.year)
        std::snprintf(text, sizeof text, "%04d", *date.year);
    Value value{SecretText(text), std::nullopt};
    wipe(text, sizeof text);
    const bool whole = date.year && date.month && date.day;
    if (value.text.empty() || (!whole && field.kind != forms::FieldKind::partial_date))
        value.left = WhyLeft::incomplete_date;
    return value;
}

bool in_germany(const eid::Place& place) {
    return !place.country || place.country->empty() || place.country->reveal() == "D";
}

// "12 Rue de la Paix, 75002 Paris, Île-de-France"
SecretText in_one_line(const eid::Place& place) {
    std::string line;
    const auto add = [&](const std::optional<SecretText>& part, std::string_view before) {
        if (!part || part->empty()) return;
        if (!line.empty()) line += before;
        line += part->reveal();
    };
    line.reserve(512);
    add(place.street, ", ");
    add(place.postal_code, ", ");
    add(place.city, place.postal_code && !place.postal_code->empty() ? " " : ", ");
    add(place.state, ", ");
    SecretText text(line);
    wipe(line);
    return text;
}

Value street_of(const eid::Place& place, bool number) {
    if (!place.street || place.street->empty()) return left(WhyLeft::not_on_card);
    const auto text = place.street->reveal();
    if (const auto parts = street_and_number(text))
        return {SecretText(number ? parts->second : parts->first), std::nullopt};
    const bool no_number = text.find_first_of("0123456789") == std::string_view::npos;
    if (no_number && !number) return {*place.street, std::nullopt};
    return left(no_number ? WhyLeft::not_on_card : WhyLeft::house_number_unclear, *place.street);
}

// nullopt: this field is not about such an address.
std::optional<Value> part_of(const eid::Place& place, EidSource source) {
    const bool german = in_germany(place);
    switch (source) {
        case EidSource::residence:
            return Value{SecretText(german ? "germany" : "abroad"), std::nullopt};
        case EidSource::foreign_address:
            if (german) return std::nullopt;
            return text_of(in_one_line(place));
        case EidSource::foreign_country:
            if (german) return std::nullopt;
            return left(WhyLeft::country_as_code, *place.country);
        default:
            break;
    }
    if (!german) return std::nullopt;
    switch (source) {
        case EidSource::street:
        case EidSource::house_number:
            return street_of(place, source == EidSource::house_number);
        case EidSource::postal_code:
            return text_of(place.postal_code);
        default:
            return text_of(place.city);
    }
}

std::optional<Value> place_value(const eid::FieldValue& value, EidSource source) {
    if (const auto* place = std::get_if<eid::Place>(&value)) {
        if (source == EidSource::birth_place) return text_of(place->city);
        return part_of(*place, source);
    }
    const auto* free = std::get_if<eid::FreeText>(&value);
    if (free == nullptr) return std::nullopt;
    if (source == EidSource::birth_place) return text_of(free->text);
    // Said once, at the field that asks where the citizen lives.
    if (source != EidSource::residence) return std::nullopt;
    return left(WhyLeft::address_in_words, free->text);
}

std::optional<Value> value_for(const forms::Field& field, const eid::FieldValue& value) {
    if (const auto* text = std::get_if<SecretText>(&value)) return text_of(*text);
    if (const auto* date = std::get_if<eid::CardDate>(&value)) return date_of(*date, field);
    return place_value(value, *field.eid);
}

bool among(const std::vector<eid::Field>& fields, eid::Field field) {
    return std::find(fields.begin(), fields.end(), field) != fields.end();
}

// nullopt: nothing was asked of the card for this field.
std::optional<Value> value_from(const eid::Reading& reading, const FromForm& form,
                                const forms::Field& field) {
    const auto group = group_of(*field.eid);
    if (!among(form.fields, group)) return std::nullopt;
    if (const auto read = reading.fields.find(group); read != reading.fields.end())
        return value_for(field, read->second);
    const bool said = group != eid::Field::address || *field.eid == EidSource::residence;
    if (!said) return std::nullopt;
    return left(among(reading.not_granted, group) ? WhyLeft::not_granted : WhyLeft::not_on_card);
}

}  // namespace

std::vector<eid::Field> wanted_from_card(const Filling& filling, const House& house) {
    std::vector<eid::Field> groups;
    for (const auto& each : fillable(filling, house))
        if (const auto group = group_of(*each.field->eid); !among(groups, group))
            groups.push_back(group);
    return groups;
}

bool card_can_fill(const Filling& filling, const forms::Stop& stop) {
    const auto fields = forms::asked(stop, filling.draft);
    return std::any_of(fields.begin(), fields.end(),
                       [](const forms::Field* field) { return field->eid.has_value(); });
}

std::vector<CardAnswer> answers_from(const eid::Reading& reading, const FromForm& form,
                                     const House& house) {
    std::vector<CardAnswer> answers;
    const auto& draft = form.filling.draft;
    for (const auto& each : fillable(form.filling, house)) {
        auto value = value_from(reading, form, *each.field);
        if (!value) continue;
        CardAnswer answer{each.stop, each.field, group_of(*each.field->eid), std::move(value->text),
                          value->left};
        const bool fits =
            forms::canonical(*each.field, answer.value.reveal()) == answer.value.reveal() &&
            !forms::wrong_with(*each.field, answer.value.reveal(),
                               draft.items[each.stop.item].answers, draft.shared, house.today);
        if (!answer.left && !fits) answer.left = WhyLeft::does_not_fit;
        answers.push_back(std::move(answer));
    }
    return answers;
}

Filling filled_in(Filling filling, const std::vector<CardAnswer>& answers) {
    for (const auto& answer : answers)
        if (!answer.left)
            answers_of(filling.draft, answer.stop).set(answer.field->id, answer.value.reveal());
    filling.problems.clear();
    filling.field.clear();  // what was filled in is looked at, not typed
    return filling;
}

}  // namespace kiosk::visit
