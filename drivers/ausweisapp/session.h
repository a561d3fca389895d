// The citizen's card through the AusweisApp of this machine (Governikus, "AusweisApp SDK"), which
// is started when a card is first looked for. An app that dies, hangs or does not follow its own
// rules is ended, and the next request is served by another one.
#pragma once

#include "drivers/ausweisapp/app.h"
#include "drivers/ausweisapp/conversation.h"

#include <memory>
#include <mutex>

namespace drivers {

struct AusweisAppOptions {
    std::string program = "/usr/bin/AusweisApp2";
    std::string reader = {};        // a prefix of its name; empty: any
    std::string tc_token_url = {};  // of the eID server (BSI TR-03124-1 §2.3); empty: none
    std::uint16_t port = 24727;     // TR-03124-1 §2.3.1; another for tests only
    std::chrono::milliseconds starting{5000};
    std::chrono::milliseconds answer{2500};    // to what needs no card
    std::chrono::milliseconds request{20000};  // the whole of one
    std::chrono::milliseconds keypad{60000};   // for each entry on the reader's own keys
    std::chrono::milliseconds letting_go{1500};
};

class AusweisAppSession : public kiosk::EidSession {
  public:
    explicit AusweisAppSession(AusweisAppOptions options);

    // no_reader also while the app cannot be had. Below level 3 of its API the app tells a foreign
    // card from none only by a word that is gone at once: it is no_card then.
    [[nodiscard]] kiosk::CardLook look(const std::optional<kiosk::CardLook>& known,
                                       std::chrono::milliseconds limit) override;
    // What is read goes from the app to the eID server. Nothing brings it back to the terminal yet,
    // so this always ends in a trouble: at the latest as terminal_refused.
    [[nodiscard]] kiosk::eid::Outcome<kiosk::eid::Reading> read(
        const kiosk::eid::ReadRequest& request, const kiosk::EidProgress& progress) override;
    [[nodiscard]] kiosk::eid::Outcome<void> change_pin(const kiosk::eid::Secrets& secrets,
                                                       const kiosk::SecretText& new_pin,
                                                       const kiosk::EidProgress& progress) override;
    [[nodiscard]] kiosk::eid::Outcome<void> unblock(const kiosk::SecretText& puk,
                                                    const kiosk::EidProgress& progress) override;
    void cancel() override;

    // Of the app that runs now; nothing: none does.
    [[nodiscard]] std::optional<pid_t> process_id() const;

  private:
    class UnderWay;

    [[nodiscard]] kiosk::Result<void> start_if_needed();
    [[nodiscard]] kiosk::Result<kiosk::CardLook> look_on(
        const std::optional<kiosk::CardLook>& known, std::chrono::milliseconds limit);
    // The reader with an eID card on it whose PIN may be used; or why there is none.
    [[nodiscard]] kiosk::eid::Outcome<ausweisapp::Reader> reader_with_card();
    [[nodiscard]] kiosk::eid::Outcome<void> hold(ausweisapp::Conversation& talk,
                                                 const kiosk::EidProgress& progress);
    [[nodiscard]] kiosk::Result<ausweisapp::Finished> converse(ausweisapp::Conversation& talk,
                                                               const kiosk::EidProgress& progress);
    [[nodiscard]] bool card_is_gone(ausweisapp::Steady::time_point until);
    [[nodiscard]] kiosk::eid::Trouble lost(const kiosk::Error& why);
    void drop();
    void end_it(kiosk::ErrorKind why);
    [[nodiscard]] bool cancelled() const;

    const AusweisAppOptions options_;
    mutable std::mutex mutex_;  // guards what follows: cancel() comes from another thread
    std::unique_ptr<ausweisapp::App> app_;
    bool under_way_ = false;
    bool cancelled_ = false;
};

}  // namespace drivers
