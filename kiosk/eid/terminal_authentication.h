// Terminal Authentication version 2 (BSI TR-03110-2 §3.3): the terminal shows its certificates and
// signs what the chip chose, bound to this PACE channel and to the key that Chip Authentication
// will use.
#pragma once

#include "kiosk/eid/card_verifiable.h"
#include "kiosk/eid/dialogue.h"
#include "kiosk/eid/pace.h"
#include "kiosk/ports/terminal_signer.h"

namespace kiosk::eid {

// What the chip shall compare for us without telling us its data (BSI TR-03110-4 §2.2.4).
struct AuxiliaryData {
    Date today{};                     // is the document still valid on this day?
    std::optional<Date> born_before;  // is the holder old enough: born on or before this day?

    [[nodiscard]] SecretBytes encode() const;  // DO 67
};

// terminal_refused: by the card, or no fitting signature came.
[[nodiscard]] Outcome<void> authenticate_terminal(Dialogue& dialogue, const CertificateChain& chain,
                                                  TerminalSigner& signer, const PaceResult& pace,
                                                  ByteView ephemeral_key,
                                                  const AuxiliaryData& auxiliary);

// Is this plain signature one of the certificate's key?
[[nodiscard]] bool fits(const CardVerifiableCertificate& certificate, ByteView message,
                        ByteView signature);

}  // namespace kiosk::eid
