// PIN, CAN and PUK on our own pad. A scene holds how many digits there are, never which.
#include "screens/pages/card.h"
#include "screens/pages/pages.h"
#include "screens/toolkit/keyboard.h"

namespace screens {

using namespace kiosk;
using namespace kiosk::visit;

namespace {

std::string name_of(Digits what) {
    switch (what) {
        case Digits::pin:
            return "pin";
        case Digits::old_pin:
            return "old_pin";
        case Digits::can:
            return "can";
        case Digits::puk:
            return "puk";
        case Digits::new_pin:
            return "new_pin";
        case Digits::new_pin_again:
            return "new_pin_again";
    }
    return {};
}

std::string dots(std::size_t count) {
    std::string dots;
    for (std::size_t i = 0; i < count; ++i) dots += i == 0 ? "•" : " •";
    return dots;
}

void add_digits(Sheet& sheet, const EnteringDigits& at) {
    const auto what = "card.digits." + name_of(at.what);
    const auto typed = at.digits.reveal().size();
    Node field{"field.digits", Role::field, sheet.words(what + ".label")};
    field.value = dots(typed);
    field.hint = sheet.words(what + ".hint");
    if (at.problem)
        field.problem =
            sheet.words(*at.problem == DigitsProblem::not_the_same ? "card.digits.not_the_same"
                                                                   : what + ".incomplete");
    field.spoken = sheet.words("card.digits.spoken", {{"label", field.label},
                                                      {"typed", static_cast<std::int64_t>(typed)}});
    field.personal = true;
    field.typing = true;
    sheet.add(std::move(field));
}

void add_pad(Sheet& sheet) {
    const auto words = [&](std::string_view key) {
        return sheet.words("kiosk.key." + std::string(key));
    };
    for (auto& key : keyboard_nodes(KeyboardKind::digits, 0, words)) {
        if (key.id == "key.done") key.event = Continued{};
        sheet.add(std::move(key));
    }
}

bool tells_tries(const EnteringDigits& at) {
    return (at.what == Digits::pin || at.what == Digits::old_pin) && at.look.pin &&
           at.look.pin->tries_left && *at.look.pin->tries_left < eid::all_tries;
}

}  // namespace

Scene page_of(const LastTry& last, const Visit& visit, const House& house) {
    Sheet sheet("last_try", visit, house);
    sheet.heading("card.last_try.heading");
    sheet.status(Tone::warning, "card.last_try.so_far").hint = sheet.words("card.last_try.risk");
    sheet.paragraph("card.last_try.unsure");
    if (!last.look.pin || last.look.pin->kind == eid::PinState::Kind::suspended) {
        sheet.paragraph("card.last_try.can");
        sheet.paragraph("card.where.can");
    }
    add_way_out(sheet, last.errand);
    sheet.main_action("card.action.last_try", Continued{});
    return std::move(sheet).done();
}

Scene page_of(const EnteringDigits& at, const Visit& visit, const House& house) {
    Sheet sheet("entering_digits." + name_of(at.what), visit, house);
    sheet.heading("card.digits." + name_of(at.what) + ".heading");
    if (tells_tries(at))
        sheet.status(Tone::warning, "card.digits.tries",
                     {{"tries", std::int64_t{*at.look.pin->tries_left}}});
    if (at.can_alone) sheet.status(Tone::information, "card.can_alone.digits");
    add_digits(sheet, at);
    sheet.paragraph("card.digits.leave_card");
    add_way_out(sheet, at.errand);
    sheet.main_action("kiosk.action.continue", Continued{});
    add_pad(sheet);
    return std::move(sheet).done();
}

}  // namespace screens
