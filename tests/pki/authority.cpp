#include "tests/pki/authority.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace tests {
namespace {

constexpr long hour = 3600;

void extend(X509* certificate, X509* issuer, int nid, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

template <class Write>
void write_pem(const std::string& path, Write write) {
    std::FILE* file = std::fopen(path.c_str(), "w");
    write(file);
    std::fclose(file);
}

}  // namespace

Key new_key() {
    return Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
}

Authority::Authority(std::string folder, const std::string& name)
    : folder_(std::move(folder)), own_(make(name, 1, nullptr)) {}

Party Authority::issue(const std::string& name, int hours) const {
    return make(name, hours, &own_);
}

Party Authority::make(const std::string& name, int hours, const Party* issuer) const {
    Party party{new_key(), Certificate(X509_new()), folder_ + "/" + name + ".pem",
                folder_ + "/" + name + ".key"};
    X509* certificate = party.certificate.get();
    X509_set_version(certificate, 2);
    static long serial = 0;
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate), std::min(-1, hours - 1) * hour);
    X509_gmtime_adj(X509_getm_notAfter(certificate), hours * hour);
    X509_set_pubkey(certificate, party.key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    X509* by = issuer == nullptr ? certificate : issuer->certificate.get();
    X509_set_issuer_name(certificate, X509_get_subject_name(by));
    if (issuer == nullptr)
        extend(certificate, by, NID_basic_constraints, "critical,CA:TRUE");
    else
        extend(certificate, by, NID_subject_alt_name, "IP:127.0.0.1");
    X509_sign(certificate, (issuer == nullptr ? party : *issuer).key.get(), EVP_sha256());
    write_pem(party.certificate_file, [&](std::FILE* f) { PEM_write_X509(f, certificate); });
    write_pem(party.key_file, [&](std::FILE* f) {
        PEM_write_PrivateKey(f, party.key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    return party;
}

std::string Authority::revoke(const std::vector<const Party*>& parties) const {
    using List = std::unique_ptr<X509_CRL, kiosk::FreeWith<X509_CRL_free>>;
    using Time = std::unique_ptr<ASN1_TIME, kiosk::FreeWith<ASN1_STRING_free>>;
    const List list(X509_CRL_new());
    X509_CRL_set_version(list.get(), 1);
    X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(own_.certificate.get()));
    const Time now(X509_gmtime_adj(nullptr, -hour)), later(X509_gmtime_adj(nullptr, hour));
    X509_CRL_set1_lastUpdate(list.get(), now.get());
    X509_CRL_set1_nextUpdate(list.get(), later.get());
    for (const Party* party : parties) {
        X509_REVOKED* entry = X509_REVOKED_new();
        X509_REVOKED_set_serialNumber(entry, X509_get_serialNumber(party->certificate.get()));
        X509_REVOKED_set_revocationDate(entry, now.get());
        X509_CRL_add0_revoked(list.get(), entry);
    }
    X509_CRL_sign(list.get(), own_.key.get(), EVP_sha256());
    std::string path = own_.certificate_file + ".crl";
    write_pem(path, [&](std::FILE* f) { PEM_write_X509_CRL(f, list.get()); });
    return path;
}

}  // namespace tests
