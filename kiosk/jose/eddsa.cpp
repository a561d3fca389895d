#include "kiosk/jose/eddsa.h"

#include "kiosk/base/free_with.h"
#include "kiosk/jose/compact.h"
#include "kiosk/jose/json.h"

#include <array>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

namespace kiosk::jose {
namespace {

using Bio = std::unique_ptr<BIO, FreeWith<BIO_vfree>>;
using Context = std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>>;

constexpr std::size_t largest_token = 16U << 10U;
constexpr std::size_t key_bytes = 32;
constexpr std::size_t signature_bytes = 64;

Bio reading(std::string_view pem) {
    return Bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

Bio writing() {
    return Bio(BIO_new(BIO_s_mem()));
}

std::string written(BIO* bio) {
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio, &text);
    return {text, static_cast<std::size_t>(size)};
}

bool is_ed25519(const EVP_PKEY* key) {
    return key != nullptr && EVP_PKEY_is_a(key, "ED25519") == 1;
}

nlohmann::json header_of(const VerifyingKey& key, const std::string& type) {
    return {{"alg", "EdDSA"}, {"kid", key.kid()}, {"typ", type}};
}

}  // namespace

Result<VerifyingKey> VerifyingKey::of(KeyHandle key) {
    std::array<std::uint8_t, key_bytes> point{};
    std::size_t size = point.size();
    if (!is_ed25519(key.get()) || EVP_PKEY_get_raw_public_key(key.get(), point.data(), &size) != 1)
        return fail(ErrorKind::invalid_input, "no Ed25519 key");
    const std::string jwk =
        R"({"crv":"Ed25519","kty":"OKP","x":")" + to_base64url(ByteView(point)) + "\"}";
    std::array<std::uint8_t, 32> thumbprint{};
    EVP_Digest(jwk.data(), jwk.size(), thumbprint.data(), nullptr, EVP_sha256(), nullptr);
    return VerifyingKey(std::move(key), to_base64url(ByteView(thumbprint)));
}

Result<VerifyingKey> VerifyingKey::from_pem(std::string_view pem) {
    const Bio bio = reading(pem);
    return of(KeyHandle(bio ? PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr) : nullptr));
}

Result<std::string> VerifyingKey::to_pem() const {
    const Bio bio = writing();
    if (!bio || PEM_write_bio_PUBKEY(bio.get(), key_.get()) != 1)
        return fail(ErrorKind::internal, "Ed25519 key: not written");
    return written(bio.get());
}

bool VerifyingKey::verify(std::string_view bytes, ByteView signature) const {
    const Context context(EVP_MD_CTX_new());
    return context && signature.size() == signature_bytes &&
           EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
           EVP_DigestVerify(context.get(), signature.data(), signature.size(),
                            view_of(bytes).data(), bytes.size()) == 1;
}

Result<SigningKey> SigningKey::generate() {
    KeyHandle key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    if (!key) return fail(ErrorKind::internal, "Ed25519 key: not generated");
    return SigningKey(std::move(key));
}

Result<SigningKey> SigningKey::from_pem(std::string_view pem) {
    const Bio bio = reading(pem);
    char no_password[] = "";
    KeyHandle key(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, no_password)
                      : nullptr);
    if (!is_ed25519(key.get())) return fail(ErrorKind::invalid_input, "PEM: no Ed25519 key");
    return SigningKey(std::move(key));
}

Result<std::string> SigningKey::to_pem() const {
    const Bio bio = writing();
    if (!bio || PEM_write_bio_PKCS8PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0, nullptr,
                                              nullptr) != 1)
        return fail(ErrorKind::internal, "Ed25519 key: not written");
    return written(bio.get());
}

Result<VerifyingKey> SigningKey::verifying_key() const {
    const std::string pem = [this] {
        const Bio bio = writing();
        return bio && PEM_write_bio_PUBKEY(bio.get(), key_.get()) == 1 ? written(bio.get())
                                                                       : std::string();
    }();
    return VerifyingKey::from_pem(pem);
}

Result<Bytes> SigningKey::sign(std::string_view bytes) const {
    const Context context(EVP_MD_CTX_new());
    Bytes signature(signature_bytes);
    std::size_t size = signature.size();
    if (!context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) != 1 ||
        EVP_DigestSign(context.get(), signature.data(), &size, view_of(bytes).data(),
                       bytes.size()) != 1)
        return fail(ErrorKind::internal, "JWS: not signed");
    return signature;
}

Result<std::string> sign_eddsa(const SigningKey& key, const std::string& type,
                               const nlohmann::json& payload) {
    const VerifyingKey named = TRY(key.verifying_key());
    const std::string input = to_base64url(view_of(header_of(named, type).dump())) + '.' +
                              to_base64url(view_of(payload.dump()));
    return input + '.' + to_base64url(TRY(key.sign(input)));
}

Result<nlohmann::json> verify_eddsa(std::string_view compact, const VerifyingKey& key,
                                    const std::string& type) {
    if (compact.size() > largest_token) return fail(ErrorKind::invalid_input, "JWS: too large");
    const auto parts = split(compact, 3);
    if (!parts) return fail(ErrorKind::invalid_input, "JWS: not three parts");
    const auto header = TRY(parse_object(text_of(TRY(from_base64url(parts->at(0))))));
    if (header != header_of(key, type))
        return fail(ErrorKind::not_authentic, "JWS: another key, algorithm or type");
    const Bytes signature = TRY(from_base64url(parts->at(2)));
    const std::string_view signed_part =
        compact.substr(0, parts->at(0).size() + 1 + parts->at(1).size());
    if (!key.verify(signed_part, signature))
        return fail(ErrorKind::not_authentic, "JWS: the signature does not hold");
    return parse_object(text_of(TRY(from_base64url(parts->at(1)))));
}

}  // namespace kiosk::jose
