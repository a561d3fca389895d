// Chip Authentication version 2 (BSI TR-03110-2 §3.4): the chip proves that it holds the private
// key of EF.CardSecurity, which no copy of its data can; new session keys come with it.
#pragma once

#include "kiosk/eid/curve.h"
#include "kiosk/eid/dialogue.h"
#include "kiosk/eid/security_infos.h"

namespace kiosk::eid {

// Which key on which curve. Chosen from EF.CardAccess, since the terminal's ephemeral key must be
// fixed before EF.CardSecurity may be read; check_downgrade and key() make good for that.
struct ChipAuthenticationChoice {
    ChipAuthenticationInfo info;
    Curve curve;
    int parameter_id = 0;

    // The chip's signed public key for this choice; not_authentic when it is none.
    [[nodiscard]] Outcome<Point> key(const SecurityInfos& authentic) const;
};

[[nodiscard]] Outcome<ChipAuthenticationChoice> choose_chip_authentication(
    const SecurityInfos& card_access);

// Secures the dialogue with the new keys. not_authentic: the chip does not hold the key.
[[nodiscard]] Outcome<void> authenticate_chip(Dialogue& dialogue,
                                              const ChipAuthenticationChoice& choice,
                                              const EphemeralKey& own, const Point& chip_key);

}  // namespace kiosk::eid
