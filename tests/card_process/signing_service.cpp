#include "tests/card_process/signing_service.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include <nlohmann/json.hpp>
#include <openssl/bn.h>
#include <openssl/ecdsa.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace tests {
namespace {

using kiosk::Bytes;
using kiosk::FreeWith;

constexpr int coordinate = 32;  // bytes, P-256

Key new_key() {
    return Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
}

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

Authority::Authority(std::string folder, const std::string& name)
    : folder_(std::move(folder)), own_(make(name, 1, nullptr)) {}

Party Authority::issue(const std::string& name, int hours) const {
    return make(name, hours, &own_);
}

Party Authority::make(const std::string& name, int hours, const Party* issuer) const {
    constexpr long hour = 3600;
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

TerminalKey::TerminalKey() : key_(new_key()) {}

Bytes TerminalKey::sign(const kiosk::TerminalChallenge& challenge) const {
    Bytes message;
    for (const Bytes* part : {&challenge.card_id, &challenge.nonce, &challenge.ephemeral_key,
                              &challenge.auxiliary_data})
        message.insert(message.end(), part->begin(), part->end());
    const std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
    std::array<unsigned char, 128> der{};
    std::size_t size = der.size();
    EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get());
    EVP_DigestSign(context.get(), der.data(), &size, message.data(), message.size());
    const unsigned char* at = der.data();
    const std::unique_ptr<ECDSA_SIG, FreeWith<ECDSA_SIG_free>> signature(
        d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size)));
    Bytes plain(2 * coordinate);
    BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), plain.data(), coordinate);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), plain.data() + coordinate, coordinate);
    return plain;
}

Bytes TerminalKey::public_point() const {
    unsigned char* encoded = nullptr;
    const std::size_t size = EVP_PKEY_get1_encoded_public_key(key_.get(), &encoded);
    Bytes point(encoded, encoded + size);
    OPENSSL_free(encoded);
    return point;
}

SigningService::SigningService(const Party& server, const Authority& clients, Answer answer)
    : server_(server.certificate_file.c_str(), server.key_file.c_str(), clients.file().c_str()) {
    server_.Post("/sign", [this, answer = std::move(answer)](const httplib::Request& request,
                                                             httplib::Response& response) {
        ++heard_;
        answer(request, response);
    });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

SigningService::~SigningService() {
    server_.stop();
    thread_.join();
}

std::string SigningService::url() const {
    return "https://127.0.0.1:" + std::to_string(port_) + "/sign";
}

kiosk::TerminalChallenge challenge_in(const std::string& body) {
    const auto json = nlohmann::json::parse(body);
    const auto part = [&](const char* name) {
        return kiosk::from_base64url(json.at(name).get<std::string>()).value();
    };
    return {part("card_id"), part("nonce"), part("ephemeral_key"), part("auxiliary_data")};
}

std::string answer_with(const Bytes& signature) {
    return nlohmann::json{{"signature", kiosk::to_base64url(signature)}}.dump();
}

}  // namespace tests
