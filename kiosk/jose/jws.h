// Signed statements: compact JWS (RFC 7515) with PS512, nothing else. The salt has exactly 64 bytes
// (RFC 7518 §3.5); a signature with another salt length is refused.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/jose/key.h"

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace kiosk::jose {

struct Signed {
    nlohmann::json header;   // an object
    nlohmann::json payload;  // an object
};

// Header and payload before anything is proven: only for finding the key (kid, iss). At most 256
// KiB. invalid_input when it is not three base64url parts of strict JSON.
[[nodiscard]] Result<Signed> read_unverified(std::string_view compact);

// Header and payload of a token whose signature holds. alg must be exactly "PS512" and "crit"
// absent; the key must be one for PS512 and "verify"; when both name a kid, it must be the same.
// not_authentic when any of this fails; invalid_input when it is malformed.
[[nodiscard]] Result<Signed> verify_ps512(std::string_view compact, const Jwk& key);

// Signs `payload` (JSON) under `header` (JSON with alg "PS512").
[[nodiscard]] Result<std::string> sign_ps512(const PrivateKey& key, const nlohmann::json& header,
                                             const nlohmann::json& payload);

}  // namespace kiosk::jose
