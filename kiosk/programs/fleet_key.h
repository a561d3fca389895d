// The key that signs the control room's jobs, on the disk of its machine.
#pragma once

#include "kiosk/jose/eddsa.h"

#include <string>

namespace kiosk::programs {

// DIR/signing.pem, made at the first start, and for the terminals DIR/signing.pub.pem beside it.
// invalid_configuration: others may read it; it is no key; or it is gone while there is a control
// room already (`is_first` false), whose terminals would not believe another.
[[nodiscard]] Result<jose::SigningKey> signing_key(const std::string& directory, bool is_first);

}  // namespace kiosk::programs
