// The terminal's private key, wherever it lives. In production that is a remote signer; a key in a
// file exists in tests only.
#pragma once

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

namespace kiosk {

// What Terminal Authentication version 2 signs: the parts one after another (BSI TR-03110-2 §3.3).
// They are given apart so that a signer may refuse what is not of that shape.
struct TerminalChallenge {
    Bytes card_id;         // compressed ephemeral key of the chip, from PACE
    Bytes nonce;           // 8 bytes that the chip chose
    Bytes ephemeral_key;   // compressed ephemeral key of the terminal, for Chip Authentication
    Bytes auxiliary_data;  // DO 67 as sent, may be empty
};

class TerminalSigner {
  public:
    virtual ~TerminalSigner() = default;
    // The plain signature r || s (BSI TR-03111 §5.2.1) with the hash of the terminal's certificate.
    // unavailable, timed_out or refused otherwise.
    [[nodiscard]] virtual Result<Bytes> sign(const TerminalChallenge& challenge) = 0;
};

}  // namespace kiosk
