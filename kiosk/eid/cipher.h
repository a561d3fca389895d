// The symmetric part of EAC: AES in CBC mode, CMAC cut to 8 bytes, and the key derivation of
// BSI TR-03110-3 §A.2.3 (ICAO 9303-11 §9.7.1).
#pragma once

#include "kiosk/eid/secret_bytes.h"
#include "kiosk/eid/trouble.h"

#include <array>

namespace kiosk::eid {

enum class AesSize : std::uint8_t { aes128 = 16, aes192 = 24, aes256 = 32 };  // bytes of the key

constexpr std::size_t block_size = 16;
using Block = std::array<std::uint8_t, block_size>;
using Mac = std::array<std::uint8_t, 8>;

// Whole blocks in, whole blocks out; card_faulty for anything else.
[[nodiscard]] Outcome<SecretBytes> encrypt_cbc(ByteView key, const Block& start, ByteView plain);
[[nodiscard]] Outcome<SecretBytes> decrypt_cbc(ByteView key, const Block& start, ByteView sealed);
[[nodiscard]] Block encrypt_block(ByteView key, const Block& plain);
[[nodiscard]] Mac cmac(ByteView key, ByteView message);
// In a time that does not depend on where they differ.
[[nodiscard]] bool same(ByteView a, ByteView b);

// ISO/IEC 7816-4 §10.2.3.1: 80, then zeros up to a whole block.
[[nodiscard]] SecretBytes padded(ByteView bytes);
[[nodiscard]] Outcome<SecretBytes> unpadded(SecretBytes bytes);

[[nodiscard]] SecretBytes sha1(ByteView bytes);

enum class KeyUse : std::uint8_t { encryption = 1, authentication = 2, password = 3 };
// H(secret || nonce || use) cut to the key's size; SHA-1 for AES-128, SHA-256 above.
[[nodiscard]] SecretBytes derive_key(ByteView secret, ByteView nonce, KeyUse use, AesSize size);

struct SessionKeys {
    SecretBytes encryption;
    SecretBytes authentication;
};
[[nodiscard]] SessionKeys derive_session_keys(ByteView secret, ByteView nonce, AesSize size);

}  // namespace kiosk::eid
