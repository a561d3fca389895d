// What the kiosk needs from a card reader: what lies on it, and bytes to and from the card. The
// card behind it is hostile until proven otherwise; so nothing here looks at the bytes.
#pragma once

#include "kiosk/base/bytes.h"

#include <chrono>
#include <memory>

#include <tl/expected.hpp>

namespace kiosk {

enum class ChannelTrouble {
    removed,      // the card has left the reader
    reader_lost,  // the reader or its service is gone
    timed_out,    // the card did not answer within the limit; this process should end, see transmit
    broken,       // the card was there and gave no answer that is one
};

class CardChannel {
  public:
    virtual ~CardChannel() = default;
    // Sends one command APDU, gives the answer with its status word: 2 to 65,538 bytes (ISO/IEC
    // 7816-3 §12.1). After any trouble the channel stays dead. A reader's driver cannot be
    // interrupted: after timed_out a thread may be held by it until the process ends.
    [[nodiscard]] virtual tl::expected<Bytes, ChannelTrouble> transmit(ByteView command) = 0;

    // A reader with keys of its own (PC/SC part 10 amendment 1, FEATURE_EXECUTE_PACE): the citizen
    // types PIN and CAN there, they never come to us, and the reader protects what we send.
    [[nodiscard]] virtual bool has_keypad() const { return false; }
    // Gives the reader a request of that feature. Comes back when the citizen has typed, at the
    // latest after 70 s.
    [[nodiscard]] virtual tl::expected<Bytes, ChannelTrouble> execute_pace(ByteView /*request*/) {
        return tl::unexpected(ChannelTrouble::broken);
    }
    // The same for FEATURE_MODIFY_PIN_DIRECT (PC/SC part 10 §2.5.3): the new PIN is typed there,
    // too. Gives the status word of card or reader.
    [[nodiscard]] virtual tl::expected<Bytes, ChannelTrouble> modify_pin(ByteView /*request*/) {
        return tl::unexpected(ChannelTrouble::broken);
    }
};

enum class ReaderState {
    no_reader,
    no_card,
    card,
    mute_card,  // something lies there and does not answer to power
};

class CardReader {
  public:
    virtual ~CardReader() = default;
    [[nodiscard]] virtual ReaderState state() = 0;
    // Returns when the state is no longer `known`, at the latest after `limit`; readers that are
    // plugged in again and a restarted reader service included.
    [[nodiscard]] virtual ReaderState wait_for_change(ReaderState known,
                                                      std::chrono::milliseconds limit) = 0;
    // Resets the card, for ourselves alone until the channel is destroyed; that takes its power, so
    // that nothing of a citizen's session stays in the chip.
    [[nodiscard]] virtual tl::expected<std::unique_ptr<CardChannel>, ChannelTrouble> connect() = 0;
};

}  // namespace kiosk
