#include "drivers/ausweisapp/pin.h"

namespace drivers::ausweisapp {

using kiosk::EidStage;
using kiosk::eid::faulty;
using kiosk::eid::trouble;
using kiosk::eid::TroubleKind;

namespace {

// The end of RUN_CHANGE_PIN without a new PIN.
Finished not_changed(const Message& message) {
    if (message.problem == "Card_Removed") return trouble(TroubleKind::card_removed, "");
    return faulty("ausweisapp: change failed");
}

}  // namespace

Next PinConversation::asked_for_new_pin(const Reader& reader) {
    if (gave_new_pin_) return give_up(faulty("new PIN asked again"));
    gave_new_pin_ = true;
    return give("SET_NEW_PIN", reader, new_pin_, EidStage::setting_pin);
}

// Version 1.26.2 also says success of a card that was pulled while the old PIN was checked.
Next PinConversation::ended(const Message& message) {
    if (!message.success) return Wait{};
    if (*message.success && gave_new_pin_) return Finished{};
    return not_changed(message);
}

Next PukConversation::asked_for_puk(const Reader& reader) {
    if (gave_puk_) return give_up(trouble(TroubleKind::wrong_puk, ""));
    gave_puk_ = true;
    return give("SET_PUK", reader, puk_, EidStage::checking_pin);
}

Next PukConversation::asked_for_pin(const Reader&) {
    if (gave_puk_) return give_up({});
    return give_up(faulty("not blocked"));
}

Next PukConversation::ended(const Message& message) {
    if (!message.success) return Wait{};
    return not_changed(message);
}

}  // namespace drivers::ausweisapp
