// Check your answers: everything that will be sent, each with its "change", the price, and the one
// button that orders.
#include "kiosk/forms/wording.h"
#include "kiosk/visit/price.h"
#include "kiosk/visit/route.h"
#include "screens/pages/fees.h"
#include "screens/pages/field.h"
#include "screens/pages/pages.h"
#include "screens/pages/sheet.h"
#include "screens/pages/spoken.h"

namespace screens {

using namespace kiosk;
using namespace kiosk::visit;

namespace {

// The answers of a page, one a line: what was asked beside what was answered, and as it is said.
struct Lines {
    std::string asked;
    std::string answered;
    std::string said;
    bool personal = false;

    void add(const std::string& question, const std::string& answer) {
        if (!asked.empty()) asked += '\n', answered += '\n';
        asked += question;
        answered += answer;
    }

    // As a sentence: the voice pauses between two of them.
    void say(const std::string& sentence) {
        if (!said.empty()) said += ' ';
        said += sentence;
        if (!sentence.ends_with('.')) said += '.';
    }
};

Lines lines_of(const Sheet& sheet, const forms::Draft& draft, const forms::Stop& stop) {
    Lines lines;
    const auto& answers = answers_of(draft, stop);
    for (const auto* field : forms::asked(stop, draft)) {
        const auto value = answers[field->id];
        const auto words = answer_words(sheet, *stop.service, *field, value);
        if (words.empty()) continue;
        const auto label = sheet.words(forms::field_text(*stop.service, *field, "label"));
        const bool consent = field->kind == forms::FieldKind::consent;
        const auto asked = consent ? sheet.words("kiosk.review.confirmed") : label;
        const auto spoken = parse_date(value) ? spoken_date(sheet, value) : words;
        lines.add(asked, consent ? label : words);
        lines.say(sheet.words("kiosk.review.line",
                              {{"field", asked}, {"answer", consent ? label : spoken}}));
        lines.personal = lines.personal || field->personal;
    }
    return lines;
}

void add_page(Sheet& sheet, const forms::Draft& draft, const forms::Stop& stop) {
    auto lines = lines_of(sheet, draft, stop);
    const auto heading = sheet.words(forms::page_text(*stop.service, *stop.page, "heading"));
    if (lines.asked.empty()) lines.add(heading, sheet.words("kiosk.review.nothing"));
    const auto name = std::to_string(stop.item) + "." + stop.page->id;
    Node answers{"answers." + name, Role::text, lines.asked, lines.said};
    answers.value = lines.answered;
    answers.personal = lines.personal;
    answers.row = "review." + name;
    sheet.add(std::move(answers));
    auto& change = sheet.button("change." + name, "kiosk.action.change",
                                ChangeAsked{stop.item, stop.page->id});
    change.spoken = sheet.words("kiosk.review.change_spoken", {{"page", heading}});
    change.emphasis = Emphasis::quiet;
    change.icon = "change";
    change.row = "review." + name;
}

void add_item_heading(Sheet& sheet, const forms::Draft& draft, const forms::Stop& stop) {
    const auto title = sheet.words(forms::service_text(*stop.service, "title"));
    const auto number = static_cast<std::int64_t>(stop.item + 1);
    Node heading{"item." + std::to_string(stop.item), Role::heading,
                 draft.items.size() > 1
                     ? sheet.words("kiosk.review.item", {{"number", number}, {"title", title}})
                     : title};
    sheet.add(std::move(heading));
    if (draft.items.size() < 2) return;
    auto& remove = sheet.button("remove." + std::to_string(stop.item), "kiosk.review.remove",
                                ItemRemoved{stop.item});
    remove.spoken =
        sheet.words("kiosk.review.remove_spoken", {{"number", number}, {"title", title}});
    remove.emphasis = Emphasis::quiet;
}

void add_answers(Sheet& sheet, const forms::Draft& draft) {
    const auto route = forms::route(sheet.house().services, draft, sheet.house().today);
    const forms::Stop* before = nullptr;
    for (const auto& stop : route) {
        const bool shared = stop.page->scope == forms::Scope::order;
        if (!shared && (before == nullptr || before->item != stop.item))
            add_item_heading(sheet, draft, stop);
        if (shared && (before == nullptr || before->page->scope == forms::Scope::item))
            sheet.add({"shared", Role::heading, sheet.words("kiosk.review.shared")});
        add_page(sheet, draft, stop);
        before = &stop;
    }
}

void add_proofs(Sheet& sheet, const forms::Draft& draft) {
    int number = 0;
    for (const auto& item : draft.items) {
        const auto* service =
            forms::offered(sheet.house().services, item.service, sheet.house().today);
        if (service == nullptr) continue;
        for (const auto& proof : forms::proofs(item, *service, sheet.house().today)) {
            if (number == 0)
                sheet.add({"proofs", Role::heading, sheet.words("kiosk.review.proofs")});
            sheet.add({"proof." + std::to_string(++number), Role::text, sheet.words(proof)});
        }
    }
}

void add_another(Sheet& sheet, const forms::Draft& draft) {
    if (draft.items.size() >= forms::most_items) return;
    sheet.button("another", "kiosk.review.another", AnotherWanted{}).icon = "add";
}

}  // namespace

Scene page_of(const Reviewing& reviewing, const Visit& visit, const House& house) {
    Sheet sheet("reviewing", visit, house);
    const auto quote = price_of(reviewing.draft, house);
    const bool complete = !forms::first_open(house.services, reviewing.draft, house.today);
    sheet.heading("kiosk.review.heading");
    if (!complete) sheet.status(Tone::warning, "kiosk.review.incomplete");
    if (!quote) sheet.status(Tone::error, "common.fee.refused." + quote.error().reason);
    if (!visit.printer.ready())
        sheet.status(Tone::warning, "kiosk.introduction.no_receipt").icon = "printer";
    add_answers(sheet, reviewing.draft);
    add_another(sheet, reviewing.draft);
    add_proofs(sheet, reviewing.draft);
    if (quote) {
        sheet.add({"fees", Role::heading, sheet.words("kiosk.review.fees")});
        add_fees(sheet, *quote);
    }
    sheet.paragraph("kiosk.review.legal");
    sheet.back();
    add_running_price(sheet, reviewing.draft);
    if (complete)
        sheet.main_action("kiosk.action.order", OrderConfirmed{}).disabled = !quote;
    else
        sheet.main_action("kiosk.action.complete", Continued{});
    return std::move(sheet).done();
}

}  // namespace screens
