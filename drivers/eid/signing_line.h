// Where RemoteSigner asks: a local socket at which the agent lends the terminal its signer. One
// question at a time; who says anything else than a question is hung up on.
#pragma once

#include "kiosk/ports/terminal_signer.h"

#include <memory>
#include <string>
#include <thread>

namespace drivers {

class SigningLine {
  public:
    // `socket` is replaced; its folder decides who may ask. unavailable: it cannot be made.
    [[nodiscard]] static kiosk::Result<std::unique_ptr<SigningLine>> open(
        const std::string& socket, kiosk::TerminalSigner& signer);
    SigningLine(const SigningLine&) = delete;
    SigningLine& operator=(const SigningLine&) = delete;
    ~SigningLine();  // waits for a signature under way

  private:
    SigningLine(int listener, int bell, kiosk::TerminalSigner& signer);
    void serve();
    void answer(int caller);

    const int listener_;
    const int bell_;  // rung at the end
    kiosk::TerminalSigner& signer_;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace drivers
