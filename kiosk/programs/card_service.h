// What kiosk-card does: one request after another, from the line, about the card on the reader.
#pragma once

#include "drivers/eid/card_line.h"
#include "kiosk/eid/session.h"

namespace kiosk::programs {

// What the process was given at its start.
struct CardTerminalSetup {
    std::optional<eid::CertificateChain> chain;  // absent: no card is read
    std::optional<eid::TrustAnchors> anchors;
    std::optional<std::string> problem;  // why
};
// Both lists empty is no problem: then PINs are set only.
[[nodiscard]] CardTerminalSetup make_terminal(const drivers::card::SetUp& set_up);

class CardService {
  public:
    CardService(drivers::card::CardLine& line, CardReader& reader, const Clock& clock,
                Random& random, CardTerminalSetup terminal);

    // Until the line hangs up, something else than a request comes, or the reader's driver holds a
    // thread of ours: then only the process's end helps.
    void serve();

  private:
    enum class Next { another, end };

    [[nodiscard]] Next carry_out(const drivers::card::Request& request);
    [[nodiscard]] CardLook look(const drivers::card::Look& asked);
    [[nodiscard]] std::optional<CardLook> look_at(ReaderState state);
    [[nodiscard]] tl::expected<std::unique_ptr<CardChannel>, ChannelTrouble> connect();
    [[nodiscard]] eid::Outcome<eid::Reading> read(const eid::ReadRequest& request);
    template <class Act>
    [[nodiscard]] auto with_card(Act act) -> decltype(act(std::declval<eid::Session&>()));
    [[nodiscard]] EidProgress progress();
    [[nodiscard]] bool say(const drivers::card::Answer& answer);

    drivers::card::CardLine& line_;
    CardReader& reader_;
    const Clock& clock_;
    Random& random_;
    CardTerminalSetup terminal_;
    bool held_ = false;  // a call to the reader did not come back
};

}  // namespace kiosk::programs
