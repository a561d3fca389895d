// From checking the answers to the receipt.
#include "kiosk/visit/moves.h"
#include "kiosk/visit/price.h"
#include "kiosk/visit/route.h"

#include <algorithm>

namespace kiosk::visit {
namespace {

PrintReceipt print(Ordered& ordered, Turn& turn) {
    ordered.work = turn.new_work();
    ordered.receipt = ReceiptState::printing;
    ordered.trouble = PrinterTrouble::none;
    return {ordered.work, ordered, turn.visit.preferences.language};
}

bool is_printing(const Ordered& ordered) {
    return ordered.receipt == ReceiptState::printing || ordered.receipt == ReceiptState::needs_help;
}

// A new work number: whatever the printer still says about the old job comes too late.
void give_up_paper(Ordered& ordered, Turn& turn) {
    if (is_printing(ordered)) turn.effects.emplace_back(CancelPrinting{});
    ordered.work = turn.new_work();
    ordered.receipt = ReceiptState::on_screen_only;
}

}  // namespace

Then<Filling> change(Reviewing& reviewing, const ChangeAsked& asked, Turn& turn) {
    for (const auto& stop : forms::route(turn.house.services, reviewing.draft, turn.house.today))
        if (stop.page->id == asked.page && stop.item == asked.item)
            return enter(std::move(reviewing.draft), stop, Course::one_page);
    return std::nullopt;
}

Then<Filling> complete(Reviewing& reviewing, const Continued&, Turn& turn) {
    const auto open = forms::first_open(turn.house.services, reviewing.draft, turn.house.today);
    if (!open) return std::nullopt;
    return enter(std::move(reviewing.draft), *open, Course::new_item);
}

Then<Filling> back_to_pages(Reviewing& reviewing, const WentBack&, Turn& turn) {
    const auto route = forms::route(turn.house.services, reviewing.draft, turn.house.today);
    if (route.empty()) return std::nullopt;
    return enter(std::move(reviewing.draft), route.back(), Course::whole_form);
}

Then<AddingItem> want_another(Reviewing& reviewing, const AnotherWanted&, Turn&) {
    if (reviewing.draft.items.size() >= forms::most_items) return std::nullopt;
    return AddingItem{std::move(reviewing.draft)};
}

Then<Reviewing> remove_item(Reviewing& reviewing, const ItemRemoved& removed, Turn&) {
    auto& items = reviewing.draft.items;
    if (items.size() < 2 || removed.item >= items.size()) return std::nullopt;
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(removed.item));
    return std::move(reviewing);
}

Then<Filling> add_item(AddingItem& adding, const ItemAdded& added, Turn& turn) {
    const auto& closed = turn.visit.not_orderable;
    if (forms::offered(turn.house.services, added.service, turn.house.today) == nullptr ||
        std::find(closed.begin(), closed.end(), added.service) != closed.end() ||
        !may_join(adding.draft, added.service, turn.house))
        return std::nullopt;
    const auto item = adding.draft.items.size();
    adding.draft.items.push_back({added.service, {}});
    for (const auto& stop : forms::route(turn.house.services, adding.draft, turn.house.today))
        if (stop.item == item) return enter(std::move(adding.draft), stop, Course::new_item);
    adding.draft.items.pop_back();
    return std::nullopt;
}

Then<Reviewing> add_nothing(AddingItem& adding, const WentBack&, Turn&) {
    return Reviewing{std::move(adding.draft)};
}

Then<Saving> confirm(Reviewing& reviewing, const OrderConfirmed&, Turn& turn) {
    if (forms::first_open(turn.house.services, reviewing.draft, turn.house.today))
        return std::nullopt;
    auto quote = price_of(reviewing.draft, turn.house);
    if (!quote) return std::nullopt;
    const auto work = turn.new_work();
    auto sent = forms::applying(turn.house.services, reviewing.draft, turn.house.today);
    turn.effects.emplace_back(SaveOrder{work, sent, *quote, turn.visit.preferences.language});
    return Saving{work, std::move(reviewing.draft), std::move(*quote)};
}

Then<Ordered> take_number(Saving& saving, const OrderSaved& saved, Turn& turn) {
    if (saved.work != saving.work) return std::nullopt;
    Ordered ordered{saved.acknowledgement,
                    forms::applying(turn.house.services, saving.draft, turn.house.today),
                    std::move(saving.quote)};
    if (turn.visit.printer.ready()) {
        auto printing = print(ordered, turn);
        turn.effects.emplace_back(std::move(printing));
    } else {
        ordered.receipt = ReceiptState::on_screen_only;
        ordered.trouble = turn.visit.printer.trouble;
    }
    return ordered;
}

Then<NotSaved> keep_draft(Saving& saving, const SavingFailed& failed, Turn& turn) {
    if (failed.work != saving.work) return std::nullopt;
    return NotSaved{std::move(saving.draft), failed.kind, turn.visit.closed_because};
}

Then<Reviewing> try_again(NotSaved& not_saved, const Continued&, Turn& turn) {
    if (!turn.visit.closed_because.empty()) return std::nullopt;
    return Reviewing{std::move(not_saved.draft)};
}

Then<Reviewing> look_again(NotSaved& not_saved, const WentBack&, Turn& turn) {
    return try_again(not_saved, Continued{}, turn);
}

Then<Ordered> follow_printer(Ordered& ordered, const PrintTroubled& troubled, Turn&) {
    if (troubled.work != ordered.work || !is_printing(ordered)) return std::nullopt;
    const bool goes_on = troubled.trouble == PrinterTrouble::none;
    ordered.receipt = goes_on ? ReceiptState::printing : ReceiptState::needs_help;
    ordered.trouble = troubled.trouble;
    return std::move(ordered);
}

Then<Ordered> finish_printing(Ordered& ordered, const PrintEnded& ended, Turn&) {
    if (ended.work != ordered.work || !is_printing(ordered)) return std::nullopt;
    switch (ended.report.outcome) {
        case PrintOutcome::printed:
            ordered.receipt = ReceiptState::printed;
            break;
        case PrintOutcome::unknown:
            ordered.receipt = ReceiptState::in_question;
            break;
        case PrintOutcome::needs_help:
        case PrintOutcome::impossible:
            ordered.receipt = ReceiptState::on_screen_only;
            break;
    }
    ordered.trouble = ended.report.trouble;
    return std::move(ordered);
}

// The receipt is a copy of facts that exist: printing it twice does no harm.
Then<Ordered> print_again(Ordered& ordered, const ReceiptWanted&, Turn& turn) {
    if (is_printing(ordered)) return std::nullopt;
    auto printing = print(ordered, turn);
    turn.effects.emplace_back(std::move(printing));
    return std::move(ordered);
}

Then<Ordered> judge_receipt(Ordered& ordered, const ReceiptJudged& judged, Turn& turn) {
    if (judged.complete) {
        if (ordered.receipt != ReceiptState::in_question) return std::nullopt;
        ordered.receipt = ReceiptState::printed;
        return std::move(ordered);
    }
    if (ordered.receipt != ReceiptState::in_question && ordered.receipt != ReceiptState::needs_help)
        return std::nullopt;
    give_up_paper(ordered, turn);
    return std::move(ordered);
}

// Whoever leaves while the printer works is asked first: ending cancels the receipt.
Then<Ordered, Ended> leave(Ordered& ordered, const Continued&, Turn& turn) {
    if (is_printing(ordered)) {
        turn.visit.overlay = EndInQuestion{};
        return std::move(ordered);
    }
    turn.effects.emplace_back(EndSession{});
    return Ended{};
}

}  // namespace kiosk::visit
