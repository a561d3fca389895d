// One end of the line between the session and the process that holds the card: a stream socket,
// before each message its length. It is the only way by which a PIN leaves the session's memory.
#pragma once

#include "drivers/eid/card_messages.h"

#include <chrono>

namespace drivers::card {

class CardLine {
  public:
    // Takes over the descriptor.
    explicit CardLine(int descriptor) : descriptor_(descriptor) {}
    ~CardLine();
    CardLine(const CardLine&) = delete;
    CardLine& operator=(const CardLine&) = delete;

    // unavailable: the other side is gone, or takes nothing for as long as a second.
    [[nodiscard]] kiosk::Result<void> send(const SecretBytes& message);
    // timed_out; unavailable: hung up; invalid_input: longer than any message.
    [[nodiscard]] kiosk::Result<SecretBytes> receive(std::chrono::milliseconds limit);
    // Whether a message, or the end of the line, is there.
    [[nodiscard]] bool rings(std::chrono::milliseconds limit = std::chrono::milliseconds(0)) const;

  private:
    int descriptor_;
};

}  // namespace drivers::card
