// Certificates of both sides of a connection, made afresh for each test, so that none expires in
// the repository.
#pragma once

#include "kiosk/base/free_with.h"

#include <memory>
#include <string>
#include <vector>

#include <openssl/evp.h>
#include <openssl/x509.h>

namespace tests {

using Key = std::unique_ptr<EVP_PKEY, kiosk::FreeWith<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, kiosk::FreeWith<X509_free>>;

// A P-256 key.
[[nodiscard]] Key new_key();

// A key with its certificate, also as PEM files.
struct Party {
    Key key;
    Certificate certificate;
    std::string certificate_file;
    std::string key_file;
};

// A certificate authority; its parties' files lie in `folder`.
class Authority {
  public:
    Authority(std::string folder, const std::string& name);
    // Of somebody at 127.0.0.1, from an hour ago; `hours` may be negative.
    [[nodiscard]] Party issue(const std::string& name, int hours = 1) const;
    [[nodiscard]] const std::string& file() const { return own_.certificate_file; }
    // Writes the list of those that are revoked (PEM), and says where; `parties` may be none.
    std::string revoke(const std::vector<const Party*>& parties) const;

  private:
    [[nodiscard]] Party make(const std::string& name, int hours, const Party* issuer) const;

    std::string folder_;
    Party own_;
};

}  // namespace tests
