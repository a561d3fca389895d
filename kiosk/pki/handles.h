// OpenSSL's objects in our hands, and PEM out of them.
#pragma once

#include "kiosk/base/free_with.h"
#include "kiosk/base/result.h"

#include <memory>
#include <string>
#include <string_view>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace kiosk::pki {

using Key = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, FreeWith<X509_free>>;
using CertificateRequest = std::unique_ptr<X509_REQ, FreeWith<X509_REQ_free>>;
using Bio = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;

[[nodiscard]] Result<Key> new_key();  // P-256
[[nodiscard]] Result<std::string> to_pem(const Key& key);
[[nodiscard]] Bio reading(std::string_view text);
// What `write` puts into a BIO; internal when it cannot.
template <class Write>
[[nodiscard]] Result<std::string> written(Write write) {
    const Bio bio(BIO_new(BIO_s_secmem()));
    if (!bio || write(bio.get()) != 1) return fail(ErrorKind::internal, "PEM: not written");
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return std::string(text, static_cast<std::size_t>(size));
}
// The one part of the name: CN=<name>.
[[nodiscard]] bool set_name(X509_NAME* into, const std::string& name);

}  // namespace kiosk::pki
