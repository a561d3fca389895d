// With the eID card: lay it, what it says of itself, wait, and what has come of it.
#include "screens/pages/card.h"

#include "screens/pages/pages.h"

namespace screens {

using namespace kiosk;
using namespace kiosk::visit;

namespace {

bool from_the_form(const Errand& errand) {
    return std::holds_alternative<FromForm>(errand.from);
}

std::string task_of(const Errand& errand) {
    switch (errand.task) {
        case CardTask::look:
            return "look";
        case CardTask::read:
            return "read";
        case CardTask::set_pin:
            return "set_pin";
        case CardTask::unblock:
            return "unblock";
    }
    return {};
}

void add_picture(Sheet& sheet) {
    Node picture{"picture", Role::image, sheet.words("card.lay.picture")};
    picture.icon = "card-on-reader";
    sheet.add(std::move(picture));
}

std::string stage_key(const CardWorking& working) {
    if (!working.stage) return "card.work.starting";
    switch (*working.stage) {
        case EidStage::asking_on_the_keypad:
            return "card.work.on_the_keypad." + task_of(working.errand);
        case EidStage::checking_pin:
            return "card.work.checking_pin";
        case EidStage::proving_terminal:
            return "card.work.proving_terminal";
        case EidStage::proving_card:
            return "card.work.proving_card";
        case EidStage::reading_data:
            return "card.work.reading_data";
        case EidStage::setting_pin:
            return "card.work.setting_pin";
    }
    return {};
}

void offer(Sheet& sheet, const std::string& key, CardTask task) {
    sheet.button("card." + key, "card.action." + key, CardWanted{task}).icon = "lock";
}

void add_what_next(Sheet& sheet, const eid::PinState& pin) {
    using Kind = eid::PinState::Kind;
    if (pin.kind == Kind::deactivated) return;
    if (pin.kind == Kind::blocked) return offer(sheet, "unblock", CardTask::unblock);
    offer(sheet, "set_pin", CardTask::set_pin);
}

}  // namespace

void add_left_card(Sheet& sheet) {
    const auto& left = sheet.visit().left_card;
    if (!left || !left->lies) return;
    auto& reminder = sheet.status(Tone::warning, "card.left_on_reader");
    reminder.hint = sheet.words("card.left_on_reader_text");
    reminder.icon = "card-on-reader";
}

void add_way_out(Sheet& sheet, const Errand& errand) {
    sheet.back().label =
        sheet.words(from_the_form(errand) ? "card.action.by_hand" : "card.action.leave");
}

std::string field_words(const Sheet& sheet, eid::Field field) {
    return sheet.words("card.field." + std::string(eid::name_of(field)));
}

void add_pin_state(Sheet& sheet, const eid::PinState& pin) {
    using Kind = eid::PinState::Kind;
    switch (pin.kind) {
        case Kind::ready:
            sheet.status(Tone::success, "card.pin.on").hint =
                sheet.words("card.pin.tries",
                            {{"tries", std::int64_t{pin.tries_left.value_or(eid::all_tries)}}});
            sheet.paragraph("card.pin.transport");
            break;
        case Kind::suspended:
            sheet.status(Tone::warning, "card.pin.suspended").hint =
                sheet.words("card.pin.suspended_next");
            sheet.paragraph("card.where.can");
            break;
        case Kind::blocked:
            sheet.status(Tone::error, "card.pin.blocked").hint =
                sheet.words("card.pin.blocked_next");
            sheet.paragraph("card.where.puk");
            break;
        case Kind::deactivated:
            sheet.status(Tone::warning, "card.pin.off").hint = sheet.words("card.pin.off_next");
            sheet.paragraph("card.pin.off_young");
            break;
    }
}

Scene page_of(const LayingCard& laying, const Visit& visit, const House& house) {
    Sheet sheet("laying_card", visit, house);
    sheet.heading("card.lay.heading");
    if (laying.seen == CardPresence::foreign_card)
        sheet.status(Tone::warning, "card.lay.foreign").hint = sheet.words("card.lay.foreign_next");
    else if (laying.taken_away)
        sheet.status(Tone::warning, "card.lay.taken_away").hint =
            sheet.words("card.lay.taken_away_next");
    add_picture(sheet);
    sheet.paragraph("card.lay.text");
    sheet.paragraph("card.lay.kinds");
    if (laying.errand.task != CardTask::look)
        sheet.paragraph("card.lay.have." + task_of(laying.errand));
    add_way_out(sheet, laying.errand);
    return std::move(sheet).done();
}

Scene page_of(const CardChecked& checked, const Visit& visit, const House& house) {
    Sheet sheet("card_checked", visit, house);
    const auto pin = checked.look.pin.value_or(eid::PinState{});
    sheet.heading("card.checked.heading");
    add_pin_state(sheet, pin);
    add_what_next(sheet, pin);
    sheet.paragraph("card.checked.take_along");
    sheet.main_action("card.action.finish", WentBack{});
    return std::move(sheet).done();
}

Scene page_of(const CardWorking& working, const Visit& visit, const House& house) {
    Sheet sheet("card_working", visit, house);
    sheet.heading("card.work.heading");
    add_picture(sheet);
    sheet.status(Tone::information, stage_key(working));
    add_way_out(sheet, working.errand);
    return std::move(sheet).done();
}

Scene page_of(const PinReady& ready, const Visit& visit, const House& house) {
    Sheet sheet("pin_ready", visit, house);
    const auto task = task_of(ready.errand);
    auto& heading = sheet.heading("card.ready." + task);
    heading.tone = Tone::success;
    heading.icon = "done";
    sheet.paragraph("card.ready." + task + "_text");
    if (from_the_form(ready.errand)) {
        add_way_out(sheet, ready.errand);
        sheet.main_action("card.action.go_on_filling", Continued{});
    } else {
        sheet.paragraph("card.checked.take_along");
        sheet.main_action("card.action.finish", Continued{});
    }
    return std::move(sheet).done();
}

}  // namespace screens
