// Document authorities and what they sign, made on the spot: the other side of passive
// authentication.
#pragma once

#include "kiosk/base/bytes.h"
#include "kiosk/base/date.h"
#include "kiosk/base/free_with.h"

#include <memory>
#include <string>

#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace tests {

using Key = std::unique_ptr<EVP_PKEY, kiosk::FreeWith<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, kiosk::FreeWith<X509_free>>;

// When all of them are valid, unless the test wants otherwise.
inline const kiosk::Instant signing_time =
    std::chrono::sys_days(std::chrono::year(2026) / std::chrono::November / 24);

struct Signer {
    Key key{EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "brainpoolP256r1")};
    Certificate certificate;
};

struct Validity {
    std::chrono::hours from = std::chrono::hours(-24);
    std::chrono::hours to = std::chrono::hours(24);
};

// Without an issuer: an authority that signs itself. All authorities bear the same name.
[[nodiscard]] Signer issue(const Signer* issuer, const char* usage, Validity validity = {});
[[nodiscard]] std::string pem_of(const Signer& signer);

struct Document {
    const char* type = "0.4.0.127.0.7.3.2.1";  // id-SecurityObject
    kiosk::Bytes content;
    const EVP_MD* digest = EVP_sha256();
    unsigned flags = 0;  // CMS_USE_KEYID, CMS_NOCERTS

    [[nodiscard]] kiosk::Bytes sign(const Signer& signer) const;
};

}  // namespace tests
