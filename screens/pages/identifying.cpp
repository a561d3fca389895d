// What may be read from the card, and what was read, before it goes into the form.
#include "kiosk/forms/wording.h"
#include "kiosk/visit/route.h"
#include "kiosk/visit/taking_over.h"
#include "kiosk/visit/typing.h"
#include "screens/pages/card.h"
#include "screens/pages/field.h"
#include "screens/pages/pages.h"
#include "screens/pages/spoken.h"

#include <algorithm>

namespace screens {

using namespace kiosk;
using namespace kiosk::visit;

namespace {

void add_right(Sheet& sheet, eid::Field field, bool allowed) {
    Node tick{"allow." + std::string(eid::name_of(field)), Role::tick, field_words(sheet, field)};
    tick.selected = allowed;
    tick.event = FieldAllowed{field};
    tick.columns = 2;
    sheet.add(std::move(tick));
}

std::string why_key(WhyLeft why) {
    switch (why) {
        case WhyLeft::not_on_card:
            return "card.left.not_on_card";
        case WhyLeft::not_granted:
            return "card.left.not_granted";
        case WhyLeft::incomplete_date:
            return "card.left.incomplete_date";
        case WhyLeft::address_in_words:
            return "card.left.address_in_words";
        case WhyLeft::house_number_unclear:
            return "card.left.house_number_unclear";
        case WhyLeft::country_as_code:
            return "card.left.country_as_code";
        case WhyLeft::does_not_fit:
            return "card.left.does_not_fit";
    }
    return {};
}

std::string label_of(const Sheet& sheet, const CardAnswer& answer) {
    return sheet.words(forms::field_text(*answer.stop.service, *answer.field, "label"));
}

// Beside a field that the citizen had filled in otherwise: what it was.
std::string before(const Sheet& sheet, const CardAnswer& answer, const forms::Draft& draft) {
    const auto typed = answers_of(draft, answer.stop)[answer.field->id];
    if (typed.empty() || typed == answer.value.reveal()) return {};
    return sheet.words(
        "card.read.before",
        {{"value", answer_words(sheet, *answer.stop.service, *answer.field, typed)}});
}

void add_taken(Sheet& sheet, const CardAnswer& answer, const forms::Draft& draft) {
    const auto value = answer.value.reveal();
    const auto words = answer_words(sheet, *answer.stop.service, *answer.field, value);
    Node line{"read." + answer.field->id, Role::text, label_of(sheet, answer)};
    line.value = words;
    line.hint = before(sheet, answer, draft);
    line.spoken = sheet.words(
        "kiosk.review.line",
        {{"field", line.label}, {"answer", parse_date(value) ? spoken_date(sheet, value) : words}});
    line.personal = true;
    sheet.add(std::move(line));
}

void add_left(Sheet& sheet, const CardAnswer& answer) {
    Node line{"left." + answer.field->id, Role::text, label_of(sheet, answer)};
    line.value = sheet.words(why_key(*answer.left),
                             {{"value", visit::shown(*answer.field, answer.value.reveal())}});
    line.personal = true;
    sheet.add(std::move(line));
}

}  // namespace

Scene page_of(const AllowingReading& allowing, const Visit& visit, const House& house) {
    Sheet sheet("allowing_reading", visit, house);
    const auto& office = house.settings.office;
    sheet.heading("card.allow.heading");
    sheet.paragraph("card.allow.for_whom",
                    {{"office", office.registry_office}, {"city", office.city}});
    sheet.add({"fields", Role::group, sheet.words("card.allow.text")});
    const auto& allowed = allowing.form.fields;
    for (const auto field : wanted_from_card(allowing.form.filling, house))
        add_right(sheet, field, std::find(allowed.begin(), allowed.end(), field) != allowed.end());
    if (allowed.empty()) sheet.status(Tone::information, "card.allow.none");
    sheet.paragraph(visit.reader.can_alone ? "card.can_alone.need" : "card.allow.need");
    sheet.back().label = sheet.words("card.action.by_hand");
    sheet.main_action("kiosk.action.continue", Continued{}).disabled = allowed.empty();
    return std::move(sheet).done();
}

Scene page_of(const CardRead& read, const Visit& visit, const House& house) {
    Sheet sheet("card_read", visit, house);
    const auto answers = answers_from(read.reading, read.form, house);
    const auto left = [](const CardAnswer& answer) { return answer.left.has_value(); };
    sheet.heading("card.read.heading");
    sheet.status(Tone::success, "card.read.take_card");
    for (const auto& answer : answers)
        if (!left(answer)) add_taken(sheet, answer, read.form.filling.draft);
    if (std::any_of(answers.begin(), answers.end(), left))
        sheet.add({"left", Role::heading, sheet.words("card.read.left")});
    for (const auto& answer : answers)
        if (left(answer)) add_left(sheet, answer);
    sheet.back().label = sheet.words("card.action.not_take_over");
    sheet.main_action("card.action.take_over", Continued{}).disabled =
        std::all_of(answers.begin(), answers.end(), left);
    return std::move(sheet).done();
}

}  // namespace screens
