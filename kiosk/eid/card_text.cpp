#include "kiosk/eid/card_text.h"

namespace kiosk::eid {
namespace {

constexpr std::size_t longest = 1024;

struct Form {
    std::size_t size = 0;
    std::uint32_t least = 0;  // below: an overlong form
    std::uint32_t first_bits = 0;
};

Form form_of(std::uint8_t first) {
    if (first < 0x80) return {1, 0, first};
    if (first >= 0xC2 && first < 0xE0) return {2, 0x80, first & 0x1FU};
    if (first >= 0xE0 && first < 0xF0) return {3, 0x800, first & 0x0FU};
    if (first >= 0xF0 && first < 0xF5) return {4, 0x10000, first & 0x07U};
    return {};
}

bool may_stand_in_text(std::uint32_t point) {
    const bool control = point < 0x20 || (point >= 0x7F && point < 0xA0);
    const bool surrogate = point >= 0xD800 && point < 0xE000;
    return !control && !surrogate && point <= 0x10FFFF;
}

// How many bytes the first character has; 0: it is none.
std::size_t character_size(ByteView bytes) {
    const Form form = form_of(bytes[0]);
    if (form.size == 0 || form.size > bytes.size()) return 0;
    std::uint32_t point = form.first_bits;
    for (std::size_t i = 1; i < form.size; ++i) {
        if ((bytes[i] & 0xC0U) != 0x80U) return 0;
        point = point << 6U | (bytes[i] & 0x3FU);
    }
    return point >= form.least && may_stand_in_text(point) ? form.size : 0;
}

}  // namespace

Outcome<SecretText> text_from_card(ByteView bytes) {
    if (bytes.size() > longest) return faulty("text: too long");
    for (ByteView rest = bytes; !rest.empty();) {
        const std::size_t size = character_size(rest);
        if (size == 0) return faulty("text: not UTF-8 or a control character");
        rest = rest.subspan(size);
    }
    return SecretText({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace kiosk::eid
