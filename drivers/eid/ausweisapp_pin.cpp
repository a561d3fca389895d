#include "drivers/eid/ausweisapp_pin.h"

namespace drivers::ausweisapp {

using kiosk::EidStage;
using kiosk::SecretText;
using kiosk::eid::trouble;
using kiosk::eid::Trouble;
using kiosk::eid::TroubleKind;

namespace {

// A reader with keys of its own takes the digits itself, and the app refuses ours.
Next give(const char* name, const Reader& reader, const std::optional<SecretText>& digits,
          EidStage stage) {
    if (reader.keypad) return Say{command(name), EidStage::asking_on_the_keypad};
    if (!digits) return Finished(trouble(TroubleKind::card_faulty, "no digits to give"));
    return Say{command(name, *digits), stage};
}

Finished wrong_pin(std::optional<int> tries) {
    return tl::unexpected(Trouble{TroubleKind::wrong_pin, "", tries});
}

}  // namespace

Next PinConversation::give_up(Finished outcome) {
    if (ending_) return Wait{};
    ending_ = std::move(outcome);
    return Say{command("CANCEL"), std::nullopt};
}

Next PinConversation::hear(const Message& message) {
    const std::string& name = message.name;
    if (name == "CHANGE_PIN") return message.success ? ended(message) : Next(Wait{});
    if (name == "INTERNAL_ERROR" || name == "UNKNOWN_COMMAND" || name == "INVALID")
        return Finished(ending_.value_or(trouble(TroubleKind::card_faulty, "ausweisapp: " + name)));
    if (name == "BAD_STATE")
        return Finished(ending_.value_or(trouble(TroubleKind::timed_out, "ausweisapp: busy")));
    if (ending_) return Wait{};
    if (name == "PAUSE") return Say{command("CONTINUE"), std::nullopt};
    if (name == "INSERT_CARD") return give_up(trouble(TroubleKind::card_removed, ""));
    if (!name.starts_with("ENTER_") || !message.reader) return Wait{};
    const Reader& reader = *message.reader;
    if (reader.deactivated) return give_up(trouble(TroubleKind::pin_deactivated, ""));
    if (reader.inoperative) return give_up(trouble(TroubleKind::pin_blocked, "puk used up"));
    if (name == "ENTER_PIN") return asked_for_pin(reader);
    if (name == "ENTER_CAN") return asked_for_can(reader);
    if (name == "ENTER_PUK") return asked_for_puk(reader);
    if (name == "ENTER_NEW_PIN") return asked_for_new_pin(reader);
    return Wait{};
}

Next PinConversation::asked_for_pin(const Reader& reader) {
    if (wish_.puk) {
        if (gave_puk_) return give_up({});
        return give_up(trouble(TroubleKind::card_faulty, "not blocked"));
    }
    if (gave_pin_) return give_up(wrong_pin(reader.tries));
    if (reader.tries == 1 && !wish_.secrets.spend_last_try)
        return give_up(trouble(TroubleKind::last_try_needs_consent, ""));
    gave_pin_ = true;
    return give("SET_PIN", reader, wish_.secrets.pin, EidStage::checking_pin);
}

Next PinConversation::asked_for_can(const Reader& reader) {
    if (gave_can_) return give_up(trouble(TroubleKind::wrong_can, ""));
    if (gave_pin_) return give_up(wrong_pin(reader.tries.value_or(1)));
    if (!wish_.secrets.can && !reader.keypad)
        return give_up(trouble(TroubleKind::pin_suspended, ""));
    if (!wish_.secrets.spend_last_try)
        return give_up(trouble(TroubleKind::last_try_needs_consent, ""));
    gave_can_ = true;
    return give("SET_CAN", reader, wish_.secrets.can, EidStage::checking_pin);
}

Next PinConversation::asked_for_puk(const Reader& reader) {
    if (!wish_.puk) return give_up(trouble(TroubleKind::pin_blocked, ""));
    if (gave_puk_) return give_up(trouble(TroubleKind::wrong_puk, ""));
    gave_puk_ = true;
    return give("SET_PUK", reader, wish_.puk, EidStage::checking_pin);
}

Next PinConversation::asked_for_new_pin(const Reader& reader) {
    if (!wish_.new_pin || gave_new_pin_)
        return give_up(trouble(TroubleKind::card_faulty, "new PIN asked out of turn"));
    gave_new_pin_ = true;
    return give("SET_NEW_PIN", reader, wish_.new_pin, EidStage::setting_pin);
}

Next PinConversation::ended(const Message& message) {
    if (ending_) return Finished(*ending_);
    if (*message.success && gave_new_pin_) return Finished{};
    if (message.problem == "Card_Removed") return Finished(trouble(TroubleKind::card_removed, ""));
    return Finished(trouble(TroubleKind::card_faulty, "ausweisapp: change failed"));
}

}  // namespace drivers::ausweisapp
