// Public RSA keys as FIT-Connect publishes them (RFC 7517, RFC 7518 §6.3). Parsing says only that
// the key is well formed; whether it may be used is check_use() here, and whether it may be trusted
// (certificate chain, revocation, x5c[0] holds the same key) is decided where it is fetched.
#pragma once

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace kiosk::jose {

struct Jwk {
    std::string kid;  // may be empty
    std::string alg;  // may be empty
    std::string use;  // may be empty
    std::vector<std::string> key_ops;
    Bytes n;  // big-endian, without leading zeros
    Bytes e;
    std::vector<Bytes> x5c;  // DER, the leaf first

    [[nodiscard]] unsigned bits() const;
};

// A JSON object with kty "RSA", n and e. Numbers are base64url (RFC 7518 §2); one leading zero byte
// is tolerated, since some issuers send the sign byte along. 2048…16384 bit, e odd and at most 64
// bit. Members that the key does not need may be of any kind; a private member "d" is refused.
[[nodiscard]] Result<Jwk> parse_jwk(std::string_view json);

// {"keys":[…]}: keys that this kiosk does not understand are left out (RFC 7517 §5). At most 100.
[[nodiscard]] Result<std::vector<Jwk>> parse_jwks(std::string_view json);

[[nodiscard]] std::string to_json(const Jwk& jwk);

enum class Use { encrypt, verify };

// FIT-Connect's rules for a key's use: alg "RSA-OAEP-256" and key_ops with "wrapKey", or "PS512"
// and "verify"; e 65537; at least `smallest_bits`; kid of 8–64 characters. refused, with the rule
// it breaks.
[[nodiscard]] Result<void> check_use(const Jwk& jwk, Use use, unsigned smallest_bits = 4096);

}  // namespace kiosk::jose
