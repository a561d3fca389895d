#include "tests/card_process/signing_service.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include <nlohmann/json.hpp>
#include <openssl/bn.h>
#include <openssl/ecdsa.h>

namespace tests {
namespace {

using kiosk::Bytes;
using kiosk::FreeWith;

constexpr int coordinate = 32;  // bytes, P-256

}  // namespace

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
