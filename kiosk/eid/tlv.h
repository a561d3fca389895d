// BER-TLV as cards speak it, read strictly: definite lengths in their shortest form (DER), tags of
// at most two bytes, nothing beyond the end. What a card sends is refused rather than guessed at.
#pragma once

#include "kiosk/eid/secret_bytes.h"
#include "kiosk/eid/trouble.h"

#include <initializer_list>
#include <optional>

namespace kiosk::eid {

using Tag = std::uint32_t;  // as it stands in the bytes: 0x30, 0x7F21

struct Element {
    Tag tag = 0;
    ByteView value;
    ByteView whole;  // with tag and length
};

// Elements one after another. Views point into the bytes given, which must outlive them.
class TlvReader {
  public:
    explicit TlvReader(ByteView bytes) : rest_(bytes) {}

    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    [[nodiscard]] Outcome<Element> next();
    // The value of the next element, which must carry this tag.
    [[nodiscard]] Outcome<ByteView> expect(Tag tag);
    // The value of the next element if it carries this tag; otherwise nothing is consumed.
    [[nodiscard]] Outcome<std::optional<ByteView>> take(Tag tag);
    [[nodiscard]] Outcome<void> finish() const;

  private:
    ByteView rest_;
};

// Exactly one element with this tag and nothing after it: its value.
[[nodiscard]] Outcome<ByteView> only(Tag tag, ByteView bytes);

// How many bytes the first element will have, as soon as enough of them are there to tell;
// nullopt: not yet. card_faulty when they cannot begin an element.
[[nodiscard]] Outcome<std::optional<std::size_t>> announced_size(ByteView beginning);

// A whole number of at most 4 bytes, not negative (DER INTEGER).
[[nodiscard]] Outcome<int> small_integer(ByteView value);

[[nodiscard]] SecretBytes tlv(Tag tag, ByteView value);
[[nodiscard]] SecretBytes joined(std::initializer_list<ByteView> parts);

}  // namespace kiosk::eid
