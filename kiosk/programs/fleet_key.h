// The control room's keys on the disk of its machine. Both are made at the first start, and missed
// afterwards: terminals would not believe others.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/jose/eddsa.h"
#include "kiosk/pki/authority.h"

#include <string>

namespace kiosk::programs {

// DIR/signing.pem signs jobs; DIR/signing.pub.pem beside it is for the terminals.
// invalid_configuration: others may read it; it is no key; or it is gone while there is a control
// room already (`is_first` false).
[[nodiscard]] Result<jose::SigningKey> signing_key(const std::string& directory, bool is_first);

// DIR/authority.key and DIR/authority.pem say who the terminals are. invalid_configuration: as
// above, or it is gone while terminals have certificates.
[[nodiscard]] Result<pki::Authority> authority(const std::string& directory, bool has_issued,
                                               Instant now);

// The control room's own certificate towards the bell's broker, which knows whom the authority
// knows: DIR/bell.pem and DIR/bell.key, made anew at each start.
[[nodiscard]] Result<void> make_bell_certificate(const std::string& directory,
                                                 const pki::Authority& authority, Instant now);

}  // namespace kiosk::programs
