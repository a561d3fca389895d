#include "kiosk/jose/digest.h"

#include "kiosk/base/bytes.h"

#include <array>

#include <openssl/evp.h>

namespace kiosk::jose {
namespace {

std::string digest_hex(const EVP_MD* algorithm, std::string_view bytes) {
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, algorithm, nullptr);
    return to_hex(ByteView(digest).first(size));
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
    return digest_hex(EVP_sha256(), bytes);
}
std::string sha512_hex(std::string_view bytes) {
    return digest_hex(EVP_sha512(), bytes);
}

}  // namespace kiosk::jose
