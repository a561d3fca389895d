#include "kiosk/base/bytes.h"

#include <array>

namespace kiosk {
namespace {

constexpr std::string_view base64url_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view base32_alphabet = "abcdefghijklmnopqrstuvwxyz234567";

// Regroups bytes into units of `bits` bits, most significant first, the last one padded with zeros.
std::string regroup(ByteView bytes, unsigned bits, std::string_view alphabet) {
    std::string text;
    text.reserve(bytes.size() * 8 / bits + 1);
    std::uint32_t held = 0;
    unsigned held_bits = 0;
    for (const std::uint8_t byte : bytes) {
        held = (held << 8U) | byte;
        held_bits += 8;
        while (held_bits >= bits) {
            held_bits -= bits;
            text += alphabet[(held >> held_bits) & ((1U << bits) - 1U)];
        }
    }
    if (held_bits > 0) text += alphabet[(held << (bits - held_bits)) & ((1U << bits) - 1U)];
    return text;
}

constexpr std::array<std::int8_t, 256> base64url_values = [] {
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (std::size_t i = 0; i < base64url_alphabet.size(); ++i)
        values[static_cast<std::uint8_t>(base64url_alphabet[i])] = static_cast<std::int8_t>(i);
    return values;
}();

}  // namespace

std::string to_hex(ByteView bytes) {
    return regroup(bytes, 4, "0123456789abcdef");
}
std::string to_base64url(ByteView bytes) {
    return regroup(bytes, 6, base64url_alphabet);
}
std::string to_base32(ByteView bytes) {
    return regroup(bytes, 5, base32_alphabet);
}

Result<Bytes> from_base64url(std::string_view text) {
    if (text.size() % 4 == 1) return fail(ErrorKind::invalid_input, "base64url: impossible length");
    Bytes bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t held = 0;
    unsigned held_bits = 0;
    for (const char c : text) {
        const std::int8_t value = base64url_values[static_cast<std::uint8_t>(c)];
        if (value < 0) return fail(ErrorKind::invalid_input, "base64url: foreign character");
        held = (held << 6U) | static_cast<std::uint32_t>(value);
        held_bits += 6;
        if (held_bits >= 8) {
            held_bits -= 8;
            bytes.push_back(static_cast<std::uint8_t>(held >> held_bits));
        }
    }
    if ((held & ((1U << held_bits) - 1U)) != 0)
        return fail(ErrorKind::invalid_input, "base64url: stray bits");
    return bytes;
}

}  // namespace kiosk
