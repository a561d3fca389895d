// PACE version 2, generic mapping on elliptic curves (BSI TR-03110-2 §3.2, ICAO 9303-11 §4.4): a
// short password becomes strong session keys, and nobody can try passwords without the card.
#pragma once

#include "kiosk/eid/dialogue.h"
#include "kiosk/eid/reading.h"
#include "kiosk/eid/rights.h"
#include "kiosk/eid/security_infos.h"
#include "kiosk/ports/random.h"

#include <vector>

namespace kiosk::eid {

enum class PasswordKind : std::uint8_t { mrz = 1, can = 2, pin = 3, puk = 4 };

[[nodiscard]] TroubleKind wrong_password(PasswordKind kind);

// What PACE gives besides the keys.
struct PaceResult {
    Bytes card_id;                          // compressed ephemeral key of the chip
    std::vector<std::string> trust_points;  // whose terminal certificates the chip accepts
};

class Pace {
  public:
    // The strongest offer of the card; card_faulty when none is supported.
    [[nodiscard]] static Outcome<Pace> choose(const SecurityInfos& card_access);

    // MSE:Set AT. Burns no try; for the PIN the card tells its state. `rights`: what a terminal
    // that will authenticate itself asks for.
    [[nodiscard]] Outcome<PinState> announce(Dialogue& dialogue, PasswordKind password,
                                             const Rights* rights) const;
    // The four GENERAL AUTHENTICATE after announce; secures the dialogue. wrong_pin, wrong_can,
    // wrong_puk: with the tries left, if the card says so.
    [[nodiscard]] Outcome<PaceResult> agree(Dialogue& dialogue, PasswordKind kind,
                                            const SecretText& password, Random& random) const;

  private:
    Pace(PaceInfo info, bool ambiguous) : info_(std::move(info)), ambiguous_(ambiguous) {}
    [[nodiscard]] SecretBytes token(const SessionKeys& keys, ByteView encoded_key) const;

    PaceInfo info_;
    bool ambiguous_;  // several offers: the parameters must be named
};

// The password of a machine-readable zone: number, birth and expiry with their check digits
// (ICAO 9303-11 §4.4.4.1).
[[nodiscard]] SecretBytes mrz_password(std::string_view mrz_information);

// MAC input over a public key: 7F49 { 06 protocol, 86 point } (BSI TR-03110-3 §D.3).
[[nodiscard]] SecretBytes public_key_object(ByteView protocol, ByteView encoded_key);

// GENERAL AUTHENTICATE with one object in 7C, chained or last: the content of the 7C that answers.
// The status word is the caller's matter.
struct Authenticated {
    StatusWord status = 0;
    SecretBytes content;
};
[[nodiscard]] Outcome<Authenticated> general_authenticate(Dialogue& dialogue, bool last,
                                                          ByteView object);

}  // namespace kiosk::eid
