#include "kiosk/eid/keypad_pace.h"

namespace kiosk::eid {
namespace {

constexpr std::uint8_t establish_channel = 2;
constexpr std::uint32_t broken_off = 0xF0200001;
constexpr std::uint32_t nobody_typed = 0xF0200002;
constexpr std::uint32_t no_card = 0xF0100002;
constexpr std::uint32_t last_step = 0xF0060000;  // GENERAL AUTHENTICATE 4, and the status word

// What the reader says itself in place of the card (PC/SC part 10 §2.5.3).
constexpr StatusWord new_pin_nobody_typed = 0x6400;
constexpr StatusWord new_pin_broken_off = 0x6401;
constexpr StatusWord new_pins_differ = 0x6402;
constexpr StatusWord new_pin_length = 0x6403;

// The reader's numbers are little-endian.
class KeypadReader {
  public:
    explicit KeypadReader(ByteView bytes) : rest_(bytes) {}

    [[nodiscard]] Outcome<std::uint32_t> number(std::size_t size) {
        const ByteView bytes = TRY(take(size));
        std::uint32_t value = 0;
        for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8U | bytes[i];
        return value;
    }
    // Bytes after a number of that size which says how many.
    [[nodiscard]] Outcome<ByteView> counted(std::size_t size_of_size) {
        return take(TRY(number(size_of_size)));
    }
    [[nodiscard]] Outcome<ByteView> take(std::size_t size) {
        if (rest_.size() < size) return faulty("keypad: answer cut off");
        const ByteView bytes = rest_.first(size);
        rest_ = rest_.subspan(size);
        return bytes;
    }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

  private:
    ByteView rest_;
};

Outcome<void> check_code(PasswordKind kind, std::uint32_t code) {
    if (code == 0) return {};
    if (code == broken_off || code == nobody_typed)
        return trouble(TroubleKind::timed_out, "nothing was typed on the keypad");
    if (code == no_card) return trouble(TroubleKind::card_removed, {});
    const auto status = static_cast<StatusWord>(code);
    if ((code & 0xFFFFFF00U) == (last_step | 0x6300U))
        return tl::unexpected(Trouble{wrong_password(kind), {}, tries_in(status)});
    return faulty("keypad: result " + std::to_string(code));
}

}  // namespace

Bytes keypad_request(PasswordKind kind, const Rights* rights) {
    const SecretBytes chat = rights == nullptr ? SecretBytes() : rights->encode();
    Bytes input{static_cast<std::uint8_t>(kind), static_cast<std::uint8_t>(chat.size())};
    append(input, chat);
    append(input, std::array<std::uint8_t, 3>{0, 0, 0});
    Bytes request{establish_channel, static_cast<std::uint8_t>(input.size()),
                  static_cast<std::uint8_t>(input.size() >> 8U)};
    append(request, input);
    return request;
}

Outcome<PaceResult> parse_keypad_answer(PasswordKind kind, ByteView answer) {
    KeypadReader outer(answer);
    TRY_VOID(check_code(kind, TRY(outer.number(4))));
    KeypadReader reader(TRY(outer.counted(2)));
    if (!outer.at_end()) return faulty("keypad: bytes left over");
    TRY(reader.take(2));     // status word of MSE:Set AT
    TRY(reader.counted(2));  // EF.CardAccess, which we have read ourselves
    PaceResult result;
    if (reader.at_end()) return result;
    for (int i = 0; i < 2; ++i) {
        const ByteView reference = TRY(reader.counted(1));
        if (!reference.empty()) result.trust_points.push_back(text_of(reference));
    }
    const ByteView id = TRY(reader.counted(2));
    result.card_id.assign(id.begin(), id.end());
    if (!reader.at_end()) return faulty("keypad: bytes left over");
    return result;
}

Outcome<PaceResult> pace_on_keypad(Dialogue& dialogue, PasswordKind kind, const Rights* rights) {
    const Bytes answer = TRY(dialogue.execute_pace(keypad_request(kind, rights)));
    return parse_keypad_answer(kind, answer);
}

// The third message index is said to be superfluous for two messages, and the readers of one maker
// do not work without it.
Bytes new_pin_request() {
    constexpr std::uint8_t seconds = 60;
    constexpr std::uint8_t ascii_from_the_first_byte = 0x82;
    constexpr std::uint8_t in_no_block = 0;
    return {seconds,
            seconds,
            ascii_from_the_first_byte,
            in_no_block,
            in_no_block,
            0,  // where the old PIN goes: nowhere, it is proven
            0,  // where the new one goes
            pin_digits,
            pin_digits,
            0x01,  // typed twice
            0x02,  // until the key that confirms
            0x02,  // messages: "new PIN", "once more"
            0x07,  // in German
            0x04,
            0x00,
            0x01,
            0x02,
            0,  // no prologue of T=1
            0,
            0,
            4,  // bytes of the command: RESET RETRY COUNTER for the PIN, with a new one
            0,
            0,
            0,
            0x00,
            0x2C,
            0x02,
            static_cast<std::uint8_t>(PasswordKind::pin)};
}

Outcome<StatusWord> new_pin_on_keypad(Dialogue& dialogue) {
    const Bytes answer = TRY(dialogue.modify_pin(new_pin_request()));
    const Response response = TRY(parse_response(answer));
    switch (response.status) {
        case new_pin_nobody_typed:
        case new_pin_broken_off:
        case new_pins_differ:
        case new_pin_length:
            return trouble(TroubleKind::timed_out, "no new PIN on the keypad");
        default:
            return response.status;
    }
}

}  // namespace kiosk::eid
