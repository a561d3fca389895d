// The first screen, and what passers-by see: what can be done here.
#include "kiosk/forms/wording.h"
#include "kiosk/visit/route.h"
#include "screens/pages/card.h"
#include "screens/pages/pages.h"
#include "screens/pages/services.h"
#include "screens/pages/sheet.h"

#include <algorithm>

namespace screens {

using namespace kiosk::visit;

namespace {

// Birth, marriage, partnership, death; after them what is no certificate.
bool in_the_order_of_life(const kiosk::forms::Service* a, const kiosk::forms::Service* b) {
    if (!a->register_kind || !b->register_kind)
        return a->register_kind.has_value() && !b->register_kind;
    return *a->register_kind < *b->register_kind;
}

}  // namespace

void add_service_tiles(Sheet& sheet, const std::string& label_key,
                       const std::function<Event(const std::string& service)>& chosen) {
    const auto& closed = sheet.visit().not_orderable;
    auto services = kiosk::forms::offered(sheet.house().services, sheet.house().today);
    std::stable_sort(services.begin(), services.end(), in_the_order_of_life);
    for (const auto* service : services) {
        const auto title = sheet.words(kiosk::forms::service_text(*service, "title"));
        Node tile{"service." + service->id, Role::button,
                  sheet.words(label_key, {{"title", title}})};
        tile.hint = sheet.words_if_any(kiosk::forms::service_text(*service, "summary"));
        tile.icon = service->icon;
        tile.columns = 2;
        tile.event = chosen(service->id);
        const auto* draft = draft_of(sheet.visit().step);
        const bool adding = std::holds_alternative<AddingItem>(sheet.visit().step);
        if (std::find(closed.begin(), closed.end(), service->id) != closed.end()) {
            tile.disabled = true;
            tile.hint = sheet.words("kiosk.welcome.not_orderable");
        } else if (adding && !may_join(*draft, service->id, sheet.house())) {
            tile.disabled = true;
            tile.hint = sheet.words("kiosk.adding.other_office");
        }
        sheet.add(std::move(tile));
    }
}

namespace {

void add_question_tile(Sheet& sheet) {
    auto& tile = sheet.button("question", "asking.welcome", QuestionWanted{});
    tile.hint = sheet.words("asking.welcome_text");
    tile.icon = "question";
    tile.columns = 2;
}

void add_card_tile(Sheet& sheet) {
    auto& tile = sheet.button("card.check", "card.welcome.check", CardWanted{CardTask::look});
    tile.hint = sheet.words("card.welcome.check_text");
    tile.icon = "card";
    tile.columns = 2;
}

}  // namespace

Scene page_of(const Welcome& welcome, const Visit& visit, const House& house) {
    Sheet sheet("welcome", visit, house);
    sheet.heading("kiosk.welcome.heading");
    add_left_card(sheet);
    sheet.paragraph("kiosk.welcome.text");
    if (!welcome.draft.items.empty()) sheet.status(Tone::information, "kiosk.welcome.kept");
    add_service_tiles(sheet, "kiosk.welcome.order",
                      [](const std::string& service) { return ServiceChosen{service}; });
    add_question_tile(sheet);
    if (visit.reader.present) add_card_tile(sheet);
    sheet.paragraph("kiosk.welcome.ways").emphasis = Emphasis::quiet;
    return std::move(sheet).done();
}

Scene page_of(const AddingItem&, const Visit& visit, const House& house) {
    Sheet sheet("adding_item", visit, house);
    sheet.heading("kiosk.adding.heading");
    sheet.paragraph("kiosk.adding.text");
    add_service_tiles(sheet, "kiosk.adding.add",
                      [](const std::string& service) { return ItemAdded{service}; });
    sheet.back();
    return std::move(sheet).done();
}

}  // namespace screens
