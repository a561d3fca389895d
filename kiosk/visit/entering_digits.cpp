// PIN, CAN and PUK: digit by digit into locked memory, and out of the step with the request.
#include "kiosk/visit/card_work.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kiosk::visit {

DigitCount count_of(Digits what) {
    switch (what) {
        case Digits::old_pin:
            return {eid::transport_pin_digits, eid::pin_digits};
        case Digits::puk:
            return {most_digits, most_digits};
        default:
            return {eid::pin_digits, eid::pin_digits};
    }
}

namespace {

// The step's text must be a fresh one: a moved-from text keeps short text in unlocked memory.
SecretText take(SecretText& digits) {
    return std::exchange(digits, SecretText());
}

bool is_digit(std::string_view key) {
    return key.size() == 1 && key[0] >= '0' && key[0] <= '9';
}

void set_digits(SecretText& digits, std::string_view before, std::string_view more) {
    std::array<char, most_digits> together{};
    std::copy(before.begin(), before.end(), together.begin());
    std::copy(more.begin(), more.end(), together.begin() + static_cast<int>(before.size()));
    digits.set({together.data(), before.size() + more.size()});
    wipe(together.data(), together.size());
}

EnteringDigits ask_for(EnteringDigits& at, Digits what, std::optional<DigitsProblem> problem = {}) {
    at.digits = SecretText();
    at.what = what;
    at.problem = problem;
    return std::move(at);
}

CardWorking finish(EnteringDigits& at, Turn& turn) {
    return put_to_work(std::move(at.errand), std::move(at.entered), turn);
}

}  // namespace

Then<EnteringDigits, CardWorking> spend_last_try(LastTry& at, const Continued&, Turn& turn) {
    Entered entered;
    entered.secrets.spend_last_try = true;
    if (at.look.keypad) return put_to_work(std::move(at.errand), std::move(entered), turn);
    const bool can_first = at.look.pin && at.look.pin->kind == eid::PinState::Kind::suspended;
    const auto pin = at.errand.task == CardTask::set_pin ? Digits::old_pin : Digits::pin;
    EnteringDigits entering{std::move(at.errand), at.watch, at.look, can_first ? Digits::can : pin};
    entering.entered = std::move(entered);
    return entering;
}

Then<EnteringDigits> type_digit(EnteringDigits& at, const Typed& typed, Turn&) {
    const auto digits = at.digits.reveal();
    if (!is_digit(typed.text) || digits.size() >= count_of(at.what).most) return std::nullopt;
    set_digits(at.digits, digits, typed.text);
    at.problem.reset();
    return std::move(at);
}

Then<EnteringDigits> erase_digit(EnteringDigits& at, const Erased&, Turn&) {
    const auto digits = at.digits.reveal();
    if (digits.empty()) return std::nullopt;
    set_digits(at.digits, digits.substr(0, digits.size() - 1), {});
    at.problem.reset();
    return std::move(at);
}

Then<EnteringDigits, CardWorking, CardFailed> enter(EnteringDigits& at, const Continued&,
                                                    Turn& turn) {
    const auto count = at.digits.reveal().size();
    // Five digits cannot be the PIN that is asked for: said before the card is asked, no try burnt.
    if (at.what == Digits::pin && count == eid::transport_pin_digits) {
        turn.effects.emplace_back(StopWatching{});
        return CardFailed{std::move(at.errand), {eid::TroubleKind::transport_pin, {}, {}}};
    }
    if (count < count_of(at.what).least) {
        at.problem = DigitsProblem::incomplete;
        return std::move(at);
    }
    switch (at.what) {
        case Digits::can:
            at.entered.secrets.can = take(at.digits);
            if (at.can_alone) return finish(at, turn);
            return ask_for(at, at.errand.task == CardTask::set_pin ? Digits::old_pin : Digits::pin);
        case Digits::pin:
            at.entered.secrets.pin = take(at.digits);
            return finish(at, turn);
        case Digits::old_pin:
            at.entered.secrets.pin = take(at.digits);
            return ask_for(at, Digits::new_pin);
        case Digits::new_pin:
            at.entered.new_pin = take(at.digits);
            return ask_for(at, Digits::new_pin_again);
        case Digits::new_pin_again:
            if (at.digits == at.entered.new_pin) return finish(at, turn);
            at.entered.new_pin = SecretText();
            return ask_for(at, Digits::new_pin, DigitsProblem::not_the_same);
        case Digits::puk:
            at.entered.puk = take(at.digits);
            return finish(at, turn);
    }
    return std::nullopt;
}

}  // namespace kiosk::visit
