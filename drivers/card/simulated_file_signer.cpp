#include "drivers/card/simulated_file_signer.h"

#include "kiosk/base/free_with.h"

#include <fstream>
#include <iterator>

#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace drivers {
namespace {

using kiosk::Bytes;
using kiosk::ErrorKind;
using kiosk::fail;
using Context = std::unique_ptr<EVP_MD_CTX, kiosk::FreeWith<EVP_MD_CTX_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, kiosk::FreeWith<ECDSA_SIG_free>>;

const EVP_MD* digest_of(int bits) {
    if (bits == 512) return EVP_sha512();
    return bits == 384 ? EVP_sha384() : EVP_sha256();
}

// r || s, each as long as the curve's order.
kiosk::Result<Bytes> plain(const Bytes& der, std::size_t number_size) {
    const unsigned char* at = der.data();
    const Signature signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
    Bytes bytes(2 * number_size);
    const int size = static_cast<int>(number_size);
    if (!signature || BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), bytes.data(), size) != size ||
        BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), bytes.data() + size, size) != size)
        return fail(ErrorKind::internal, "signature");
    return bytes;
}

}  // namespace

kiosk::Result<std::unique_ptr<SimulatedFileSigner>> SimulatedFileSigner::open(
    const std::string& file, int hash_bits) {
    std::ifstream stream(file, std::ios::binary);
    const std::string der{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    std::shared_ptr<EVP_PKEY> key(d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(der.size())),
                                  EVP_PKEY_free);
    if (!key || EVP_PKEY_is_a(key.get(), "EC") != 1)
        return fail(ErrorKind::invalid_configuration, file + ": no elliptic curve key in PKCS #8");
    return std::unique_ptr<SimulatedFileSigner>(new SimulatedFileSigner(std::move(key), hash_bits));
}

kiosk::Result<Bytes> SimulatedFileSigner::sign(const kiosk::TerminalChallenge& challenge) {
    const Context context(EVP_MD_CTX_new());
    Bytes der(static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())));
    std::size_t size = der.size();
    bool good =
        EVP_DigestSignInit(context.get(), nullptr, digest_of(hash_bits_), nullptr, key_.get()) == 1;
    for (const Bytes* part : {&challenge.card_id, &challenge.nonce, &challenge.ephemeral_key,
                              &challenge.auxiliary_data})
        good = good && EVP_DigestSignUpdate(context.get(), part->data(), part->size()) == 1;
    if (!good || EVP_DigestSignFinal(context.get(), der.data(), &size) != 1)
        return fail(ErrorKind::internal, "signature");
    der.resize(size);
    return plain(der, static_cast<std::size_t>((EVP_PKEY_get_bits(key_.get()) + 7) / 8));
}

}  // namespace drivers
