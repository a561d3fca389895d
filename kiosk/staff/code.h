// The code that opens the service menu: only its scrypt hash (RFC 7914) stands in the settings.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/base/secret.h"
#include "kiosk/ports/random.h"

#include <string>
#include <string_view>

namespace kiosk::staff {

inline constexpr std::size_t shortest_code = 6;  // digits
inline constexpr std::size_t longest_code = 12;

// "scrypt:8192:8:1:<salt>:<hash>", base64url. invalid_input unless the code is 6–12 digits.
[[nodiscard]] Result<std::string> hash_code(const SecretText& code, Random& random);

// False also for a hash that cannot be read. Takes some 30 ms and 8 MB on purpose.
[[nodiscard]] bool matches(const SecretText& code, std::string_view hash);

}  // namespace kiosk::staff
