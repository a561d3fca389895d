// Secure messaging (BSI TR-03110-3 §F, ISO/IEC 7816-4 §10): after PACE every byte is encrypted and
// authenticated, counted by a send sequence counter. One wrong answer ends it.
#pragma once

#include "kiosk/eid/apdu.h"
#include "kiosk/eid/cipher.h"

namespace kiosk::eid {

class SecureMessaging {
  public:
    explicit SecureMessaging(SessionKeys keys) : keys_(std::move(keys)) {}

    [[nodiscard]] Command protect(const Command& command);
    // card_faulty for whatever is not exactly [87] 99 8E with a true checksum and the status word
    // of 99 repeated outside; then these keys must not be used again.
    [[nodiscard]] Outcome<Response> open(const Response& answer);

  private:
    void count();
    [[nodiscard]] Block start() const { return encrypt_block(keys_.encryption, counter_); }
    [[nodiscard]] Mac seal(ByteView header, ByteView objects) const;

    SessionKeys keys_;
    Block counter_{};
};

}  // namespace kiosk::eid
