#include "kiosk/jose/key.h"

#include "kiosk/base/free_with.h"
#include "kiosk/base/secret.h"
#include "kiosk/jose/json.h"

#include <array>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace kiosk::jose {
namespace {

using Number = std::unique_ptr<BIGNUM, FreeWith<BN_clear_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, FreeWith<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, FreeWith<OSSL_PARAM_free>>;
using Context = std::unique_ptr<EVP_PKEY_CTX, FreeWith<EVP_PKEY_CTX_free>>;
using Bio = std::unique_ptr<BIO, FreeWith<BIO_vfree>>;

// The builder reads its numbers only when it is finished, so they are kept until then.
struct Parts {
    Builder builder{OSSL_PARAM_BLD_new()};
    std::vector<Number> numbers;

    void add(const char* name, ByteView bytes) {
        numbers.emplace_back(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
        BN_set_flags(numbers.back().get(), BN_FLG_CONSTTIME);
        OSSL_PARAM_BLD_push_BN(builder.get(), name, numbers.back().get());
    }

    [[nodiscard]] Result<KeyHandle> key(int selection) const {
        const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
        const Context context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
        EVP_PKEY* key = nullptr;
        if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
            EVP_PKEY_fromdata(context.get(), &key, selection, parameters.get()) != 1)
            return fail(ErrorKind::invalid_input, "RSA key: refused by OpenSSL");
        return KeyHandle(key);
    }
};

// JWK member and OpenSSL's name for it (RFC 7518 §6.3).
constexpr std::array<std::pair<const char*, const char*>, 8> private_members{{
    {"n", OSSL_PKEY_PARAM_RSA_N},
    {"e", OSSL_PKEY_PARAM_RSA_E},
    {"d", OSSL_PKEY_PARAM_RSA_D},
    {"p", OSSL_PKEY_PARAM_RSA_FACTOR1},
    {"q", OSSL_PKEY_PARAM_RSA_FACTOR2},
    {"dp", OSSL_PKEY_PARAM_RSA_EXPONENT1},
    {"dq", OSSL_PKEY_PARAM_RSA_EXPONENT2},
    {"qi", OSSL_PKEY_PARAM_RSA_COEFFICIENT1},
}};

Result<Bytes> public_number(EVP_PKEY* key, const char* name) {
    BIGNUM* number = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &number) != 1)
        return fail(ErrorKind::internal, "RSA key: no number");
    const Number owned(number);
    Bytes bytes(static_cast<std::size_t>(BN_num_bytes(number)));
    BN_bn2bin(number, bytes.data());
    return bytes;
}

}  // namespace

void FreeKey::operator()(evp_pkey_st* key) const {
    EVP_PKEY_free(key);
}

Result<KeyHandle> public_key(const Jwk& jwk) {
    Parts parts;
    parts.add(OSSL_PKEY_PARAM_RSA_N, jwk.n);
    parts.add(OSSL_PKEY_PARAM_RSA_E, jwk.e);
    return parts.key(EVP_PKEY_PUBLIC_KEY);
}

Result<PrivateKey> PrivateKey::generate(unsigned bits) {
    KeyHandle key(EVP_RSA_gen(bits));
    if (!key) return fail(ErrorKind::internal, "RSA key: not generated");
    return PrivateKey(std::move(key));
}

Result<PrivateKey> PrivateKey::from_jwk(std::string_view json) {
    const auto object = TRY(parse_object(json, 256U << 10U));
    if (TRY(string_member(object, "kty")) != "RSA")
        return fail(ErrorKind::invalid_input, "JWK: kty is not RSA");
    Parts parts;
    for (const auto& [member, name] : private_members) {
        Bytes bytes = TRY(from_base64url(TRY(string_member(object, member))));
        parts.add(name, bytes);
        wipe(bytes.data(), bytes.size());
    }
    return PrivateKey(TRY(parts.key(EVP_PKEY_KEYPAIR)));
}

Result<PrivateKey> PrivateKey::from_pem(std::string_view pem) {
    const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    char no_password[] = "";
    KeyHandle key(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, no_password)
                      : nullptr);
    if (!key || EVP_PKEY_is_a(key.get(), "RSA") != 1)
        return fail(ErrorKind::invalid_input, "PEM: no RSA private key");
    return PrivateKey(std::move(key));
}

Result<Jwk> PrivateKey::public_jwk(std::string kid, std::string alg, std::string key_op) const {
    Jwk jwk;
    jwk.kid = std::move(kid);
    jwk.alg = std::move(alg);
    jwk.key_ops = {std::move(key_op)};
    jwk.n = TRY(public_number(key_.get(), OSSL_PKEY_PARAM_RSA_N));
    jwk.e = TRY(public_number(key_.get(), OSSL_PKEY_PARAM_RSA_E));
    return jwk;
}

}  // namespace kiosk::jose
