#include "kiosk/eid/cipher.h"

#include "kiosk/base/free_with.h"
#include "kiosk/eid/tlv.h"

#include <cstdlib>
#include <memory>

#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace kiosk::eid {
namespace {

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, FreeWith<EVP_CIPHER_CTX_free>>;

// A library that cannot do AES or SHA-2 is no state to go on in.
void demand(bool worked) {
    if (!worked) std::abort();
}

const EVP_CIPHER* cbc_for(ByteView key) {
    switch (key.size()) {
        case 16:
            return EVP_aes_128_cbc();
        case 24:
            return EVP_aes_192_cbc();
        default:
            return EVP_aes_256_cbc();
    }
}

const char* cbc_name_for(ByteView key) {
    switch (key.size()) {
        case 16:
            return "AES-128-CBC";
        case 24:
            return "AES-192-CBC";
        default:
            return "AES-256-CBC";
    }
}

SecretBytes run_cbc(ByteView key, const Block& start, ByteView bytes, int encrypting) {
    SecretBytes out(bytes.size() + block_size);
    int size = 0;
    const CipherContext context(EVP_CIPHER_CTX_new());
    demand(context && EVP_CipherInit_ex(context.get(), cbc_for(key), nullptr, key.data(),
                                        start.data(), encrypting) == 1);
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    demand(EVP_CipherUpdate(context.get(), out.data(), &size, bytes.data(),
                            static_cast<int>(bytes.size())) == 1);
    out.resize(static_cast<std::size_t>(size));
    return out;
}

SecretBytes digest(const EVP_MD* algorithm, ByteView bytes) {
    SecretBytes out(EVP_MAX_MD_SIZE);
    unsigned size = 0;
    demand(EVP_Digest(bytes.data(), bytes.size(), out.data(), &size, algorithm, nullptr) == 1);
    out.resize(size);
    return out;
}

}  // namespace

Outcome<SecretBytes> encrypt_cbc(ByteView key, const Block& start, ByteView plain) {
    if (plain.size() % block_size != 0) return faulty("cipher: no whole blocks");
    return run_cbc(key, start, plain, 1);
}

Outcome<SecretBytes> decrypt_cbc(ByteView key, const Block& start, ByteView sealed) {
    if (sealed.empty() || sealed.size() % block_size != 0) return faulty("cipher: no whole blocks");
    return run_cbc(key, start, sealed, 0);
}

Block encrypt_block(ByteView key, const Block& plain) {
    const SecretBytes sealed = run_cbc(key, Block{}, plain, 1);
    Block block{};
    std::copy(sealed.begin(), sealed.end(), block.begin());
    return block;
}

Mac cmac(ByteView key, ByteView message) {
    Block whole{};
    std::size_t size = 0;
    demand(EVP_Q_mac(nullptr, "CMAC", nullptr, cbc_name_for(key), nullptr, key.data(), key.size(),
                     message.data(), message.size(), whole.data(), whole.size(), &size) != nullptr);
    Mac mac{};
    std::copy_n(whole.begin(), mac.size(), mac.begin());
    return mac;
}

bool same(ByteView a, ByteView b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

SecretBytes padded(ByteView bytes) {
    SecretBytes out;
    out.reserve(bytes.size() + block_size);
    append(out, bytes);
    out.push_back(0x80);
    out.resize((out.size() + block_size - 1) / block_size * block_size);
    return out;
}

Outcome<SecretBytes> unpadded(SecretBytes bytes) {
    const std::size_t whole = bytes.size();
    while (!bytes.empty() && bytes.back() == 0) bytes.pop_back();
    if (bytes.empty() || bytes.back() != 0x80 || whole - bytes.size() >= block_size)
        return faulty("padding");
    bytes.pop_back();
    return bytes;
}

SecretBytes sha1(ByteView bytes) {
    return digest(EVP_sha1(), bytes);
}

SecretBytes derive_key(ByteView secret, ByteView nonce, KeyUse use, AesSize size) {
    const std::array<std::uint8_t, 4> counter{0, 0, 0, static_cast<std::uint8_t>(use)};
    const SecretBytes input = joined({secret, nonce, counter});
    SecretBytes key = digest(size == AesSize::aes128 ? EVP_sha1() : EVP_sha256(), input);
    key.resize(static_cast<std::size_t>(size));
    return key;
}

SessionKeys derive_session_keys(ByteView secret, ByteView nonce, AesSize size) {
    return {.encryption = derive_key(secret, nonce, KeyUse::encryption, size),
            .authentication = derive_key(secret, nonce, KeyUse::authentication, size)};
}

}  // namespace kiosk::eid
