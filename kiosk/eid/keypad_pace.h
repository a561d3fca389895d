// PACE inside a reader with its own keypad (PC/SC part 10 amendment 1.1, BSI TR-03119 §D): we name
// the password and the rights, the citizen types, and we learn with whom we speak.
#pragma once

#include "kiosk/eid/dialogue.h"
#include "kiosk/eid/pace.h"

namespace kiosk::eid {

// wrong_pin, wrong_can and wrong_puk as Pace::agree; timed_out when nobody typed or it was broken
// off at the keypad.
[[nodiscard]] Outcome<PaceResult> pace_on_keypad(Dialogue& dialogue, PasswordKind kind,
                                                 const Rights* rights);

// After pace_on_keypad with the PIN: the new one is typed twice, and the card's status word of
// RESET RETRY COUNTER comes back. timed_out as above, or when what was typed was no new PIN.
[[nodiscard]] Outcome<StatusWord> new_pin_on_keypad(Dialogue& dialogue);

// PIN_MODIFY_STRUCTURE of PC/SC part 10 §2.5.3.
[[nodiscard]] Bytes new_pin_request();
// EstablishPACEChannel: index, size, password, rights, no password, no certificate description.
[[nodiscard]] Bytes keypad_request(PasswordKind kind, const Rights* rights);
[[nodiscard]] Outcome<PaceResult> parse_keypad_answer(PasswordKind kind, ByteView answer);

}  // namespace kiosk::eid
