// The end of the story: the number, how to follow it, what happens next, and the receipt.
#include "kiosk/orders/order_number.h"
#include "screens/pages/card.h"
#include "screens/pages/fees.h"
#include "screens/pages/pages.h"
#include "screens/pages/sheet.h"
#include "screens/pages/spoken.h"

namespace screens {

using namespace kiosk;
using namespace kiosk::visit;

namespace {

std::string trouble_key(PrinterTrouble trouble) {
    switch (trouble) {
        case PrinterTrouble::media_empty:
            return "kiosk.receipt.needs_paper";
        case PrinterTrouble::media_jam:
            return "kiosk.receipt.paper_jam";
        case PrinterTrouble::cover_open:
            return "kiosk.receipt.cover_open";
        default:
            return "kiosk.receipt.needs_help";
    }
}

void add_receipt(Sheet& sheet, const Ordered& ordered) {
    switch (ordered.receipt) {
        case ReceiptState::printing:
            sheet.status(Tone::information, "kiosk.receipt.printing");
            break;
        case ReceiptState::needs_help:
            sheet.status(Tone::warning, trouble_key(ordered.trouble));
            sheet.button("receipt.without", "kiosk.receipt.without", ReceiptJudged{false});
            break;
        case ReceiptState::printed:
            sheet.status(Tone::success, "kiosk.receipt.printed");
            sheet.button("receipt.again", "kiosk.receipt.again", ReceiptWanted{}).emphasis =
                Emphasis::quiet;
            break;
        case ReceiptState::in_question:
            sheet.status(Tone::warning, "kiosk.receipt.in_question");
            sheet.button("receipt.complete", "kiosk.receipt.complete", ReceiptJudged{true}).row =
                "receipt";
            sheet.button("receipt.again", "kiosk.receipt.again", ReceiptWanted{}).row = "receipt";
            sheet.button("receipt.without", "kiosk.receipt.without", ReceiptJudged{false}).row =
                "receipt";
            break;
        case ReceiptState::on_screen_only:
            sheet.status(Tone::information, "kiosk.receipt.on_screen_only");
            if (sheet.visit().printer.ready())
                sheet.button("receipt.again", "kiosk.receipt.print", ReceiptWanted{}).emphasis =
                    Emphasis::quiet;
            break;
    }
}

void add_number(Sheet& sheet, const Ordered& ordered) {
    const auto number = orders::grouped(ordered.acknowledgement.order_number);
    Node node{
        "order_number", Role::heading, sheet.words("kiosk.ordered.number", {{"number", number}}),
        sheet.words("kiosk.ordered.number_spoken", {{"number", character_by_character(number)}})};
    node.value = number;
    node.emphasis = Emphasis::primary;
    sheet.add(std::move(node));
}

void add_status_code(Sheet& sheet, const Ordered& ordered) {
    Node code{"status_code", Role::qr, sheet.words("kiosk.ordered.code")};
    code.value = ordered.acknowledgement.status_url;
    sheet.add(std::move(code));
    sheet.paragraph("kiosk.ordered.code_text");
}

}  // namespace

Scene page_of(const Ordered& ordered, const Visit& visit, const House& house) {
    Sheet sheet("ordered", visit, house);
    Node saved{"heading", Role::heading, sheet.words("kiosk.ordered.heading")};
    saved.tone = Tone::success;
    saved.icon = "done";
    sheet.add(std::move(saved));
    add_left_card(sheet);
    add_number(sheet, ordered);
    add_receipt(sheet, ordered);
    add_status_code(sheet, ordered);
    sheet.add({"next", Role::heading, sheet.words("kiosk.ordered.next")});
    sheet.paragraph("kiosk.ordered.next_sent", {{"office", house.settings.office.registry_office}});
    sheet.paragraph("kiosk.ordered.next_received");
    if (const auto& dispatch = house.settings.office.dispatch)
        sheet.paragraph("kiosk.ordered.next_time", {{"days", std::int64_t{dispatch->working_days}},
                                                    {"source", dispatch->source},
                                                    {"as_of", dispatch->as_of}});
    sheet.paragraph("kiosk.ordered.questions", {{"help_line", house.settings.office.help_line}});
    sheet.add({"fees", Role::heading, sheet.words("kiosk.review.fees")});
    add_fees(sheet, ordered.quote);
    sheet.main_action("kiosk.action.finish", Continued{});
    return std::move(sheet).done();
}

}  // namespace screens
