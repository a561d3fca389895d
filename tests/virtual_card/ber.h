// BER-TLV as the chip reads and writes it; its own code, so that a fault of the terminal's does not
// cancel out.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace virtual_card {

using Bytes = std::vector<std::uint8_t>;
using View = std::span<const std::uint8_t>;

struct Item {
    unsigned tag = 0;
    View value;
    View whole;
};

// Takes one item off the front; nothing when it is malformed.
std::optional<Item> take(View& from);
// The value of the first item with this tag on this level.
std::optional<View> find(View in, unsigned tag);
Bytes wrap(unsigned tag, View value);

Bytes operator+(Bytes left, View right);
Bytes bytes_of(View view);
Bytes bytes_of(const std::string& text);
Bytes from_hex(const std::string& hex);
std::string to_hex(View bytes);

}  // namespace virtual_card
