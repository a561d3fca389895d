#include "drivers/eid/simulated_eid_session.h"

#include <algorithm>

namespace drivers {

using kiosk::CardLook;
using kiosk::CardPresence;
using kiosk::EidProgress;
using kiosk::EidStage;
using kiosk::SecretText;
using kiosk::eid::Outcome;
using kiosk::eid::Reading;
using kiosk::eid::Secrets;
using kiosk::eid::trouble;
using kiosk::eid::TroubleKind;

namespace {

using Kind = kiosk::eid::PinState::Kind;

tl::unexpected<kiosk::eid::Trouble> wrong_pin(int tries_left) {
    return tl::unexpected(kiosk::eid::Trouble{TroubleKind::wrong_pin, {}, tries_left});
}

}  // namespace

struct SimulatedEidSession::Turn {
    Turn(SimulatedEidSession& session, const EidProgress& to_whom)
        : lock(session.mutex_),
          progress(to_whom),
          laid(session.laid_),
          cancelled(session.cancelled_) {}

    std::unique_lock<std::mutex> lock;
    const EidProgress& progress;
    int laid;
    int cancelled;
};

void SimulatedEidSession::change(const std::function<void()>& how) {
    {
        const std::lock_guard lock(mutex_);
        how();
    }
    changed_.notify_all();
}

void SimulatedEidSession::change_card(const std::function<void(Card&)>& how) {
    change([&] {
        if (card_) how(*card_);
    });
}

void SimulatedEidSession::lay_card(Reading on_it, std::string pin) {
    change([&] {
        card_ = Card{.eid = true, .data = std::move(on_it), .pin = SecretText(pin)};
        ++laid_;
    });
}

void SimulatedEidSession::lay_foreign_card() {
    change([&] {
        card_ = Card{.eid = false, .data = {}, .pin = {}};
        ++laid_;
    });
}

void SimulatedEidSession::pull_card() {
    change([&] {
        card_.reset();
        ++laid_;
    });
}

void SimulatedEidSession::pull_during(EidStage stage) {
    change([&] { pull_in_ = stage; });
}

void SimulatedEidSession::set_tries_left(int tries) {
    change_card([&](Card& card) { card.tries = tries; });
}

void SimulatedEidSession::deactivate() {
    change_card([](Card& card) { card.deactivated = true; });
}

void SimulatedEidSession::transport_pin(std::string digits) {
    change_card([&](Card& card) { card.pin = SecretText(digits); });
}

void SimulatedEidSession::unplug_reader() {
    change([&] { plugged_ = false; });
}

void SimulatedEidSession::plug_in_reader() {
    change([&] { plugged_ = true; });
}

void SimulatedEidSession::grow_keypad(bool there, std::string typed_on_it) {
    change([&] {
        keypad_ = there;
        typed_on_keypad_ = SecretText(typed_on_it);
    });
}

void SimulatedEidSession::let_take(std::chrono::milliseconds each_stage) {
    change([&] { each_stage_ = each_stage; });
}

void SimulatedEidSession::fail_next(TroubleKind kind) {
    change([&] { fail_with_ = kind; });
}

void SimulatedEidSession::entitle_to_can_alone() {
    change([&] { entitled_to_can_alone_ = true; });
}

void SimulatedEidSession::do_not_grant(kiosk::eid::Field field) {
    change([&] { not_granted_.insert(field); });
}

CardLook SimulatedEidSession::seen() const {
    if (!plugged_) return {};
    CardLook look{.presence = CardPresence::no_card, .pin = {}, .keypad = keypad_};
    if (!card_) return look;
    look.presence = card_->eid ? CardPresence::eid : CardPresence::foreign_card;
    if (!card_->eid) return look;
    look.pin.emplace();
    if (card_->deactivated) {
        look.pin->kind = Kind::deactivated;
        return look;
    }
    look.pin->tries_left = card_->tries;
    look.pin->kind = card_->tries == 0   ? Kind::blocked
                     : card_->tries == 1 ? Kind::suspended
                                         : Kind::ready;
    return look;
}

CardLook SimulatedEidSession::look(const std::optional<CardLook>& known,
                                   std::chrono::milliseconds limit) {
    std::unique_lock lock(mutex_);
    const int cancelled = cancelled_;
    changed_.wait_for(lock, limit, [&] { return seen() != known || cancelled_ != cancelled; });
    return seen();
}

void SimulatedEidSession::cancel() {
    change([&] { ++cancelled_; });
}

Outcome<void> SimulatedEidSession::still_there(const Turn& turn) const {
    if (turn.cancelled != cancelled_) return trouble(TroubleKind::card_removed, {});
    if (!plugged_) return trouble(TroubleKind::reader_lost, {});
    if (turn.laid != laid_ || !card_) return trouble(TroubleKind::card_removed, {});
    return {};
}

Outcome<void> SimulatedEidSession::begin(Turn& turn) {
    TRY_VOID(still_there(turn));
    if (!card_->eid) return trouble(TroubleKind::foreign_card, {});
    if (!fail_with_) return {};
    const TroubleKind kind = *fail_with_;
    fail_with_.reset();
    return trouble(kind, "simulated");
}

Outcome<void> SimulatedEidSession::come_to(EidStage stage, Turn& turn) {
    turn.lock.unlock();
    turn.progress(stage);
    turn.lock.lock();
    if (pull_in_ == stage) {
        pull_in_.reset();
        card_.reset();
        ++laid_;
        changed_.notify_all();
    }
    changed_.wait_for(turn.lock, each_stage_, [&] { return !still_there(turn).has_value(); });
    return still_there(turn);
}

Outcome<void> SimulatedEidSession::may_spend_last_try(const Secrets& secrets) const {
    if (!keypad_ && !secrets.can) return trouble(TroubleKind::pin_suspended, {});
    if (!secrets.spend_last_try) return trouble(TroubleKind::last_try_needs_consent, {});
    if (!keypad_ && secrets.can->reveal() != can) return trouble(TroubleKind::wrong_can, {});
    return {};
}

Outcome<void> SimulatedEidSession::take_pin(const Secrets& secrets) {
    if (card_->deactivated) return trouble(TroubleKind::pin_deactivated, {});
    if (card_->tries == 0) return trouble(TroubleKind::pin_blocked, {});
    if (card_->tries == 1) TRY_VOID(may_spend_last_try(secrets));
    const SecretText& given = keypad_ ? typed_on_keypad_ : *secrets.pin;
    if (given == card_->pin) {
        card_->tries = kiosk::eid::all_tries;
        return {};
    }
    --card_->tries;
    changed_.notify_all();
    return wrong_pin(card_->tries);
}

Outcome<void> SimulatedEidSession::take_secrets(const Secrets& secrets, Turn& turn) {
    if (keypad_) TRY_VOID(come_to(EidStage::asking_on_the_keypad, turn));
    TRY_VOID(come_to(EidStage::checking_pin, turn));
    return take_pin(secrets);
}

Outcome<void> SimulatedEidSession::take_can(const Secrets& secrets, Turn& turn) {
    if (!entitled_to_can_alone_ || !secrets.can)
        return trouble(TroubleKind::terminal_refused, "by CAN alone");
    TRY_VOID(come_to(EidStage::checking_pin, turn));
    if (secrets.can->reveal() != can) return trouble(TroubleKind::wrong_can, {});
    return {};
}

Outcome<Reading> SimulatedEidSession::read(const kiosk::eid::ReadRequest& request,
                                           const EidProgress& progress) {
    Turn turn(*this, progress);
    TRY_VOID(begin(turn));
    const auto& pin = request.secrets.pin;
    if (!keypad_ && pin && !kiosk::eid::is_digits(*pin, kiosk::eid::pin_digits))
        return trouble(TroubleKind::transport_pin, {});
    TRY_VOID(!keypad_ && !pin ? take_can(request.secrets, turn)
                              : take_secrets(request.secrets, turn));
    TRY_VOID(come_to(EidStage::proving_terminal, turn));
    TRY_VOID(come_to(EidStage::proving_card, turn));
    TRY_VOID(come_to(EidStage::reading_data, turn));
    return answer_to(request);
}

Reading SimulatedEidSession::answer_to(const kiosk::eid::ReadRequest& request) const {
    Reading reading;
    for (const auto field : request.fields) {
        const auto found = card_->data.fields.find(field);
        if (not_granted_.contains(field))
            reading.not_granted.push_back(field);
        else if (found == card_->data.fields.end())
            reading.absent.push_back(field);
        else
            reading.fields.insert(*found);
    }
    if (request.born_before) reading.old_enough = card_->data.old_enough;
    return reading;
}

Outcome<void> SimulatedEidSession::change_pin(const Secrets& secrets, const SecretText& new_pin,
                                              const EidProgress& progress) {
    Turn turn(*this, progress);
    if (!keypad_ && !kiosk::eid::is_digits(new_pin, kiosk::eid::pin_digits))
        return trouble(TroubleKind::transport_pin, "new PIN");
    TRY_VOID(begin(turn));
    TRY_VOID(take_secrets(secrets, turn));
    TRY_VOID(come_to(EidStage::setting_pin, turn));
    if (!keypad_) card_->pin = new_pin;
    return {};
}

Outcome<void> SimulatedEidSession::unblock(const SecretText& puk_given,
                                           const EidProgress& progress) {
    Turn turn(*this, progress);
    TRY_VOID(begin(turn));
    if (card_->deactivated) return trouble(TroubleKind::pin_deactivated, {});
    if (keypad_) TRY_VOID(come_to(EidStage::asking_on_the_keypad, turn));
    TRY_VOID(come_to(EidStage::checking_pin, turn));
    if (!keypad_ && puk_given.reveal() != puk) return trouble(TroubleKind::wrong_puk, {});
    card_->tries = kiosk::eid::all_tries;
    changed_.notify_all();
    return {};
}

}  // namespace drivers
