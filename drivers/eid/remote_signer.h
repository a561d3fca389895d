// The terminal's key where it lies in production: with a remote signer that the terminal cannot
// reach itself. The agent carries the question there and the answer back, in the words that the
// session and the card's process use.
#pragma once

#include "kiosk/ports/terminal_signer.h"

#include <chrono>
#include <string>

namespace drivers {

class RemoteSigner : public kiosk::TerminalSigner {
  public:
    // `socket`: the agent's.
    explicit RemoteSigner(std::string socket,
                          std::chrono::milliseconds limit = std::chrono::milliseconds(5000))
        : socket_(std::move(socket)), limit_(limit) {}

    // unavailable: no agent, or it has no signature. timed_out: none within the limit.
    [[nodiscard]] kiosk::Result<kiosk::Bytes> sign(
        const kiosk::TerminalChallenge& challenge) override;

  private:
    std::string socket_;
    std::chrono::milliseconds limit_;
};

}  // namespace drivers
