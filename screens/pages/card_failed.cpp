// Every trouble with a card: what happened, what it means for the PIN, and what can be done next.
#include "screens/pages/card.h"
#include "screens/pages/pages.h"

namespace screens {

using namespace kiosk;
using namespace kiosk::visit;
using eid::TroubleKind;

namespace {

enum class Next { try_again, enter_again, set_pin, unblock, nothing };

Next next_after(const CardFailed& failed) {
    switch (failed.trouble.kind) {
        case TroubleKind::wrong_pin:
        case TroubleKind::wrong_can:
        case TroubleKind::wrong_puk:
        case TroubleKind::pin_suspended:
        case TroubleKind::last_try_needs_consent:
            return Next::enter_again;
        case TroubleKind::pin_blocked:
            return Next::unblock;
        case TroubleKind::transport_pin:
            return Next::set_pin;
        case TroubleKind::pin_deactivated:
        case TroubleKind::not_authentic:
        case TroubleKind::terminal_refused:
            return Next::nothing;
        default:
            return Next::try_again;
    }
}

Tone tone_of(TroubleKind kind) {
    switch (kind) {
        case TroubleKind::pin_blocked:
        case TroubleKind::not_authentic:
        case TroubleKind::reader_lost:
            return Tone::error;
        case TroubleKind::transport_pin:
            return Tone::information;
        default:
            return Tone::warning;
    }
}

// While a PIN is being set, a card that goes silent may have taken it already.
bool may_have_changed(const CardFailed& failed) {
    using enum TroubleKind;
    const auto kind = failed.trouble.kind;
    return failed.errand.task == CardTask::set_pin &&
           (kind == card_removed || kind == reader_lost || kind == timed_out ||
            kind == card_faulty);
}

void add_tries(Sheet& sheet, const eid::Trouble& trouble) {
    if (trouble.kind != TroubleKind::wrong_pin || !trouble.tries_left) return;
    sheet.paragraph("card.failed.tries", {{"tries", std::int64_t{*trouble.tries_left}}}).emphasis =
        Emphasis::primary;
    if (*trouble.tries_left == 1) sheet.paragraph("card.failed.last_is_left");
}

void add_where(Sheet& sheet, TroubleKind kind) {
    if (kind == TroubleKind::wrong_can) sheet.paragraph("card.where.can");
    if (kind == TroubleKind::wrong_puk || kind == TroubleKind::pin_blocked)
        sheet.paragraph("card.where.puk");
    if (kind == TroubleKind::pin_deactivated) sheet.paragraph("card.pin.off_young");
}

void add_actions(Sheet& sheet, const CardFailed& failed) {
    add_way_out(sheet, failed.errand);
    switch (next_after(failed)) {
        case Next::try_again:
            sheet.main_action("kiosk.action.try_again", Continued{});
            break;
        case Next::enter_again:
            sheet.main_action("card.action.enter_again", Continued{});
            break;
        case Next::set_pin:
            sheet.main_action("card.action.set_own_pin", CardWanted{CardTask::set_pin});
            break;
        case Next::unblock:
            sheet.main_action("card.action.unblock", CardWanted{CardTask::unblock});
            break;
        case Next::nothing:
            sheet.last().emphasis = Emphasis::primary;
            break;
    }
}

}  // namespace

Scene page_of(const CardFailed& failed, const Visit& visit, const House& house) {
    Sheet sheet("card_failed", visit, house);
    const auto name = std::string(eid::name_of(failed.trouble.kind));
    sheet.heading("card.failed." + name);
    const bool no_pin_is_asked =
        failed.trouble.kind == TroubleKind::wrong_can && visit.reader.can_alone;
    sheet.status(tone_of(failed.trouble.kind),
                 no_pin_is_asked ? "card.can_alone.wrong" : "card.failed." + name + "_text");
    add_tries(sheet, failed.trouble);
    sheet.paragraph("card.failed." + name + "_next");
    if (may_have_changed(failed)) sheet.paragraph("card.failed.perhaps_changed");
    add_where(sheet, failed.trouble.kind);
    if (std::holds_alternative<FromForm>(failed.errand.from))
        sheet.paragraph("card.failed.kept").emphasis = Emphasis::quiet;
    add_actions(sheet, failed);
    return std::move(sheet).done();
}

}  // namespace screens
