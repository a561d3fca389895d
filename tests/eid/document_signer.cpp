#include "tests/eid/document_signer.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace tests {
namespace {

using kiosk::Bytes;
using kiosk::FreeWith;
using Message = std::unique_ptr<CMS_ContentInfo, FreeWith<CMS_ContentInfo_free>>;
using Bio = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;

void extend(X509* certificate, X509* issuer, int nid, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

}  // namespace

Signer issue(const Signer* issuer, const char* usage, Validity validity) {
    Signer made;
    made.certificate.reset(X509_new());
    X509* certificate = made.certificate.get();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), issuer == nullptr ? 1 : 2);
    const auto seconds = std::chrono::system_clock::to_time_t(
        std::chrono::floor<std::chrono::seconds>(signing_time));
    ASN1_TIME_set(X509_getm_notBefore(certificate),
                  seconds + std::chrono::seconds(validity.from).count());
    ASN1_TIME_set(X509_getm_notAfter(certificate),
                  seconds + std::chrono::seconds(validity.to).count());
    X509_set_pubkey(certificate, made.key.get());
    X509_NAME* name = X509_get_subject_name(certificate);
    const char* common = issuer == nullptr ? "csca" : "signer";
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(common), -1, -1, 0);
    X509* by = issuer == nullptr ? certificate : issuer->certificate.get();
    X509_set_issuer_name(certificate, X509_get_subject_name(by));
    if (issuer == nullptr) extend(certificate, by, NID_basic_constraints, "critical,CA:TRUE");
    extend(certificate, by, NID_key_usage, usage);
    extend(certificate, by, NID_subject_key_identifier, "hash");
    X509_sign(certificate, issuer == nullptr ? made.key.get() : issuer->key.get(), EVP_sha256());
    return made;
}

std::string pem_of(const Signer& signer) {
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), signer.certificate.get());
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

Bytes Document::sign(const Signer& signer) const {
    const Bio bio(BIO_new_mem_buf(content.data(), static_cast<int>(content.size())));
    const Message message(CMS_sign(nullptr, nullptr, nullptr, nullptr, CMS_PARTIAL | CMS_BINARY));
    ASN1_OBJECT* id = OBJ_txt2obj(type, 1);
    CMS_set1_eContentType(message.get(), id);
    ASN1_OBJECT_free(id);
    CMS_add1_signer(message.get(), signer.certificate.get(), signer.key.get(), digest,
                    flags | CMS_NOSMIMECAP);
    CMS_final(message.get(), bio.get(), nullptr, CMS_BINARY);
    unsigned char* der = nullptr;
    const int size = i2d_CMS_ContentInfo(message.get(), &der);
    Bytes file(der, der + size);
    OPENSSL_free(der);
    return file;
}

}  // namespace tests
