#include "kiosk/pki/authority.h"

#include <cctype>
#include <utility>

#include <openssl/bn.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace kiosk::pki {
namespace {

using namespace std::chrono_literals;

constexpr auto authoritys_life = std::chrono::days(3652);
constexpr auto list_holds = std::chrono::days(30);
constexpr auto clocks_differ = 1h;  // a terminal's clock may be behind
constexpr std::size_t largest_request = 8U << 10U;
constexpr int serial_bits = 127;  // RFC 5280 §4.1.2.2: positive, at most 20 octets; by chance

using Number = std::unique_ptr<BIGNUM, FreeWith<BN_free>>;
using Time = std::unique_ptr<ASN1_TIME, FreeWith<ASN1_STRING_free>>;
using List = std::unique_ptr<X509_CRL, FreeWith<X509_CRL_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, FreeWith<X509_EXTENSION_free>>;

std::time_t seconds_of(Instant instant) {
    return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}

tl::unexpected<Error> not_made(const char* what) {
    return fail(ErrorKind::internal, std::string(what) + ": not made");
}

bool set_serial(X509* certificate) {
    const Number number(BN_new());
    return number && BN_rand(number.get(), serial_bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool extend(X509* certificate, X509* issuer, int id, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, id, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

// Everything but extensions and signature.
Result<Certificate> draft(const std::string& name, EVP_PKEY* key, Instant from, Instant until) {
    Certificate draft(X509_new());
    const bool made =
        draft && X509_set_version(draft.get(), X509_VERSION_3) == 1 && set_serial(draft.get()) &&
        ASN1_TIME_set(X509_getm_notBefore(draft.get()), seconds_of(from)) != nullptr &&
        ASN1_TIME_set(X509_getm_notAfter(draft.get()), seconds_of(until)) != nullptr &&
        set_name(X509_get_subject_name(draft.get()), name) &&
        X509_set_pubkey(draft.get(), key) == 1;
    if (!made) return not_made("certificate");
    return draft;
}

Result<std::string> serial_of(const X509* certificate) {
    const Number number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr));
    char* hex = number ? BN_bn2hex(number.get()) : nullptr;
    if (hex == nullptr) return not_made("serial");
    std::string serial(hex);
    OPENSSL_free(hex);
    for (char& digit : serial)
        digit = static_cast<char>(std::tolower(static_cast<unsigned char>(digit)));
    return serial;
}

Result<CertificateRequest> parse_request(std::string_view pem) {
    const auto wrong = [] { return fail(ErrorKind::invalid_input, "request_malformed"); };
    if (pem.size() > largest_request) return wrong();
    const Bio bio = reading(pem);
    CertificateRequest request(bio ? PEM_read_bio_X509_REQ(bio.get(), nullptr, nullptr, nullptr)
                                   : nullptr);
    EVP_PKEY* key = request ? X509_REQ_get0_pubkey(request.get()) : nullptr;
    char group[16] = "";
    const bool fits = key != nullptr && EVP_PKEY_is_a(key, "EC") == 1 &&
                      EVP_PKEY_get_group_name(key, group, sizeof group, nullptr) == 1 &&
                      std::string_view(group) == "prime256v1" &&
                      X509_REQ_verify(request.get(), key) == 1;
    if (!fits) return wrong();
    return request;
}

bool add_revoked(X509_CRL* list, const std::string& serial, const ASN1_TIME* when) {
    BIGNUM* parsed = nullptr;
    if (BN_hex2bn(&parsed, serial.c_str()) != static_cast<int>(serial.size())) {
        BN_free(parsed);
        return false;
    }
    const Number number(parsed);
    ASN1_INTEGER* value = BN_to_ASN1_INTEGER(number.get(), nullptr);
    X509_REVOKED* entry = X509_REVOKED_new();
    const bool made = value != nullptr && entry != nullptr &&
                      X509_REVOKED_set_serialNumber(entry, value) == 1 &&
                      X509_REVOKED_set_revocationDate(entry, const_cast<ASN1_TIME*>(when)) == 1 &&
                      X509_CRL_add0_revoked(list, entry) == 1;
    if (!made) X509_REVOKED_free(entry);
    ASN1_INTEGER_free(value);
    return made;
}

}  // namespace

Result<Authority> Authority::generate(const std::string& name, Instant now) {
    Key key = TRY(new_key());
    Certificate own = TRY(draft(name, key.get(), now - clocks_differ, now + authoritys_life));
    const bool made =
        X509_set_issuer_name(own.get(), X509_get_subject_name(own.get())) == 1 &&
        extend(own.get(), own.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
        extend(own.get(), own.get(), NID_key_usage, "critical,keyCertSign,cRLSign") &&
        extend(own.get(), own.get(), NID_subject_key_identifier, "hash") &&
        X509_sign(own.get(), key.get(), EVP_sha256()) > 0;
    if (!made) return not_made("authority");
    return Authority(std::move(own), std::move(key));
}

Result<Authority> Authority::from_pem(std::string_view certificate, std::string_view key) {
    const Bio first = reading(certificate), second = reading(key);
    char no_password[] = "";
    Certificate own(first ? PEM_read_bio_X509(first.get(), nullptr, nullptr, nullptr) : nullptr);
    Key its_key(second ? PEM_read_bio_PrivateKey(second.get(), nullptr, nullptr, no_password)
                       : nullptr);
    if (!own || !its_key || X509_check_private_key(own.get(), its_key.get()) != 1)
        return fail(ErrorKind::invalid_input, "authority: no certificate with its key");
    return Authority(std::move(own), std::move(its_key));
}

Result<std::string> Authority::certificate_pem() const {
    return written([&](BIO* bio) { return PEM_write_bio_X509(bio, certificate_.get()); });
}

Result<std::string> Authority::key_pem() const {
    return to_pem(key_);
}

Result<Issued> Authority::issue(std::string_view request, const std::string& name, Instant now,
                                std::chrono::days life) const {
    const CertificateRequest wish = TRY(parse_request(request));
    const Instant until = std::chrono::floor<std::chrono::seconds>(now + life);
    const Certificate made =
        TRY(draft(name, X509_REQ_get0_pubkey(wish.get()), now - clocks_differ, until));
    X509* issuer = certificate_.get();
    const bool is_signed = X509_set_issuer_name(made.get(), X509_get_subject_name(issuer)) == 1 &&
                           extend(made.get(), issuer, NID_basic_constraints, "critical,CA:FALSE") &&
                           extend(made.get(), issuer, NID_key_usage, "critical,digitalSignature") &&
                           extend(made.get(), issuer, NID_ext_key_usage, "clientAuth") &&
                           extend(made.get(), issuer, NID_authority_key_identifier, "keyid") &&
                           X509_sign(made.get(), key_.get(), EVP_sha256()) > 0;
    if (!is_signed) return not_made("certificate");
    std::string pem = TRY(written([&](BIO* bio) { return PEM_write_bio_X509(bio, made.get()); }));
    std::string serial = TRY(serial_of(made.get()));
    return Issued{std::move(pem), std::move(serial), until};
}

Result<std::string> Authority::revocation_list(const std::vector<std::string>& serials,
                                               Instant now) const {
    const List list(X509_CRL_new());
    const Time from(ASN1_TIME_set(nullptr, seconds_of(now - clocks_differ)));
    const Time until(ASN1_TIME_set(nullptr, seconds_of(now + list_holds)));
    bool made =
        list && from && until && X509_CRL_set_version(list.get(), X509_CRL_VERSION_2) == 1 &&
        X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(certificate_.get())) == 1 &&
        X509_CRL_set1_lastUpdate(list.get(), from.get()) == 1 &&
        X509_CRL_set1_nextUpdate(list.get(), until.get()) == 1;
    for (const std::string& serial : serials)
        made = made && add_revoked(list.get(), serial, from.get());
    made = made && X509_CRL_sort(list.get()) == 1 &&
           X509_CRL_sign(list.get(), key_.get(), EVP_sha256()) > 0;
    if (!made) return not_made("revocation list");
    return written([&](BIO* bio) { return PEM_write_bio_X509_CRL(bio, list.get()); });
}

}  // namespace kiosk::pki
