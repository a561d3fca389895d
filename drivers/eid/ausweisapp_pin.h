// The conversation RUN_CHANGE_PIN as rules without a socket: what the app said last decides what is
// said next. Every secret is given once; what would be asked again is a result, and no try is spent
// that the citizen did not agree to.
#pragma once

#include "drivers/eid/ausweisapp_message.h"
#include "kiosk/ports/eid_session.h"

#include <variant>

namespace drivers::ausweisapp {

struct Wait {};
struct Say {
    kiosk::SecretText text;
    std::optional<kiosk::EidStage> stage;
};
using Finished = kiosk::eid::Outcome<void>;
using Next = std::variant<Wait, Say, Finished>;

// What the citizen wants: a new PIN, or with a PUK only their tries back.
struct PinWish {
    kiosk::eid::Secrets secrets;
    std::optional<kiosk::SecretText> new_pin;
    std::optional<kiosk::SecretText> puk;
};

class PinConversation {
  public:
    explicit PinConversation(PinWish wish) : wish_(std::move(wish)) {}
    [[nodiscard]] static kiosk::SecretText opening() { return command("RUN_CHANGE_PIN"); }
    [[nodiscard]] Next hear(const Message& message);
    // Also from outside: a cancel, or time that ran out.
    [[nodiscard]] Next give_up(Finished outcome);

  private:
    [[nodiscard]] Next asked_for_pin(const Reader& reader);
    [[nodiscard]] Next asked_for_can(const Reader& reader);
    [[nodiscard]] Next asked_for_puk(const Reader& reader);
    [[nodiscard]] Next asked_for_new_pin(const Reader& reader);
    [[nodiscard]] Next ended(const Message& message);

    PinWish wish_;
    bool gave_pin_ = false;
    bool gave_can_ = false;
    bool gave_puk_ = false;
    bool gave_new_pin_ = false;
    std::optional<Finished> ending_;  // said CANCEL, and waits for the app to let go
};

}  // namespace drivers::ausweisapp
