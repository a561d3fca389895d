// A conversation with the card on the reader, whichever way it is held: by our own protocol in the
// process kiosk-card, or by the AusweisApp. One request at a time, blocking, on the card's worker;
// all secrets are given with the request, and nothing of them is kept.
#pragma once

#include "kiosk/eid/reading.h"
#include "kiosk/eid/trouble.h"

#include <chrono>
#include <functional>
#include <optional>

namespace kiosk {

enum class CardPresence { no_reader, no_card, foreign_card, eid };

// What looking tells; it burns no try.
struct CardLook {
    CardPresence presence = CardPresence::no_reader;
    std::optional<eid::PinState> pin;  // of an eID card
    bool keypad = false;               // PIN and CAN are entered on the reader's own keys
    friend bool operator==(const CardLook&, const CardLook&) = default;
};

// Where a request is; the citizen reads it in words, and to leave the card.
enum class EidStage {
    asking_on_the_keypad,  // the reader waits for the citizen
    checking_pin,
    proving_terminal,
    proving_card,
    reading_data,
    setting_pin,
};
using EidProgress = std::function<void(EidStage)>;

class EidSession {
  public:
    virtual ~EidSession() = default;
    // What lies there once it is no longer `known`, at the latest after `limit`.
    [[nodiscard]] virtual CardLook look(const std::optional<CardLook>& known,
                                        std::chrono::milliseconds limit) = 0;
    // Only the fields that were asked for, and only when terminal, document and chip are authentic.
    [[nodiscard]] virtual eid::Outcome<eid::Reading> read(const eid::ReadRequest& request,
                                                          const EidProgress& progress) = 0;
    // From a PIN, or the five digits that came by post, to one of six digits.
    [[nodiscard]] virtual eid::Outcome<void> change_pin(const eid::Secrets& secrets,
                                                        const SecretText& new_pin,
                                                        const EidProgress& progress) = 0;
    [[nodiscard]] virtual eid::Outcome<void> unblock(const SecretText& puk,
                                                     const EidProgress& progress) = 0;
    // From any thread: what is under way ends soon, as card_removed.
    virtual void cancel() = 0;
};

}  // namespace kiosk
