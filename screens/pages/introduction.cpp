// Before anything is typed: who may order, what is needed, what it costs, and that there will be no
// paper if the printer is in trouble.
#include "kiosk/forms/wording.h"
#include "kiosk/visit/price.h"
#include "screens/pages/fees.h"
#include "screens/pages/pages.h"
#include "screens/pages/sheet.h"

namespace screens {

using namespace kiosk::visit;

namespace {

void add_part(Sheet& sheet, const kiosk::forms::Service& service, const std::string& part) {
    auto words = sheet.words_if_any(kiosk::forms::service_text(service, part));
    if (words.empty()) return;
    sheet.add({"part." + part, Role::heading, sheet.words("kiosk.introduction." + part)});
    sheet.add({"part." + part + ".text", Role::text, std::move(words)});
}

void add_price(Sheet& sheet, const std::string& service) {
    const auto quote = price_of({{{service, {}}}, {}}, sheet.house());
    if (!quote) return;
    sheet.add({"part.price", Role::heading, sheet.words("kiosk.introduction.price")});
    add_fees(sheet, *quote);
    sheet.paragraph(sheet.house().settings.pickup_offered ? "kiosk.introduction.payment_choice"
                                                          : "kiosk.introduction.payment_cod");
}

}  // namespace

Scene page_of(const Introduction& introduction, const Visit& visit, const House& house) {
    Sheet sheet("introduction", visit, house);
    const auto* service = kiosk::forms::offered(house.services, introduction.service, house.today);
    if (service != nullptr)
        sheet.add(
            {"heading", Role::heading, sheet.words(kiosk::forms::service_text(*service, "title"))});
    if (!visit.printer.ready())
        sheet.status(Tone::warning, "kiosk.introduction.no_receipt").icon = "printer";
    if (service != nullptr) {
        add_part(sheet, *service, "who");
        add_part(sheet, *service, "need");
        add_price(sheet, service->id);
    }
    sheet.paragraph("kiosk.introduction.how_long");
    sheet.paragraph("kiosk.introduction.privacy");
    sheet.back();
    sheet.main_action(
        introduction.draft.items.empty() ? "kiosk.action.start" : "kiosk.action.resume",
        Continued{});
    return std::move(sheet).done();
}

}  // namespace screens
