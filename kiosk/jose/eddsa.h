// Signed statements: compact JWS (RFC 7515) with EdDSA over Ed25519 (RFC 8037), for what the
// control room tells its terminals. A key's name is its thumbprint, so that it cannot name another.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/jose/key.h"

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace kiosk::jose {

class VerifyingKey {
  public:
    // SubjectPublicKeyInfo as PEM; invalid_input unless it is one Ed25519 key.
    [[nodiscard]] static Result<VerifyingKey> from_pem(std::string_view pem);
    [[nodiscard]] Result<std::string> to_pem() const;
    // base64url of the SHA-256 of its JWK (RFC 7638, RFC 8037 appendix A.3).
    [[nodiscard]] const std::string& kid() const { return kid_; }
    [[nodiscard]] bool verify(std::string_view bytes, ByteView signature) const;

  private:
    friend class SigningKey;
    VerifyingKey(KeyHandle key, std::string kid) : key_(std::move(key)), kid_(std::move(kid)) {}
    [[nodiscard]] static Result<VerifyingKey> of(KeyHandle key);
    KeyHandle key_;
    std::string kid_;
};

class SigningKey {
  public:
    [[nodiscard]] static Result<SigningKey> generate();
    // PKCS #8 as PEM, without a password.
    [[nodiscard]] static Result<SigningKey> from_pem(std::string_view pem);
    [[nodiscard]] Result<std::string> to_pem() const;
    [[nodiscard]] Result<VerifyingKey> verifying_key() const;
    [[nodiscard]] Result<Bytes> sign(std::string_view bytes) const;  // 64 bytes

  private:
    explicit SigningKey(KeyHandle key) : key_(std::move(key)) {}
    KeyHandle key_;
};

// `payload` under {"alg":"EdDSA","kid":…,"typ":type}.
[[nodiscard]] Result<std::string> sign_eddsa(const SigningKey& key, const std::string& type,
                                             const nlohmann::json& payload);

// The payload of a token of at most 16 KiB whose signature holds. The header must say just alg, kid
// and typ, and these very ones. not_authentic, invalid_input otherwise.
[[nodiscard]] Result<nlohmann::json> verify_eddsa(std::string_view compact, const VerifyingKey& key,
                                                  const std::string& type);

}  // namespace kiosk::jose
