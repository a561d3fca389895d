// A workflow of the AusweisApp as rules without a socket: what the app said last decides what is
// said next. Every secret is given once; what would be asked again is a result, and no try is spent
// that the citizen did not agree to. PIN and CAN are asked for alike in every workflow; what else
// there is to one, its own class knows.
#pragma once

#include "drivers/ausweisapp/message.h"
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

class Conversation {
  public:
    virtual ~Conversation() = default;
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    [[nodiscard]] virtual kiosk::SecretText opening() const = 0;
    [[nodiscard]] Next hear(const Message& message);
    // Also from outside: a cancel, or time that ran out.
    [[nodiscard]] Next give_up(Finished outcome);
    // Said CANCEL, and waits for the app to let go: with this then.
    [[nodiscard]] const std::optional<Finished>& ending() const { return ending_; }
    // The app did not follow its own rules, and may be anywhere in them.
    [[nodiscard]] bool lost_the_thread() const { return lost_the_thread_; }

  protected:
    // `workflow`: the message that begins and ends it. `reader`: whose card is meant; a secret goes
    // to no other.
    Conversation(std::string workflow, std::string reader, kiosk::eid::Secrets secrets)
        : workflow_(std::move(workflow)),
          reader_(std::move(reader)),
          secrets_(std::move(secrets)) {}

    // The workflow's own message: Wait while it does not end it.
    [[nodiscard]] virtual Next ended(const Message& message) = 0;
    [[nodiscard]] virtual Next asked_for_pin(const Reader& reader);
    [[nodiscard]] virtual Next asked_for_puk(const Reader& reader);
    [[nodiscard]] virtual Next asked_for_new_pin(const Reader& reader);
    [[nodiscard]] virtual Next asked_for_consent(const AccessRights& rights);

    // A reader with keys of its own takes the digits itself, and the app refuses ours.
    [[nodiscard]] Next give(const char* name, const Reader& reader,
                            const std::optional<kiosk::SecretText>& digits, kiosk::EidStage stage);

  private:
    [[nodiscard]] Next asked(const Message& message, const Reader& reader);
    [[nodiscard]] Next asked_for_can(const Reader& reader);
    [[nodiscard]] Next heard_of(const Reader& reader);
    [[nodiscard]] Next lose_the_thread(Finished outcome);
    [[nodiscard]] bool can_alone() const { return secrets_.can && !secrets_.pin; }

    const std::string workflow_;
    const std::string reader_;
    const kiosk::eid::Secrets secrets_;
    bool gave_pin_ = false;
    bool gave_can_ = false;
    bool lost_the_thread_ = false;
    std::optional<Finished> ending_;
};

}  // namespace drivers::ausweisapp
