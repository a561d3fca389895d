// Sealed parts of an order: compact JWE (RFC 7516) with RSA-OAEP-256 and A256GCM, nothing else.
// OAEP digest and MGF1 digest are both SHA-256 (RFC 7518 §4.3); OpenSSL's default is SHA-1 for
// each.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/base/secret.h"
#include "kiosk/jose/key.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace kiosk::jose {

// Protected header exactly {"alg","enc","kid","cty"}; a content key and a 96-bit IV of its own.
// refused when the key names another algorithm or use.
[[nodiscard]] Result<std::string> encrypt_compact(const Jwk& key, std::string_view cty,
                                                  std::string_view plaintext);

struct Opened {
    std::string kid;  // may be empty
    std::string cty;  // may be empty
    SecretText plaintext;
};

inline constexpr std::size_t largest_plaintext = 64U << 20U;  // bytes, also after inflating

// Accepts zip "DEF" (RFC 7516 §4.1.3), inflated to `largest` at most. invalid_input: malformed or
// an algorithm that is not ours; not_authentic: the tag does not hold or the key is another one.
[[nodiscard]] Result<Opened> decrypt_compact(const PrivateKey& key, std::string_view jwe,
                                             std::size_t largest = largest_plaintext);

// The authentication tag, base64url: the last of five parts. Empty when `jwe` is not compact.
// Signed events name it, which proves that exactly our bytes arrived.
[[nodiscard]] std::string_view tag_of(std::string_view jwe);

}  // namespace kiosk::jose
