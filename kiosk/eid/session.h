// The whole of what a terminal does with an eID card, each in the order of its protocol: look,
// read, set a new PIN, unblock it. The card must have been reset, and nothing else asked of it.
#pragma once

#include "kiosk/eid/card_security.h"
#include "kiosk/eid/pin.h"
#include "kiosk/eid/terminal_authentication.h"
#include "kiosk/ports/eid_session.h"

namespace kiosk::eid {

// The terminal's side of a reading: what the city was given by the authorities.
struct Terminal {
    const CertificateChain& certificates;
    TerminalSigner& signer;
    const TrustAnchors& anchors;
};

class Session {
  public:
    Session(CardChannel& channel, const Clock& clock, Random& random, DialogueLimits limits = {})
        : dialogue_(channel, clock, limits), clock_(clock), random_(random) {}

    // Burns no try. foreign_card: no eID card.
    [[nodiscard]] Outcome<PinState> look();
    // No data group is read before terminal, document and chip are authentic.
    [[nodiscard]] Outcome<Reading> read(const ReadRequest& request, const Terminal& terminal,
                                        const EidProgress& progress);
    // Whether PIN, CAN and PUK are typed on the reader's own keypad when none is given here.
    [[nodiscard]] bool has_keypad() const { return dialogue_.has_keypad(); }
    // From a PIN or the transport PIN to one of six digits.
    [[nodiscard]] Outcome<void> change_pin(const Secrets& secrets, const SecretText& new_pin,
                                           const EidProgress& progress);
    // Gives a suspended or blocked PIN its three tries again; a PUK works ten times in its life.
    [[nodiscard]] Outcome<void> unblock(const SecretText& puk, const EidProgress& progress);

  private:
    [[nodiscard]] Outcome<SecurityInfos> read_card_access();
    [[nodiscard]] bool on_keypad(const Secrets& secrets) const;
    [[nodiscard]] Outcome<PaceResult> open(const Pace& pace, const Secrets& secrets,
                                           const Rights& rights);
    [[nodiscard]] Outcome<SecurityInfos> read_card_security(const SecurityInfos& card_access,
                                                            const TrustAnchors& anchors);
    [[nodiscard]] Outcome<void> select_application();
    [[nodiscard]] Outcome<bool> verify(ByteView comparison);
    [[nodiscard]] Outcome<void> check_document_validity();
    [[nodiscard]] Outcome<void> read_field(Field field, Reading& into);
    [[nodiscard]] Outcome<void> change_pin_on_keypad(const Secrets& secrets,
                                                     const EidProgress& progress);
    [[nodiscard]] Outcome<void> reset_retry_counter(std::uint8_t what, const SecretText* new_pin);

    Dialogue dialogue_;
    const Clock& clock_;
    Random& random_;
};

}  // namespace kiosk::eid
