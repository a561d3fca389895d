// The citizen's card by our own protocol, held in the process kiosk-card. A process that does not
// answer within its limit is killed, and the next request is served by another one.
#pragma once

#include "drivers/eid/card_process.h"
#include "drivers/eid/terminal_files.h"

#include <memory>
#include <mutex>

namespace drivers {

struct CardProcessOptions {
    std::string program = {};  // kiosk-card
    std::string reader = {};   // a prefix of its name; empty: any
    TerminalFiles files = {};
    std::chrono::milliseconds starting{5000};
    std::chrono::milliseconds request{20000};  // the whole of one; the card itself gets 15 s of it
    // Beyond that where the citizen types on the reader's keys: three times at most (CAN, PIN, new
    // PIN), 70 s each.
    std::chrono::milliseconds typing{210000};
    std::chrono::milliseconds looking{6000};  // beyond the limit of the look
};

class CardProcessSession : public kiosk::EidSession {
  public:
    // `signer`: nullptr where no card is read, or no signature can be had.
    CardProcessSession(CardProcessOptions options, std::unique_ptr<kiosk::TerminalSigner> signer);

    // no_reader also while the process cannot be started.
    [[nodiscard]] kiosk::CardLook look(const std::optional<kiosk::CardLook>& known,
                                       std::chrono::milliseconds limit) override;
    [[nodiscard]] kiosk::eid::Outcome<kiosk::eid::Reading> read(
        const kiosk::eid::ReadRequest& request, const kiosk::EidProgress& progress) override;
    [[nodiscard]] kiosk::eid::Outcome<void> change_pin(const kiosk::eid::Secrets& secrets,
                                                       const kiosk::SecretText& new_pin,
                                                       const kiosk::EidProgress& progress) override;
    [[nodiscard]] kiosk::eid::Outcome<void> unblock(const kiosk::SecretText& puk,
                                                    const kiosk::EidProgress& progress) override;
    void cancel() override;

    // What is wrong with certificates or trust anchors; empty: nothing, or not known yet.
    [[nodiscard]] std::string problem() const;
    // Whether cards can be read besides setting their PINs, as far as is known without one.
    [[nodiscard]] bool may_read() const;

  private:
    enum class Work { none, starting, looking, card };
    class UnderWay;

    [[nodiscard]] kiosk::Result<void> start_if_needed();
    [[nodiscard]] kiosk::Result<void> set_up();
    [[nodiscard]] kiosk::Result<void> ask(const card::Request& request, Work work);
    template <class Done>
    [[nodiscard]] kiosk::Result<Done> hear(std::chrono::milliseconds limit,
                                           const kiosk::EidProgress& progress);
    template <class Done>
    [[nodiscard]] auto carry_out(const card::Request& request, const kiosk::EidProgress& progress)
        -> decltype(Done::outcome);
    void drop();
    [[nodiscard]] kiosk::eid::Trouble lost(const kiosk::Error& why);
    [[nodiscard]] kiosk::Result<void> sign(const kiosk::TerminalChallenge& challenge);

    const CardProcessOptions options_;
    const std::unique_ptr<kiosk::TerminalSigner> signer_;
    mutable std::mutex mutex_;  // guards what follows: cancel() comes from another thread
    std::unique_ptr<card::CardProcess> process_;
    Work work_ = Work::none;
    bool cancelled_ = false;
    std::string problem_;
};

}  // namespace drivers
