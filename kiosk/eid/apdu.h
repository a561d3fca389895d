// Commands to a card and its answers (ISO/IEC 7816-4 §5), short or extended as the lengths ask.
#pragma once

#include "kiosk/eid/secret_bytes.h"
#include "kiosk/eid/trouble.h"

namespace kiosk::eid {

constexpr std::size_t short_answer = 256;
constexpr std::size_t extended_answer = 65536;

struct Command {
    std::uint8_t cla = 0;
    std::uint8_t ins = 0;
    std::uint8_t p1 = 0;
    std::uint8_t p2 = 0;
    SecretBytes data;             // at most 65,535 bytes
    std::size_t answer_size = 0;  // most bytes wanted (Ne); 0: none
};

using StatusWord = std::uint16_t;

namespace sw {
constexpr StatusWord ok = 0x9000;
constexpr StatusWord end_of_file = 0x6282;
constexpr StatusWord deactivated = 0x6283;
constexpr StatusWord not_allowed = 0x6982;  // security status not satisfied
constexpr StatusWord conditions = 0x6985;   // conditions of use not satisfied
constexpr StatusWord not_found = 0x6A82;
constexpr StatusWord past_end = 0x6B00;
}  // namespace sw

struct Response {
    SecretBytes data;
    StatusWord status = 0;
    [[nodiscard]] bool ok() const { return status == sw::ok; }
};

[[nodiscard]] SecretBytes encode(const Command& command);
// card_faulty when the answer has no status word, or one that ISO/IEC 7816-4 does not know.
[[nodiscard]] Outcome<Response> parse_response(ByteView answer);

[[nodiscard]] std::string hex_of(StatusWord status);
// 63CX: the tries that are left.
[[nodiscard]] std::optional<int> tries_in(StatusWord status);

}  // namespace kiosk::eid
