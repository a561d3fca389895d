// RSA keys in OpenSSL's hands. Private keys appear in tests, at the office and in recovery; a
// terminal holds public ones only.
#pragma once

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"
#include "kiosk/jose/jwk.h"

#include <memory>
#include <string>
#include <string_view>

struct evp_pkey_st;  // OpenSSL's EVP_PKEY

namespace kiosk::jose {

struct FreeKey {
    void operator()(evp_pkey_st* key) const;
};
using KeyHandle = std::unique_ptr<evp_pkey_st, FreeKey>;

// The key that n and e of a JWK describe; invalid_input when OpenSSL refuses it.
[[nodiscard]] Result<KeyHandle> public_key(const Jwk& jwk);

class PrivateKey {
  public:
    [[nodiscard]] static Result<PrivateKey> generate(unsigned bits);
    // A JWK with n, e, d, p, q, dp, dq, qi (RFC 7518 §6.3.2), or PKCS #8 PEM.
    [[nodiscard]] static Result<PrivateKey> from_jwk(std::string_view json);
    [[nodiscard]] static Result<PrivateKey> from_pem(std::string_view pem);

    // The public half under a name: alg "RSA-OAEP-256" with key_op "wrapKey", or "PS512" with
    // "verify".
    [[nodiscard]] Result<Jwk> public_jwk(std::string kid, std::string alg,
                                         std::string key_op) const;
    [[nodiscard]] evp_pkey_st* handle() const { return key_.get(); }

  private:
    explicit PrivateKey(KeyHandle key) : key_(std::move(key)) {}
    KeyHandle key_;
};

}  // namespace kiosk::jose
