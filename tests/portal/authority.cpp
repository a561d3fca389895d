#include "tests/portal/authority.h"

#include "kiosk/base/bytes.h"

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <unistd.h>

namespace stand_in {

using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

void must(bool worked, const char* what) {
    if (!worked) throw std::runtime_error(what);
}

Key keep(EVP_PKEY* key) {
    must(key != nullptr, "key");
    return {key, EVP_PKEY_free};
}

std::time_t seconds(kiosk::Instant instant) {
    return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}

std::string base64(const unsigned char* bytes, int size) {
    std::string text(static_cast<std::size_t>(4 * ((size + 2) / 3)) + 1, '\0');
    text.resize(static_cast<std::size_t>(
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes, size)));
    return text;
}

template <class T, class Encode>
std::string der_of(T* object, Encode encode) {
    unsigned char* bytes = nullptr;
    const int size = encode(object, &bytes);
    must(size > 0, "DER");
    std::string der(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return der;
}

std::string base64_der(X509* certificate) {
    const std::string der = der_of(certificate, i2d_X509);
    return base64(reinterpret_cast<const unsigned char*>(der.data()), static_cast<int>(der.size()));
}

void extend(X509* certificate, X509* issuer, int nid, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
    must(extension != nullptr, "extension");
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

struct Wish {
    const char* name;
    long serial;
    kiosk::Instant from, until;
    const char* constraints;
    const char* usage;
    std::string list_url;
};

// Without an issuer: signed by itself.
std::shared_ptr<X509> make(const Wish& wish, const Key& subject, X509* issuer, const Key& signer) {
    std::shared_ptr<X509> made(X509_new(), X509_free);
    X509* certificate = made.get();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), wish.serial);
    ASN1_TIME_set(X509_getm_notBefore(certificate), seconds(wish.from));
    ASN1_TIME_set(X509_getm_notAfter(certificate), seconds(wish.until));
    X509_NAME* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(wish.name), -1, -1, 0);
    X509* by = issuer != nullptr ? issuer : certificate;
    X509_set_issuer_name(certificate, X509_get_subject_name(by));
    X509_set_pubkey(certificate, subject.get());
    extend(certificate, by, NID_basic_constraints, wish.constraints);
    extend(certificate, by, NID_key_usage, wish.usage);
    extend(certificate, by, NID_subject_key_identifier, "hash");
    if (!wish.list_url.empty())
        extend(certificate, by, NID_crl_distribution_points, "URI:" + wish.list_url);
    must(X509_sign(certificate, signer.get(), EVP_sha256()) > 0, "certificate");
    return made;
}

std::string number_of(const Key& key, const char* name) {
    BIGNUM* number = nullptr;
    must(EVP_PKEY_get_bn_param(key.get(), name, &number) == 1, name);
    kiosk::Bytes bytes(static_cast<std::size_t>(BN_num_bytes(number)));
    BN_bn2bin(number, bytes.data());
    BN_free(number);
    return kiosk::to_base64url(bytes);
}

}  // namespace

Key rsa_key(unsigned bits) {
    EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr);
    EVP_PKEY* key = nullptr;
    EVP_PKEY_keygen_init(context);
    EVP_PKEY_CTX_set_rsa_keygen_bits(context, static_cast<int>(bits));
    if (bits >= 4096) EVP_PKEY_CTX_set_rsa_keygen_primes(context, 4);
    EVP_PKEY_keygen(context, &key);
    EVP_PKEY_CTX_free(context);
    return keep(key);
}

Key kept_rsa_key(const std::string& directory, const std::string& name) {
    if (directory.empty()) return rsa_key(4096);
    const std::string path = directory + "/" + name + ".pem";
    if (BIO* input = BIO_new_file(path.c_str(), "r")) {
        EVP_PKEY* kept = PEM_read_bio_PrivateKey(input, nullptr, nullptr, nullptr);
        BIO_free(input);
        if (kept != nullptr) return keep(kept);
    }
    const Key made = rsa_key(4096);
    std::filesystem::create_directories(directory);
    const std::string part = path + std::to_string(getpid());
    std::ofstream(part) << private_pem(made);
    std::filesystem::rename(part, path);
    return made;
}

