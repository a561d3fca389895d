#include "kiosk/eid/pin.h"

#include "kiosk/eid/keypad_pace.h"

namespace kiosk::eid {
namespace {

using Kind = PinState::Kind;

Outcome<PaceResult> prove_pin(Dialogue& dialogue, const Pace& pace, const Secrets& secrets,
                              const Rights* rights, Random& random) {
    if (!secrets.pin) return pace_on_keypad(dialogue, PasswordKind::pin, rights);
    return pace.agree(dialogue, PasswordKind::pin, *secrets.pin, random);
}

Outcome<PaceResult> spend_a_try(Dialogue& dialogue, const Pace& pace, const Secrets& secrets,
                                const Rights* rights, int tries_before, Random& random) {
    auto channel = prove_pin(dialogue, pace, secrets, rights, random);
    if (channel || channel.error().kind != TroubleKind::wrong_pin) return channel;
    // Cards may say 6300 and keep the number to themselves.
    const int left = channel.error().tries_left.value_or(tries_before - 1);
    if (left == 0) return trouble(TroubleKind::pin_blocked, {});
    channel.error().tries_left = left;
    return channel;
}

Outcome<PaceResult> open_with_can(Dialogue& dialogue, const Pace& pace, const Secrets& secrets,
                                  Random& random) {
    if (!secrets.can) return pace_on_keypad(dialogue, PasswordKind::can, nullptr);
    return open_with(dialogue, pace, PasswordKind::can, *secrets.can, nullptr, random);
}

// One try is left. The card takes it only inside a channel by CAN.
Outcome<PaceResult> spend_the_last_try(Dialogue& dialogue, const Pace& pace, const Secrets& secrets,
                                       const Rights* rights, Random& random) {
    if (secrets.pin && !secrets.can) return trouble(TroubleKind::pin_suspended, {});
    if (!secrets.spend_last_try) return trouble(TroubleKind::last_try_needs_consent, {});
    TRY(open_with_can(dialogue, pace, secrets, random));
    const PinState state = TRY(pace.announce(dialogue, PasswordKind::pin, rights));
    if (state.kind == Kind::blocked) return trouble(TroubleKind::pin_blocked, {});
    if (state.kind == Kind::deactivated) return trouble(TroubleKind::pin_deactivated, {});
    return spend_a_try(dialogue, pace, secrets, rights, 1, random);
}

}  // namespace

Outcome<PaceResult> open_with_pin(Dialogue& dialogue, const Pace& pace, const Secrets& secrets,
                                  const Rights* rights, Random& random) {
    const PinState state = TRY(pace.announce(dialogue, PasswordKind::pin, rights));
    switch (state.kind) {
        case Kind::deactivated:
            return trouble(TroubleKind::pin_deactivated, {});
        case Kind::blocked:
            return trouble(TroubleKind::pin_blocked, {});
        case Kind::suspended:
            return spend_the_last_try(dialogue, pace, secrets, rights, random);
        case Kind::ready:
            break;
    }
    return spend_a_try(dialogue, pace, secrets, rights, state.tries_left.value_or(1), random);
}

Outcome<PaceResult> open_with(Dialogue& dialogue, const Pace& pace, PasswordKind kind,
                              const SecretText& password, const Rights* rights, Random& random) {
    const PinState state = TRY(pace.announce(dialogue, kind, rights));
    if (state.kind == Kind::deactivated) return trouble(TroubleKind::pin_deactivated, {});
    if (state.kind == Kind::blocked) return trouble(TroubleKind::pin_blocked, "the PUK is used up");
    if (password.empty()) return pace_on_keypad(dialogue, kind, rights);
    return pace.agree(dialogue, kind, password, random);
}

}  // namespace kiosk::eid
