// ECDSA in the plain form r || s of card verifiable certificates (BSI TR-03111 §5.2.1), where the
// rest of the world uses a DER sequence.
#pragma once

#include "kiosk/eid/card_verifiable.h"

namespace kiosk::eid {

// The curve is found from the point: a terminal's certificate does not name it.
[[nodiscard]] bool verify_plain(ByteView public_point, Hash hash, ByteView message,
                                ByteView signature);

}  // namespace kiosk::eid
