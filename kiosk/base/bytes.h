// Bytes and the encodings that carry them: hex, base64url (RFC 4648 §5, no padding), base32 (§6).
#pragma once

#include "kiosk/base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

[[nodiscard]] inline ByteView view_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
[[nodiscard]] inline std::string text_of(ByteView bytes) {
    return {bytes.begin(), bytes.end()};
}

[[nodiscard]] std::string to_hex(ByteView bytes);  // lower case
[[nodiscard]] std::string to_base64url(ByteView bytes);
// Strict: no padding, no white space, no stray bits. invalid_input otherwise.
[[nodiscard]] Result<Bytes> from_base64url(std::string_view text);
[[nodiscard]] std::string to_base32(ByteView bytes);  // lower case, no padding

}  // namespace kiosk