std::string private_pem(const Key& key) {
    BIO* output = BIO_new(BIO_s_mem());
    PEM_write_bio_PKCS8PrivateKey(output, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(output, &bytes);
    std::string pem(bytes, static_cast<std::size_t>(size));
    BIO_free(output);
    return pem;
}

Json public_numbers(const Key& key) {
    return {{"kty", "RSA"},
            {"n", number_of(key, OSSL_PKEY_PARAM_RSA_N)},
            {"e", number_of(key, OSSL_PKEY_PARAM_RSA_E)}};
}

Json public_jwk(const Key& key, const std::string& kid, KeyUse use) {
    Json jwk = public_numbers(key);
    const bool encrypts = use == KeyUse::encrypt;
    jwk["kid"] = kid;
    jwk["alg"] = encrypts ? "RSA-OAEP-256" : "PS512";
    jwk["key_ops"] = Json::array({encrypts ? "wrapKey" : "verify"});
    return jwk;
}

Authority::Authority(std::string base_url, kiosk::Instant now)
    : base_url_(std::move(base_url)),
      made_(now),
      root_key_(keep(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"))),
      issuing_key_(keep(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"))),
      stranger_key_(keep(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"))) {
    const auto authority = [&](const char* name, long serial, const std::string& list_url) {
        return Wish{name,
                    serial,
                    made_ - 24h,
                    made_ + 365 * 24h,
                    "critical,CA:TRUE",
                    "critical,keyCertSign,cRLSign",
                    list_url};
    };
    root_ = make(authority("Test-Wurzel", 1, ""), root_key_, nullptr, root_key_);
    issuing_ = make(authority("Test-Zertifizierungsstelle", 2, base_url_ + "/crl/root.crl"),
                    issuing_key_, root_.get(), root_key_);
    stranger_ = make(authority("Fremde Stelle", 3, ""), stranger_key_, nullptr, stranger_key_);
}

Json Authority::certify(const Key& key, KeyUse use, Flaw flaw) {
    const bool encrypts = (use == KeyUse::encrypt) != flaw.wrong_usage;
    const Wish wish{"Standesamt (Test)",
                    ++serial_,
                    made_ - 2 * 24h,
                    flaw.expired ? made_ - 24h : made_ + 180 * 24h,
                    "CA:FALSE",
                    encrypts ? "critical,keyEncipherment" : "critical,digitalSignature",
                    base_url_ + "/crl/issuing.crl"};
    if (flaw.unknown_authority) {
        const auto leaf = make(wish, key, stranger_.get(), stranger_key_);
        return Json::array({base64_der(leaf.get()), base64_der(stranger_.get())});
    }
    const auto leaf = make(wish, key, issuing_.get(), issuing_key_);
    return Json::array(
        {base64_der(leaf.get()), base64_der(issuing_.get()), base64_der(root_.get())});
}

std::string Authority::root_pem() const {
    BIO* output = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(output, root_.get());
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(output, &bytes);
    std::string pem(bytes, static_cast<std::size_t>(size));
    BIO_free(output);
    return pem;
}

std::string Authority::root_list(kiosk::Instant now) const {
    return list(root_, root_key_, {}, now);
}

std::string Authority::issuing_list(kiosk::Instant now) const {
    return list(issuing_, issuing_key_, revoked_, now);
}

std::string Authority::list(const Certificate& issuer, const Key& key,
                            const std::set<long>& revoked, kiosk::Instant now) const {
    const std::shared_ptr<X509_CRL> made(X509_CRL_new(), X509_CRL_free);
    const std::shared_ptr<ASN1_TIME> issued(ASN1_TIME_set(nullptr, seconds(now)), ASN1_TIME_free);
    const std::shared_ptr<ASN1_TIME> next(ASN1_TIME_set(nullptr, seconds(now + 30 * 24h)),
                                          ASN1_TIME_free);
    X509_CRL_set_version(made.get(), 1);
    X509_CRL_set_issuer_name(made.get(), X509_get_subject_name(issuer.get()));
    X509_CRL_set1_lastUpdate(made.get(), issued.get());
    X509_CRL_set1_nextUpdate(made.get(), next.get());
    for (const long serial : revoked) {
        X509_REVOKED* entry = X509_REVOKED_new();
        const std::shared_ptr<ASN1_INTEGER> number(ASN1_INTEGER_new(), ASN1_INTEGER_free);
        ASN1_INTEGER_set(number.get(), serial);
        X509_REVOKED_set_serialNumber(entry, number.get());
        X509_REVOKED_set_revocationDate(entry, issued.get());
        X509_CRL_add0_revoked(made.get(), entry);
    }
    X509_CRL_sort(made.get());
    must(X509_CRL_sign(made.get(), key.get(), EVP_sha256()) > 0, "revocation list");
    return der_of(made.get(), i2d_X509_CRL);
}

}  // namespace stand_in
