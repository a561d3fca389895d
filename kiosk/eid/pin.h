// The PIN's states and the way to a channel with it (BSI TR-03110-2 §2.4, TR-03127 §4.2): looking
// burns no try, a suspended PIN asks for the CAN, a blocked one sends no authentication at all, and
// the last try is spent with consent only.
#pragma once

#include "kiosk/eid/pace.h"

namespace kiosk::eid {

// A channel by PIN: by CAN first where the PIN is suspended. pin_suspended, pin_blocked,
// pin_deactivated and last_try_needs_consent come without a try spent; wrong_pin with the tries
// that are left, and pin_blocked too where that was the last one.
[[nodiscard]] Outcome<PaceResult> open_with_pin(Dialogue& dialogue, const Pace& pace,
                                                const Secrets& secrets, const Rights* rights,
                                                Random& random);

// A channel by CAN, PUK or machine-readable zone. An empty password is typed on the reader's
// keypad.
[[nodiscard]] Outcome<PaceResult> open_with(Dialogue& dialogue, const Pace& pace, PasswordKind kind,
                                            const SecretText& password, const Rights* rights,
                                            Random& random);

}  // namespace kiosk::eid
