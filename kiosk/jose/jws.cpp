#include "kiosk/jose/jws.h"

#include "kiosk/jose/compact.h"
#include "kiosk/jose/json.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>

namespace kiosk::jose {
namespace {

constexpr std::size_t largest_token = 256U << 10U;
constexpr int salt_bytes = 64;  // as long as the digest, RFC 7518 §3.5

struct FreeDigest {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeDigest>;

bool use_pss(EVP_PKEY_CTX* context) {
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha512()) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, salt_bytes) == 1;
}

bool signature_holds(EVP_PKEY* key, std::string_view input, ByteView signature) {
    const DigestContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* inner = nullptr;
    return context &&
           EVP_DigestVerifyInit(context.get(), &inner, EVP_sha512(), nullptr, key) == 1 &&
           use_pss(inner) &&
           EVP_DigestVerify(context.get(), signature.data(), signature.size(),
                            view_of(input).data(), input.size()) == 1;
}

Result<std::vector<std::string_view>> three_parts(std::string_view compact) {
    if (compact.size() > largest_token) return fail(ErrorKind::invalid_input, "JWS: too large");
    auto parts = split(compact, 3);
    if (!parts) return fail(ErrorKind::invalid_input, "JWS: not three parts");
    return *parts;
}

Result<nlohmann::json> object_of(std::string_view part) {
    return parse_object(text_of(TRY(from_base64url(part))), largest_token);
}

}  // namespace

Result<Signed> read_unverified(std::string_view compact) {
    const auto parts = TRY(three_parts(compact));
    auto header = TRY(object_of(parts[0]));
    auto payload = TRY(object_of(parts[1]));
    return Signed{std::move(header), std::move(payload)};
}

Result<Signed> verify_ps512(std::string_view compact, const Jwk& key) {
    const auto parts = TRY(three_parts(compact));
    auto header = TRY(object_of(parts[0]));
    if (header.value("alg", nlohmann::json()) != "PS512")
        return fail(ErrorKind::not_authentic, "JWS: alg is not PS512");
    if (header.contains("crit"))
        return fail(ErrorKind::not_authentic, "JWS: crit is not understood");
    if (const auto usable = check_use(key, Use::verify, 2048); !usable)
        return fail(ErrorKind::not_authentic, usable.error().detail);
    if (header.contains("kid") && header["kid"] != key.kid)
        return fail(ErrorKind::not_authentic, "JWS: another kid");
    const Bytes signature = TRY(from_base64url(parts[2]));
    const KeyHandle handle = TRY(public_key(key));
    const std::string_view input = compact.substr(0, parts[0].size() + 1 + parts[1].size());
    if (!signature_holds(handle.get(), input, signature))
        return fail(ErrorKind::not_authentic, "JWS: the signature does not hold");
    auto payload = TRY(object_of(parts[1]));
    return Signed{std::move(header), std::move(payload)};
}

Result<std::string> sign_ps512(const PrivateKey& key, const nlohmann::json& header,
                               const nlohmann::json& payload) {
    const std::string input =
        to_base64url(view_of(header.dump())) + '.' + to_base64url(view_of(payload.dump()));
    const DigestContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* inner = nullptr;
    Bytes signature(static_cast<std::size_t>(EVP_PKEY_get_size(key.handle())));
    std::size_t size = signature.size();
    if (!context ||
        EVP_DigestSignInit(context.get(), &inner, EVP_sha512(), nullptr, key.handle()) != 1 ||
        !use_pss(inner) ||
        EVP_DigestSign(context.get(), signature.data(), &size, view_of(input).data(),
                       input.size()) != 1)
        return fail(ErrorKind::internal, "JWS: not signed");
    signature.resize(size);
    return input + '.' + to_base64url(signature);
}

}  // namespace kiosk::jose
