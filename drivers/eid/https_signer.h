// The terminal's key at a signing service of the city or its provider: one POST of JSON for each
// signature, over a connection on which both sides show a certificate.
#pragma once

#include "kiosk/ports/http.h"
#include "kiosk/ports/terminal_signer.h"

namespace drivers {

class HttpsSigner : public kiosk::TerminalSigner {
  public:
    // `http` shows the client certificate.
    HttpsSigner(kiosk::Http& http, std::string url,
                std::chrono::milliseconds limit = std::chrono::milliseconds(4000))
        : http_(http), url_(std::move(url)), limit_(limit) {}

    // The parts go apart, as base64url, so that the service can see that nothing else is signed:
    // {"card_id","nonce","ephemeral_key","auxiliary_data"} → 200 {"signature": r || s}. Anything
    // else: refused. unavailable, timed_out as Http says.
    [[nodiscard]] kiosk::Result<kiosk::Bytes> sign(
        const kiosk::TerminalChallenge& challenge) override;

  private:
    kiosk::Http& http_;
    std::string url_;
    std::chrono::milliseconds limit_;
};

}  // namespace drivers
