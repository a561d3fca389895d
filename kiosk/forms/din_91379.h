// The letters and letter sequences of DIN 91379:2022-08 for names of natural persons (data type A),
// one by one: what registers can keep, and nothing else.
#pragma once

#include <cstddef>
#include <string_view>

namespace kiosk::forms::din_91379 {

// How many code points at the start of `text` (in NFC) are one letter of the standard, as long a
// sequence as possible; 0: none.
[[nodiscard]] std::size_t letter_at(std::u16string_view text);

// The marks that names may hold besides letters (bnlreq).
[[nodiscard]] bool is_mark(char16_t point);

}  // namespace kiosk::forms::din_91379
