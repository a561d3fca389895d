#include "kiosk/staff/code.h"

#include "kiosk/base/bytes.h"

#include <algorithm>
#include <array>

#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace kiosk::staff {
namespace {

// 8 MB and some 30 ms: ten thousand codes a second are out of reach, the terminal's memory budget
// is not.
constexpr std::string_view scheme = "scrypt:8192:8:1:";
constexpr std::uint64_t cost = 8192;
constexpr std::uint64_t block = 8;
constexpr std::uint64_t lanes = 1;
constexpr std::uint64_t most_memory = 32U << 20U;

using Hash = std::array<std::uint8_t, 32>;

Result<Hash> scrypt(std::string_view code, ByteView salt) {
    Hash hash{};
    const int done = EVP_PBE_scrypt(code.data(), code.size(), salt.data(), salt.size(), cost, block,
                                    lanes, most_memory, hash.data(), hash.size());
    if (done != 1) return fail(ErrorKind::internal, "scrypt");
    return hash;
}

bool is_code(std::string_view code) {
    return code.size() >= shortest_code && code.size() <= longest_code &&
           std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<std::string> hash_code(const SecretText& code, Random& random) {
    if (!is_code(code.reveal()))
        return fail(ErrorKind::invalid_input, "a staff code has 6 to 12 digits");
    std::array<std::uint8_t, 16> salt{};
    random.fill(salt);
    const Hash hash = TRY(scrypt(code.reveal(), salt));
    return std::string(scheme) + to_base64url(salt) + ':' + to_base64url(hash);
}

bool matches(const SecretText& code, std::string_view stored) {
    if (!stored.starts_with(scheme) || !is_code(code.reveal())) return false;
    stored.remove_prefix(scheme.size());
    const auto parting = stored.find(':');
    if (parting == std::string_view::npos) return false;
    const auto salt = from_base64url(stored.substr(0, parting));
    const auto expected = from_base64url(stored.substr(parting + 1));
    if (!salt || !expected) return false;
    const auto hash = scrypt(code.reveal(), *salt);
    return hash && expected->size() == hash->size() &&
           CRYPTO_memcmp(expected->data(), hash->data(), hash->size()) == 0;
}

}  // namespace kiosk::staff
