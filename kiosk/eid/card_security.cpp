#include "kiosk/eid/card_security.h"

#include "kiosk/base/free_with.h"
#include "kiosk/eid/tlv.h"

#include <chrono>

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

namespace kiosk::eid {
namespace {

using Message = std::unique_ptr<CMS_ContentInfo, FreeWith<CMS_ContentInfo_free>>;
using Certificate = std::unique_ptr<X509, FreeWith<X509_free>>;
using Bio = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;
using Store = std::unique_ptr<X509_STORE, FreeWith<X509_STORE_free>>;
using Check = std::unique_ptr<X509_STORE_CTX, FreeWith<X509_STORE_CTX_free>>;
struct FreeCertificates {
    void operator()(STACK_OF(X509) * stack) const { sk_X509_pop_free(stack, X509_free); }
};
using Certificates = std::unique_ptr<STACK_OF(X509), FreeCertificates>;

// id-SecurityObject, as an encoded OBJECT IDENTIFIER's content.
constexpr std::array<std::uint8_t, 8> security_object{0x04, 0x00, 0x7F, 0x00,
                                                      0x07, 0x03, 0x02, 0x01};
constexpr int auth_level_112_bit = 2;

tl::unexpected<Trouble> not_authentic(std::string detail) {
    ERR_clear_error();
    return trouble(TroubleKind::not_authentic, "EF.CardSecurity: " + std::move(detail));
}

Outcome<Message> parse(ByteView file) {
    const unsigned char* at = file.data();
    Message message(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(file.size())));
    if (!message) return not_authentic("not a signed message");
    if (at != file.data() + file.size()) return not_authentic("trailing bytes");
    if (OBJ_obj2nid(CMS_get0_type(message.get())) != NID_pkcs7_signed)
        return not_authentic("not a signed message");
    const ASN1_OBJECT* type = CMS_get0_eContentType(message.get());
    const ByteView type_bytes(OBJ_get0_data(type), OBJ_length(type));
    if (!same(type_bytes, security_object)) return not_authentic("wrong content type");
    return message;
}

Outcome<CMS_SignerInfo*> only_signer(CMS_ContentInfo* message) {
    STACK_OF(CMS_SignerInfo)* signers = CMS_get0_SignerInfos(message);
    if (signers == nullptr || sk_CMS_SignerInfo_num(signers) != 1)
        return not_authentic("not exactly one signer");
    return sk_CMS_SignerInfo_value(signers, 0);
}

std::string reason_of(int error) {
    switch (error) {
        case X509_V_ERR_CERT_HAS_EXPIRED:
            return "the signer's certificate has expired";
        case X509_V_ERR_CERT_NOT_YET_VALID:
            return "the signer's certificate is not yet valid";
        case X509_V_ERR_CERT_SIGNATURE_FAILURE:
            return "the signer's certificate is forged";
        default:
            return "the signer is not known to an authority that we trust (" +
                   std::to_string(error) + ")";
    }
}

Outcome<void> check_signer(X509* signer, STACK_OF(X509) * others, const TrustAnchors& anchors,
                           Instant now) {
    const Check check(X509_STORE_CTX_new());
    if (!check || X509_STORE_CTX_init(check.get(), anchors.store(), signer, others) != 1)
        return not_authentic("certificate check");
    X509_VERIFY_PARAM* rules = X509_STORE_CTX_get0_param(check.get());
    X509_VERIFY_PARAM_set_time(
        rules, std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(now)));
    X509_VERIFY_PARAM_set_auth_level(rules, auth_level_112_bit);
    if (X509_verify_cert(check.get()) != 1)
        return not_authentic(reason_of(X509_STORE_CTX_get_error(check.get())));
    if ((X509_get_key_usage(signer) & KU_DIGITAL_SIGNATURE) == 0)
        return not_authentic("the signer's certificate is not for signing");
    return {};
}

bool is_sha2(const X509_ALGOR* algorithm) {
    const ASN1_OBJECT* id = nullptr;
    X509_ALGOR_get0(&id, nullptr, nullptr, algorithm);
    const int nid = OBJ_obj2nid(id);
    return nid == NID_sha256 || nid == NID_sha384 || nid == NID_sha512;
}

// The certificate chain is judged by check_signer, with our rules; this is the signature alone.
Outcome<void> check_signature(CMS_ContentInfo* message, STACK_OF(X509) * certificates) {
    if (CMS_verify(message, certificates, nullptr, nullptr, nullptr,
                   CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) != 1)
        return not_authentic("wrong signature");
    return {};
}

}  // namespace

Result<TrustAnchors> TrustAnchors::from_pem(const std::vector<std::string>& files) {
    Store store(X509_STORE_new());
    int count = 0;
    for (const std::string& file : files) {
        const Bio bio(BIO_new_mem_buf(file.data(), static_cast<int>(file.size())));
        const int before = count;
        while (const Certificate anchor{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
            X509_STORE_add_cert(store.get(), anchor.get());
            ++count;
        }
        ERR_clear_error();
        if (count == before)
            return fail(ErrorKind::invalid_configuration, "trust anchors: a file holds none");
    }
    if (count == 0) return fail(ErrorKind::invalid_configuration, "trust anchors: none");
    TrustAnchors anchors;
    anchors.store_ = std::shared_ptr<X509_STORE>(std::move(store));
    return anchors;
}

Outcome<SecurityInfos> authenticate_card_security(ByteView file, const TrustAnchors& anchors,
                                                  Instant now) {
    const Message message = TRY(parse(file));
    CMS_SignerInfo* signer_info = TRY(only_signer(message.get()));
    const Certificates certificates(CMS_get1_certs(message.get()));
    if (!certificates || CMS_set1_signers_certs(message.get(), certificates.get(), 0) != 1)
        return not_authentic("the signer's certificate is missing");
    X509* signer = nullptr;
    X509_ALGOR* digest = nullptr;
    CMS_SignerInfo_get0_algs(signer_info, nullptr, &signer, &digest, nullptr);
    if (signer == nullptr) return not_authentic("the signer's certificate is missing");
    if (!is_sha2(digest)) return not_authentic("the digest is not SHA-2");
    TRY_VOID(check_signer(signer, certificates.get(), anchors, now));
    TRY_VOID(check_signature(message.get(), certificates.get()));
    ASN1_OCTET_STRING** content = CMS_get0_content(message.get());
    if (content == nullptr || *content == nullptr) return not_authentic("no content");
    auto infos = parse_security_infos(
        {ASN1_STRING_get0_data(*content), static_cast<std::size_t>(ASN1_STRING_length(*content))});
    if (!infos) return not_authentic(infos.error().detail);
    return infos;
}

}  // namespace kiosk::eid
