// Text from a card: UTF-8 in its one valid form (RFC 3629), without control characters, otherwise
// untouched: no normal form is forced upon a name.
#pragma once

#include "kiosk/base/bytes.h"
#include "kiosk/base/secret.h"
#include "kiosk/eid/trouble.h"

namespace kiosk::eid {

[[nodiscard]] Outcome<SecretText> text_from_card(ByteView bytes);

}  // namespace kiosk::eid
