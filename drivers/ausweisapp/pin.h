// The workflow RUN_CHANGE_PIN: a new PIN for the card, or with a PUK only its tries back. The app
// knows no workflow of its own for the latter: it is left as soon as the PUK was taken.
#pragma once

#include "drivers/ausweisapp/conversation.h"

namespace drivers::ausweisapp {

class PinConversation : public Conversation {
  public:
    PinConversation(std::string reader, kiosk::eid::Secrets secrets, kiosk::SecretText new_pin)
        : Conversation("CHANGE_PIN", std::move(reader), std::move(secrets)),
          new_pin_(std::move(new_pin)) {}
    [[nodiscard]] kiosk::SecretText opening() const override { return command("RUN_CHANGE_PIN"); }

  private:
    [[nodiscard]] Next asked_for_new_pin(const Reader& reader) override;
    [[nodiscard]] Next ended(const Message& message) override;

    const kiosk::SecretText new_pin_;
    bool gave_new_pin_ = false;
};

class PukConversation : public Conversation {
  public:
    PukConversation(std::string reader, kiosk::SecretText puk)
        : Conversation("CHANGE_PIN", std::move(reader), {}), puk_(std::move(puk)) {}
    [[nodiscard]] kiosk::SecretText opening() const override { return command("RUN_CHANGE_PIN"); }

  private:
    [[nodiscard]] Next asked_for_pin(const Reader& reader) override;
    [[nodiscard]] Next asked_for_puk(const Reader& reader) override;
    [[nodiscard]] Next ended(const Message& message) override;

    const kiosk::SecretText puk_;
    bool gave_puk_ = false;
};

}  // namespace drivers::ausweisapp
