// A private administration PKI, made afresh: a root, an issuing authority, certificates and
// revocation lists, good ones and bad ones.
#pragma once

#include "kiosk/base/date.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace stand_in {

struct FreeEvp {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Key = std::shared_ptr<EVP_PKEY>;

[[nodiscard]] Key rsa_key(unsigned bits);  // of several primes: quick to make and to use
// The same, kept as `directory`/`name`.pem for the next process; without directory made anew.
[[nodiscard]] Key kept_rsa_key(const std::string& directory, const std::string& name);
[[nodiscard]] std::string private_pem(const Key& key);
[[nodiscard]] nlohmann::json public_numbers(const Key& key);  // kty, n, e

enum class KeyUse { encrypt, sign };
// A public JWK as FIT-Connect publishes it, without certificate.
[[nodiscard]] nlohmann::json public_jwk(const Key& key, const std::string& kid, KeyUse use);

// How a certificate is to be wrong.
struct Flaw {
    bool expired = false;
    bool wrong_usage = false;
    bool unknown_authority = false;
};

class Authority {
  public:
    // Lists lie at `base_url`/crl/root.crl and /crl/issuing.crl.
    Authority(std::string base_url, kiosk::Instant now);

    // Base64 DER of leaf, issuing authority, root: the x5c member.
    [[nodiscard]] nlohmann::json certify(const Key& key, KeyUse use, Flaw flaw = {});
    void revoke_last() { revoked_.insert(serial_); }  // the certificate that was made last
    [[nodiscard]] std::string root_pem() const;
    [[nodiscard]] std::string root_list(kiosk::Instant now) const;     // DER
    [[nodiscard]] std::string issuing_list(kiosk::Instant now) const;  // DER

  private:
    using Certificate = std::shared_ptr<X509>;
    [[nodiscard]] std::string list(const Certificate& issuer, const Key& key,
                                   const std::set<long>& revoked, kiosk::Instant now) const;

    std::string base_url_;
    kiosk::Instant made_;
    Key root_key_, issuing_key_, stranger_key_;
    Certificate root_, issuing_, stranger_;
    long serial_ = 1000;
    std::set<long> revoked_;
};

}  // namespace stand_in
