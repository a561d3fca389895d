// A page of the form: one thing at a time, problems first, and the keyboard where something is
// typed.
#include "kiosk/forms/wording.h"
#include "kiosk/visit/route.h"
#include "kiosk/visit/taking_over.h"
#include "screens/pages/fees.h"
#include "screens/pages/field.h"
#include "screens/pages/pages.h"
#include "screens/pages/sheet.h"
#include "screens/toolkit/keyboard.h"

#include <algorithm>

namespace screens {

using namespace kiosk;
using namespace kiosk::visit;

namespace {

void add_progress(Sheet& sheet, const Filling& filling, const Place& place) {
    const auto& stop = place.stop();
    const auto total = place.route.size() + 1;  // checking the answers is the last step
    const auto step = static_cast<std::int64_t>(place.at + 1);
    Node node{"progress", Role::progress,
              sheet.words("kiosk.progress.step",
                          {{"step", step}, {"steps", static_cast<std::int64_t>(total)}})};
    if (filling.course == Course::one_page) node.label = sheet.words("kiosk.progress.changing");
    if (filling.draft.items.size() > 1 && stop.page->scope == forms::Scope::item)
        node.label +=
            ". " +
            sheet.words("kiosk.progress.item",
                        {{"item", static_cast<std::int64_t>(stop.item + 1)},
                         {"items", static_cast<std::int64_t>(filling.draft.items.size())},
                         {"title", sheet.words(forms::service_text(*stop.service, "title"))}});
    if (filling.course != Course::one_page)
        node.value = std::to_string(step) + "/" + std::to_string(total);
    sheet.add(std::move(node));
}

void add_problems(Sheet& sheet, const Filling& filling, const Place& place) {
    std::string blocking;
    for (const auto& problem : filling.problems) {
        if (!problem.blocks) continue;
        auto words = problem_words(sheet, problem);
        if (const auto* field = field_of(filling, place.stop(), problem.field))
            words = sheet.words(
                "kiosk.problems.line",
                {{"field", field_label(sheet, *place.stop().service, *field)}, {"problem", words}});
        blocking += (blocking.empty() ? "" : "\n") + words;
    }
    if (!blocking.empty()) sheet.status(Tone::error, "kiosk.problems.heading").hint = blocking;
    for (const auto& problem : filling.problems) {
        if (problem.blocks) continue;
        Node notice{"notice." + problem.field + "." + problem.code, Role::status,
                    problem_words(sheet, problem)};
        notice.tone = Tone::information;
        sheet.add(std::move(notice));
    }
    if (!filling.problems.empty() && blocking.empty())
        sheet.paragraph("kiosk.problems.notice_read");
}

void add_card(Sheet& sheet, const Filling& filling, const forms::Stop& stop) {
    const auto& reader = sheet.visit().reader;
    if (!reader.present || !reader.may_read || !card_can_fill(filling, stop)) return;
    auto& button = sheet.button("card.fill", "card.form.fill", CardWanted{CardTask::read});
    button.region = Region::actions;  // seen whatever part of the page is
    button.icon = "card";
}

void add_fields(Sheet& sheet, const Filling& filling, const forms::Stop& stop) {
    const auto fields = forms::asked(stop, filling.draft);
    const auto& answers = answers_of(filling.draft, stop);
    for (const auto* field : fields)
        add_field(sheet, {*stop.service, *field, answers[field->id], filling.problems,
                          field->id == filling.field, fields.size() == 1});
}

KeyboardKind keyboard_for(const forms::Field& field) {
    using enum forms::FieldKind;
    switch (field.kind) {
        case date:
        case partial_date:
            return KeyboardKind::date;
        case postcode:
        case phone:
        case number:
            return KeyboardKind::digits;
        case email:
            return KeyboardKind::email;
        default:
            return KeyboardKind::letters;
    }
}

void add_keyboard(Sheet& sheet, const Filling& filling, const forms::Stop& stop) {
    const auto* field = field_of(filling, stop, filling.field);
    if (field == nullptr) return;
    const auto words = [&](std::string_view key) {
        return sheet.words("kiosk.key." + std::string(key));
    };
    for (auto& key : keyboard_nodes(keyboard_for(*field), filling.keyboard_page, words))
        sheet.add(std::move(key));
}

}  // namespace

Scene page_of(const Filling& filling, const Visit& visit, const House& house) {
    Sheet sheet("filling." + filling.page, visit, house);
    const auto place = place_of(filling, house);
    if (!place) {  // the day has changed, and the form with it
        sheet.heading("kiosk.filling.gone");
        sheet.back();
        return std::move(sheet).done();
    }
    const auto& stop = place->stop();
    add_progress(sheet, filling, *place);
    sheet.add({"heading", Role::heading,
               sheet.words(forms::page_text(*stop.service, *stop.page, "heading"))});
    add_problems(sheet, filling, *place);
    if (auto text = sheet.words_if_any(forms::page_text(*stop.service, *stop.page, "text"));
        !text.empty())
        sheet.add({"text", Role::text, std::move(text)});
    add_fields(sheet, filling, stop);
    sheet.back();
    add_card(sheet, filling, stop);
    add_running_price(sheet, filling.draft);
    sheet.main_action(
        filling.course == Course::one_page ? "kiosk.action.take_over" : "kiosk.action.continue",
        Continued{});
    add_keyboard(sheet, filling, stop);
    return std::move(sheet).done();
}

}  // namespace screens
