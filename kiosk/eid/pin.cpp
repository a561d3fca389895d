#include "kiosk/eid/pin.h"

namespace kiosk::eid {
namespace {

using Kind = PinState::Kind;

Outcome<PaceResult> spend_a_try(Dialogue& dialogue, const Pace& pace, const SecretText& pin,
                                int tries_before, Random& random) {
    auto channel = pace.agree(dialogue, PasswordKind::pin, pin, random);
    // Cards may say 6300 and keep the number to themselves.
    if (!channel && channel.error().kind == TroubleKind::wrong_pin && !channel.error().tries_left)
        channel.error().tries_left = tries_before - 1;
    return channel;
}

// One try is left. The card takes it only inside a channel by CAN.
Outcome<PaceResult> spend_the_last_try(Dialogue& dialogue, const Pace& pace, const Secrets& secrets,
                                       const Rights* rights, Random& random) {
    if (!secrets.can) return trouble(TroubleKind::pin_suspended, {});
    if (!secrets.spend_last_try) return trouble(TroubleKind::last_try_needs_consent, {});
    TRY(open_with(dialogue, pace, PasswordKind::can, *secrets.can, nullptr, random));
    const PinState state = TRY(pace.announce(dialogue, PasswordKind::pin, rights));
    if (state.kind == Kind::blocked) return trouble(TroubleKind::pin_blocked, {});
    if (state.kind == Kind::deactivated) return trouble(TroubleKind::pin_deactivated, {});
    return spend_a_try(dialogue, pace, *secrets.pin, 1, random);
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
    return spend_a_try(dialogue, pace, *secrets.pin, state.tries_left.value_or(1), random);
}

Outcome<PaceResult> open_with(Dialogue& dialogue, const Pace& pace, PasswordKind kind,
                              const SecretText& password, const Rights* rights, Random& random) {
    const PinState state = TRY(pace.announce(dialogue, kind, rights));
    if (state.kind == Kind::deactivated) return trouble(TroubleKind::pin_deactivated, {});
    return pace.agree(dialogue, kind, password, random);
}

}  // namespace kiosk::eid
