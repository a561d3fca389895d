// Page by page: what is chosen and typed, and where "continue" and "back" lead.
#include "kiosk/forms/entry.h"
#include "kiosk/forms/field_ids.h"
#include "kiosk/visit/moves.h"
#include "kiosk/visit/route.h"
#include "kiosk/visit/typing.h"

#include <algorithm>

namespace kiosk::visit {
namespace {

// A problem stands until its field is touched again; going on checks anew.
void store(Filling& filling, const forms::Stop& stop, const std::string& field,
           std::string_view value) {
    answers_of(filling.draft, stop).set(field, value);
    std::erase_if(filling.problems, [&](const forms::Problem& p) { return p.field == field; });
}

bool has_option(const forms::Field& field, std::string_view id) {
    return std::any_of(field.options.begin(), field.options.end(),
                       [&](const forms::Option& option) { return option.id == id; });
}

bool all_are_options(const forms::Field& field, std::string_view list) {
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        if (!has_option(field, list.substr(0, comma))) return false;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return true;
}

bool may_be(const forms::Field& field, std::string_view value) {
    using enum forms::FieldKind;
    if (value.empty() || (field.may_be_unknown && value == forms::unknown)) return true;
    switch (field.kind) {
        case choice:
            return has_option(field, value);
        case several:
            return all_are_options(field, value);
        case consent:
            return value == "yes";
        case yes_no:
            return value == "yes" || value == "no";
        default:
            return value.size() <= field.longest * 4;
    }
}

bool blocks(const forms::Problem& problem) {
    return problem.blocks;
}

// A notice is read once; going on again accepts it.
bool all_read(const std::vector<forms::Problem>& notices, const std::vector<forms::Problem>& read) {
    return std::all_of(notices.begin(), notices.end(), [&](const forms::Problem& notice) {
        return std::find(read.begin(), read.end(), notice) != read.end();
    });
}

void make_canonical(Filling& filling, const forms::Stop& stop) {
    auto& answers = answers_of(filling.draft, stop);
    for (const auto* field : forms::asked(stop, filling.draft)) {
        const auto value = answers[field->id];
        if (is_typed(*field) && !value.empty() && value != forms::unknown)
            answers.set(field->id, forms::canonical(*field, value));
    }
}

Filling with_problems(Filling& filling, const forms::Stop& stop,
                      std::vector<forms::Problem> problems) {
    filling.problems = std::move(problems);
    const auto first = std::find_if(filling.problems.begin(), filling.problems.end(), blocks);
    if (first != filling.problems.end()) {
        const auto* field = field_of(filling, stop, first->field);
        filling.field = field != nullptr && is_typed(*field) ? field->id : "";
    }
    return std::move(filling);
}

// The page after this one: the next of the route, or the first that is still open.
std::optional<forms::Stop> after(const Filling& filling, const Place& place, const House& house) {
    const auto next = place.at + 1;
    const bool more = next < place.route.size();
    const bool within_item = more && place.route[next].page->scope == forms::Scope::item &&
                             place.route[next].item == filling.item;
    if (filling.course == Course::whole_form && more) return place.route[next];
    if (filling.course == Course::new_item && within_item) return place.route[next];
    return forms::first_open(house.services, filling.draft, house.today);
}

}  // namespace

Then<Filling> answer(Filling& filling, const Answered& answered, Turn& turn) {
    const auto place = place_of(filling, turn.house);
    if (!place) return std::nullopt;
    const auto* field = field_of(filling, place->stop(), answered.field);
    if (field == nullptr || !may_be(*field, answered.value)) return std::nullopt;
    store(filling, place->stop(), field->id, answered.value);
    return std::move(filling);
}

Then<Filling> touch(Filling& filling, const FieldTouched& touched, Turn& turn) {
    const auto place = place_of(filling, turn.house);
    if (!place) return std::nullopt;
    if (!touched.field.empty()) {
        const auto* field = field_of(filling, place->stop(), touched.field);
        if (field == nullptr || !is_typed(*field)) return std::nullopt;
        const auto value = answers_of(filling.draft, place->stop())[field->id];
        filling.keyboard_page = keyboard_page_after(*field, value, 0);
    }
    filling.field = touched.field;
    return std::move(filling);
}

Then<Filling> type(Filling& filling, const Typed& typed, Turn& turn) {
    const auto place = place_of(filling, turn.house);
    if (!place) return std::nullopt;
    const auto* field = field_of(filling, place->stop(), filling.field);
    if (field == nullptr) return std::nullopt;
    const auto value =
        with_key(*field, answers_of(filling.draft, place->stop())[field->id], typed.text);
    if (!value) return std::nullopt;
    store(filling, place->stop(), field->id, *value);
    filling.keyboard_page = keyboard_page_after(*field, *value, filling.keyboard_page);
    return std::move(filling);
}

Then<Filling> erase(Filling& filling, const Erased&, Turn& turn) {
    const auto place = place_of(filling, turn.house);
    if (!place) return std::nullopt;
    const auto* field = field_of(filling, place->stop(), filling.field);
    if (field == nullptr) return std::nullopt;
    const auto value = without_last(*field, answers_of(filling.draft, place->stop())[field->id]);
    store(filling, place->stop(), field->id, value);
    filling.keyboard_page = keyboard_page_after(*field, value, filling.keyboard_page);
    return std::move(filling);
}

Then<Filling> turn_keyboard(Filling& filling, const KeyboardPageTurned& turned, Turn&) {
    if (filling.field.empty()) return std::nullopt;
    filling.keyboard_page = turned.page;
    return std::move(filling);
}

Then<Filling, Reviewing> go_on(Filling& filling, const Continued&, Turn& turn) {
    const auto place = place_of(filling, turn.house);
    if (!place) return std::nullopt;
    make_canonical(filling, place->stop());
    auto problems = forms::check(place->stop(), filling.draft, turn.house.today);
    if (std::any_of(problems.begin(), problems.end(), blocks) ||
        !all_read(problems, filling.problems))
        return with_problems(filling, place->stop(), std::move(problems));
    if (const auto stop = after(filling, *place, turn.house))
        return enter(std::move(filling.draft), *stop, filling.course);
    turn.effects.emplace_back(AskPrinter{});
    return Reviewing{std::move(filling.draft)};
}

Then<Filling, Introduction, Reviewing> go_back(Filling& filling, const WentBack&, Turn& turn) {
    const auto place = place_of(filling, turn.house);
    if (!place) return std::nullopt;
    make_canonical(filling, place->stop());
    const bool first_of_item = place->at == 0 || place->route[place->at - 1].item != filling.item;
    if (filling.course == Course::one_page || (filling.course == Course::new_item && first_of_item))
        return Reviewing{std::move(filling.draft)};
    if (place->at == 0) {
        auto service = filling.draft.items.front().service;
        return Introduction{std::move(service), std::move(filling.draft)};
    }
    return enter(std::move(filling.draft), place->route[place->at - 1], filling.course);
}

}  // namespace kiosk::visit
