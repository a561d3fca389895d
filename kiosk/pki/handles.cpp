#include "kiosk/pki/handles.h"

#include <limits>

namespace kiosk::pki {

Result<Key> new_key() {
    Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    if (!key) return fail(ErrorKind::internal, "P-256 key: not generated");
    return key;
}

Result<std::string> to_pem(const Key& key) {
    return written([&](BIO* bio) {
        return PEM_write_bio_PKCS8PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
}

Bio reading(std::string_view text) {
    if (text.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return nullptr;
    return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

bool set_name(X509_NAME* into, const std::string& name) {
    return X509_NAME_add_entry_by_txt(into, "CN", MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1,
                                      0) == 1;
}

}  // namespace kiosk::pki
