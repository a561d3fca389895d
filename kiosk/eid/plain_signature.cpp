#include "kiosk/eid/plain_signature.h"

#include "kiosk/eid/curve.h"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/param_build.h>

namespace kiosk::eid {
namespace {

using Signature = std::unique_ptr<ECDSA_SIG, FreeWith<ECDSA_SIG_free>>;
using Key = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, FreeWith<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>>;

const EVP_MD* digest_of(Hash hash) {
    switch (hash) {
        case Hash::sha256:
            return EVP_sha256();
        case Hash::sha384:
            return EVP_sha384();
        case Hash::sha512:
            return EVP_sha512();
    }
    return EVP_sha256();
}

Key key_of(int curve, ByteView point) {
    std::string group = OBJ_nid2sn(curve);
    Bytes encoded(point.begin(), point.end());
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, encoded.data(), encoded.size()),
        OSSL_PARAM_construct_end()};
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* key = nullptr;
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY,
                          const_cast<OSSL_PARAM*>(parameters)) != 1)
        return nullptr;
    return Key(key);
}

Bytes der_of(ByteView plain) {
    const std::size_t half = plain.size() / 2;
    const Signature signature(ECDSA_SIG_new());
    ECDSA_SIG_set0(signature.get(), BN_bin2bn(plain.data(), static_cast<int>(half), nullptr),
                   BN_bin2bn(plain.data() + half, static_cast<int>(half), nullptr));
    Bytes der(static_cast<std::size_t>(i2d_ECDSA_SIG(signature.get(), nullptr)));
    unsigned char* end = der.data();
    i2d_ECDSA_SIG(signature.get(), &end);
    return der;
}

bool verify(EVP_PKEY* key, Hash hash, ByteView message, ByteView der) {
    const DigestContext context(EVP_MD_CTX_new());
    return context &&
           EVP_DigestVerifyInit(context.get(), nullptr, digest_of(hash), nullptr, key) == 1 &&
           EVP_DigestVerify(context.get(), der.data(), der.size(), message.data(),
                            message.size()) == 1;
}

}  // namespace

bool verify_plain(ByteView public_point, Hash hash, ByteView message, ByteView signature) {
    for (const int id : {12, 13, 14, 15, 16, 17}) {
        const auto curve = Curve::by_parameter_id(id);
        if (!curve || signature.size() != 2 * curve->field_size() || !curve->decode(public_point))
            continue;
        const Key key = key_of(curve->openssl_id(), public_point);
        const bool good = key && verify(key.get(), hash, message, der_of(signature));
        ERR_clear_error();
        return good;
    }
    return false;
}

}  // namespace kiosk::eid
