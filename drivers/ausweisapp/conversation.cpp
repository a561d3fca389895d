#include "drivers/ausweisapp/conversation.h"

namespace drivers::ausweisapp {

using kiosk::EidStage;
using kiosk::SecretText;
using kiosk::eid::faulty;
using kiosk::eid::trouble;
using kiosk::eid::Trouble;
using kiosk::eid::TroubleKind;

namespace {

Finished wrong_pin(std::optional<int> tries) {
    return tl::unexpected(Trouble{TroubleKind::wrong_pin, "", tries});
}

}  // namespace

Next Conversation::give(const char* name, const Reader& reader,
                        const std::optional<SecretText>& digits, EidStage stage) {
    if (reader.keypad) return Say{command(name), EidStage::asking_on_the_keypad};
    if (!digits) return give_up(faulty("no digits to give"));
    return Say{command(name, *digits), stage};
}

Next Conversation::give_up(Finished outcome) {
    if (ending_) return Wait{};
    ending_ = std::move(outcome);
    return Say{command("CANCEL"), std::nullopt};
}

Next Conversation::lose_the_thread(Finished outcome) {
    lost_the_thread_ = true;
    return ending_.value_or(std::move(outcome));
}

Next Conversation::hear(const Message& message) {
    const std::string& name = message.name;
    if (name == "INTERNAL_ERROR" || name == "UNKNOWN_COMMAND" || name == "INVALID")
        return lose_the_thread(faulty("ausweisapp: " + name));
    if (name == "BAD_STATE")
        return lose_the_thread(trouble(TroubleKind::timed_out, "ausweisapp: busy"));
    if (name == workflow_) {
        // A cancel may come too late: what was done is told, not what was meant.
        Next next = ended(message);
        const auto* finished = std::get_if<Finished>(&next);
        return ending_ && finished != nullptr && !*finished ? *ending_ : next;
    }
    if (ending_) return Wait{};
    if (name == "PAUSE") return Say{command("CONTINUE"), std::nullopt};
    if (name == "INSERT_CARD") return give_up(trouble(TroubleKind::card_removed, ""));
    if (name == "ACCESS_RIGHTS" && message.rights) return asked_for_consent(*message.rights);
    if (!message.reader) return Wait{};
    if (name == "READER") return heard_of(*message.reader);
    return asked(message, *message.reader);
}

// While a card is waited for, the app itself says nothing when it is taken away.
Next Conversation::heard_of(const Reader& reader) {
    if (reader.name != reader_) return Wait{};
    if (!reader.attached) return give_up(trouble(TroubleKind::reader_lost, ""));
    if (reader.card == Reader::Card::none) return give_up(trouble(TroubleKind::card_removed, ""));
    return Wait{};
}

Next Conversation::asked(const Message& message, const Reader& reader) {
    if (reader.name != reader_) return give_up(trouble(TroubleKind::reader_lost, "another reader"));
    if (message.problem) return give_up(faulty("ausweisapp: digits not taken"));
    if (reader.deactivated) return give_up(trouble(TroubleKind::pin_deactivated, ""));
    if (reader.inoperative) return give_up(trouble(TroubleKind::pin_blocked, "puk used up"));
    if (message.name == "ENTER_PIN") return asked_for_pin(reader);
    if (message.name == "ENTER_CAN") return asked_for_can(reader);
    if (message.name == "ENTER_PUK") return asked_for_puk(reader);
    if (message.name == "ENTER_NEW_PIN") return asked_for_new_pin(reader);
    return Wait{};
}

Next Conversation::asked_for_pin(const Reader& reader) {
    if (gave_pin_) return give_up(wrong_pin(reader.tries));
    if (can_alone())
        return give_up(trouble(TroubleKind::terminal_refused, "the CAN is not enough"));
    if (reader.tries == 1 && !secrets_.spend_last_try)
        return give_up(trouble(TroubleKind::last_try_needs_consent, ""));
    gave_pin_ = true;
    return give("SET_PIN", reader, secrets_.pin, EidStage::checking_pin);
}

Next Conversation::asked_for_can(const Reader& reader) {
    if (gave_can_) return give_up(trouble(TroubleKind::wrong_can, ""));
    if (gave_pin_) return give_up(wrong_pin(reader.tries.value_or(1)));
    if (!secrets_.can && !reader.keypad) return give_up(trouble(TroubleKind::pin_suspended, ""));
    if (!can_alone() && !secrets_.spend_last_try)
        return give_up(trouble(TroubleKind::last_try_needs_consent, ""));
    gave_can_ = true;
    return give("SET_CAN", reader, secrets_.can, EidStage::checking_pin);
}

Next Conversation::asked_for_puk(const Reader&) {
    return give_up(trouble(TroubleKind::pin_blocked, ""));
}

Next Conversation::asked_for_new_pin(const Reader&) {
    return give_up(faulty("new PIN asked out of turn"));
}

Next Conversation::asked_for_consent(const AccessRights&) {
    return give_up(faulty("rights asked out of turn"));
}

}  // namespace drivers::ausweisapp
