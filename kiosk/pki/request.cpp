#include "kiosk/pki/request.h"

#include "kiosk/pki/handles.h"

namespace kiosk::pki {

Result<Request> make_request(const std::string& name) {
    const Key key = TRY(new_key());
    const CertificateRequest request(X509_REQ_new());
    const bool made = request && X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) == 1 &&
                      set_name(X509_REQ_get_subject_name(request.get()), name) &&
                      X509_REQ_set_pubkey(request.get(), key.get()) == 1 &&
                      X509_REQ_sign(request.get(), key.get(), EVP_sha256()) > 0;
    if (!made) return fail(ErrorKind::internal, "certificate request: not made");
    std::string key_pem = TRY(to_pem(key));
    std::string request_pem =
        TRY(written([&](BIO* bio) { return PEM_write_bio_X509_REQ(bio, request.get()); }));
    return Request{std::move(key_pem), std::move(request_pem)};
}

}  // namespace kiosk::pki
