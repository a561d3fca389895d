// The conversation with one card: commands out, answers in, under secure messaging once it is
// agreed. Everything that a hostile card could draw out is bounded here.
#pragma once

#include "kiosk/eid/apdu.h"
#include "kiosk/eid/secure_messaging.h"
#include "kiosk/ports/card_channel.h"
#include "kiosk/ports/clock.h"

#include <chrono>
#include <optional>

namespace kiosk::eid {

struct DialogueLimits {
    std::chrono::milliseconds whole{15000};  // from the first command to the last answer
    int exchanges = 120;                     // a full read of ten data groups needs about 30
};

[[nodiscard]] Trouble trouble_of(ChannelTrouble channel);

class Dialogue {
  public:
    Dialogue(CardChannel& channel, const Clock& clock, DialogueLimits limits = {})
        : channel_(channel), clock_(clock), limits_(limits), begun_(clock.steady()) {}

    // An answer with any status word. Follows 61XX (GET RESPONSE, at most 16 times) and 6CXX
    // (once). After card_faulty the dialogue is over.
    [[nodiscard]] Outcome<Response> exchange(const Command& command);

    // Reads an elementary file by its short identifier, up to the end of the one object in it. A
    // file that ends before, and what the card sends beyond it, is the caller's to refuse. A status
    // word other than 9000 or 6282 at the beginning comes back as it is, with no data.
    [[nodiscard]] Outcome<Response> read_file(std::uint8_t short_id);

    [[nodiscard]] bool has_keypad() const { return channel_.has_keypad(); }
    // The time that the citizen takes to type is none of the card's.
    [[nodiscard]] Outcome<Bytes> execute_pace(ByteView request);
    [[nodiscard]] Outcome<Bytes> modify_pin(ByteView request);

    // From the next command on.
    void secure(SessionKeys keys) { messaging_.emplace(std::move(keys)); }
    [[nodiscard]] bool secured() const { return messaging_.has_value(); }

  private:
    using OnKeypad = tl::expected<Bytes, ChannelTrouble> (CardChannel::*)(ByteView);
    [[nodiscard]] Outcome<Bytes> wait_for_typing(OnKeypad what, ByteView request);
    [[nodiscard]] Outcome<Response> transmit(const Command& command);
    [[nodiscard]] Outcome<Response> transmit_whole(const Command& command);
    [[nodiscard]] Outcome<void> read_on(SecretBytes& file);
    [[nodiscard]] std::size_t file_answer_size() const {
        return secured() ? extended_answer : short_answer;
    }

    CardChannel& channel_;
    const Clock& clock_;
    DialogueLimits limits_;
    std::chrono::milliseconds begun_;
    int exchanged_ = 0;
    bool broken_ = false;  // an answer under secure messaging was not authentic
    std::optional<SecureMessaging> messaging_;
};

}  // namespace kiosk::eid
