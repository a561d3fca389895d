#include "kiosk/eid/tlv.h"

#include <array>

namespace kiosk::eid {
namespace {

constexpr std::uint8_t long_tag = 0x1F;
constexpr std::uint8_t more_tag = 0x80;
constexpr std::uint8_t long_length = 0x80;
constexpr std::size_t most_length_bytes = 3;

// Where an element's parts begin; nullopt while the bytes do not suffice to tell.
struct Head {
    Tag tag = 0;
    std::size_t size = 0;    // of tag and length
    std::size_t length = 0;  // of the value
};

Outcome<std::optional<Head>> head_of(ByteView bytes) {
    using Answer = std::optional<Head>;
    Head head;
    if (bytes.empty()) return Answer();
    head.tag = bytes[0];
    head.size = 1;
    if ((bytes[0] & long_tag) == long_tag) {
        if (bytes.size() < 2) return Answer();
        if ((bytes[1] & more_tag) != 0 || bytes[1] < long_tag) return faulty("TLV: tag");
        head.tag = (head.tag << 8U) | bytes[1];
        head.size = 2;
    }
    if (head.tag == 0) return faulty("TLV: tag");
    if (bytes.size() == head.size) return Answer();
    const std::uint8_t first = bytes[head.size++];
    if (first < long_length) {
        head.length = first;
        return Answer(head);
    }
    const std::size_t count = first & 0x7FU;
    if (count == 0 || count > most_length_bytes) return faulty("TLV: form of the length");
    if (bytes.size() < head.size + count) return Answer();
    for (std::size_t i = 0; i < count; ++i) head.length = (head.length << 8U) | bytes[head.size++];
    const std::size_t least = count == 1 ? long_length : std::size_t{1} << (8 * (count - 1));
    if (head.length < least) return faulty("TLV: length is not in its shortest form");
    return Answer(head);
}

}  // namespace

Outcome<Element> TlvReader::next() {
    const auto head = TRY(head_of(rest_));
    if (!head || rest_.size() - head->size < head->length) return faulty("TLV: cut off");
    const Element element{head->tag, rest_.subspan(head->size, head->length),
                          rest_.first(head->size + head->length)};
    rest_ = rest_.subspan(element.whole.size());
    return element;
}

Outcome<ByteView> TlvReader::expect(Tag tag) {
    const Element element = TRY(next());
    if (element.tag != tag)
        return faulty("TLV: " + to_hex(element.whole.first(1)) + " not expected");
    return element.value;
}

Outcome<std::optional<ByteView>> TlvReader::take(Tag tag) {
    if (at_end()) return std::optional<ByteView>();
    TlvReader ahead = *this;
    const Element element = TRY(ahead.next());
    if (element.tag != tag) return std::optional<ByteView>();
    *this = ahead;
    return std::optional(element.value);
}

Outcome<void> TlvReader::finish() const {
    if (!at_end()) return faulty("TLV: bytes left over");
    return {};
}

Outcome<ByteView> only(Tag tag, ByteView bytes) {
    TlvReader reader(bytes);
    const ByteView value = TRY(reader.expect(tag));
    TRY_VOID(reader.finish());
    return value;
}

Outcome<std::optional<std::size_t>> announced_size(ByteView beginning) {
    const auto head = TRY(head_of(beginning));
    if (!head) return std::optional<std::size_t>();
    return std::optional(head->size + head->length);
}

Outcome<int> small_integer(ByteView value) {
    const bool negative = !value.empty() && (value[0] & 0x80U) != 0;
    const bool padded = value.size() > 1 && value[0] == 0 && (value[1] & 0x80U) == 0;
    if (value.empty() || value.size() > 4 || negative || padded) return faulty("TLV: INTEGER");
    int number = 0;
    for (const std::uint8_t byte : value) number = (number << 8) | byte;
    return number;
}

SecretBytes tlv(Tag tag, ByteView value) {
    SecretBytes bytes;
    bytes.reserve(value.size() + 6);
    if (tag > 0xFF) bytes.push_back(static_cast<std::uint8_t>(tag >> 8U));
    bytes.push_back(static_cast<std::uint8_t>(tag));
    const std::size_t length = value.size();
    if (length >= 0x100) {
        append(bytes, std::array<std::uint8_t, 3>{0x82, static_cast<std::uint8_t>(length >> 8U),
                                                  static_cast<std::uint8_t>(length)});
    } else {
        if (length >= long_length) bytes.push_back(0x81);
        bytes.push_back(static_cast<std::uint8_t>(length));
    }
    append(bytes, value);
    return bytes;
}

SecretBytes joined(std::initializer_list<ByteView> parts) {
    SecretBytes bytes;
    std::size_t size = 0;
    for (const ByteView part : parts) size += part.size();
    bytes.reserve(size);
    for (const ByteView part : parts) append(bytes, part);
    return bytes;
}

}  // namespace kiosk::eid
