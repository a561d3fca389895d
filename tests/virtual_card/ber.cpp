#include "tests/virtual_card/ber.h"

namespace virtual_card {

namespace {

std::optional<std::uint8_t> next(View& from) {
    if (from.empty()) return {};
    const std::uint8_t byte = from.front();
    from = from.subspan(1);
    return byte;
}

std::optional<unsigned> take_tag(View& from) {
    const auto lead = next(from);
    if (!lead) return {};
    unsigned tag = *lead;
    if ((tag & 0x1F) != 0x1F) return tag;
    for (int more = 0; more < 2; ++more) {
        const auto byte = next(from);
        if (!byte) return {};
        tag = tag << 8 | *byte;
        if (!(*byte & 0x80)) return tag;
    }
    return {};
}

std::optional<std::size_t> take_length(View& from) {
    const auto lead = next(from);
    if (!lead) return {};
    if (*lead < 0x80) return *lead;
    if (*lead < 0x81 || *lead > 0x83) return {};
    std::size_t length = 0;
    for (int more = *lead & 0x7F; more > 0; --more) {
        const auto byte = next(from);
        if (!byte) return {};
        length = length << 8 | *byte;
    }
    return length;
}

}  // namespace

std::optional<Item> take(View& from) {
    const View start = from;
    const auto tag = take_tag(from);
    if (!tag) return {};
    const auto length = take_length(from);
    if (!length || *length > from.size()) return {};
    Item item{*tag, from.first(*length), {}};
    from = from.subspan(*length);
    item.whole = start.first(start.size() - from.size());
    return item;
}

std::optional<View> find(View in, unsigned tag) {
    while (const auto item = take(in))
        if (item->tag == tag) return item->value;
    return {};
}

Bytes wrap(unsigned tag, View value) {
    Bytes out;
    for (int shift = 16; shift >= 0; shift -= 8)
        if (tag >> shift || shift == 0) out.push_back(static_cast<std::uint8_t>(tag >> shift));
    const std::size_t length = value.size();
    if (length >= 0x80) {
        const int size = length > 0xFFFF ? 3 : length > 0xFF ? 2 : 1;
        out.push_back(static_cast<std::uint8_t>(0x80 | size));
        for (int shift = 8 * (size - 1); shift >= 0; shift -= 8)
            out.push_back(static_cast<std::uint8_t>(length >> shift));
    } else {
        out.push_back(static_cast<std::uint8_t>(length));
    }
    return std::move(out) + value;
}

Bytes operator+(Bytes left, View right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

Bytes bytes_of(View view) {
    return {view.begin(), view.end()};
}
Bytes bytes_of(const std::string& text) {
    return {text.begin(), text.end()};
}

Bytes from_hex(const std::string& hex) {
    Bytes out;
    for (std::size_t at = 0; at + 1 < hex.size(); at += 2)
        out.push_back(static_cast<std::uint8_t>(std::stoul(hex.substr(at, 2), nullptr, 16)));
    return out;
}

std::string to_hex(View bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (const std::uint8_t byte : bytes) {
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

}  // namespace virtual_card
