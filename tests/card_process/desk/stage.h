// Where an eID session is tried: the same citizen at the real session on the card desk, and at its
// simulated twin. The card is the one of tests/virtual_card/pki.py.
#pragma once

#include "drivers/eid/card_process_session.h"
#include "drivers/eid/simulated_eid_session.h"
#include "tests/card_process/desk/card_desk.h"

#include <memory>

namespace tests {

constexpr const char* right_pin = "123456";
constexpr const char* right_can = "500540";
constexpr const char* right_puk = "9876543210";

// What a card has been through.
struct CardPast {
    int tries = kiosk::eid::all_tries;
    bool deactivated = false;
    std::string pin = right_pin;
};

class RealStage {
  public:
    RealStage();
    [[nodiscard]] static bool there() { return CardDesk::shared().there(); }
    [[nodiscard]] kiosk::EidSession& session() { return *session_; }
    [[nodiscard]] drivers::CardProcessSession& process() { return *session_; }

    void lay(const CardPast& past = {});
    void lay_foreign();
    // Slow enough that it can be pulled while something goes on.
    void lay_slow();
    void pull() { CardDesk::shared().take(); }
    void unplug() { CardDesk::shared().unplug(); }
    void plug() { CardDesk::shared().plug(); }

  private:
    std::unique_ptr<drivers::CardProcessSession> session_;
};

class SimulatedStage {
  public:
    [[nodiscard]] static bool there() { return true; }
    [[nodiscard]] kiosk::EidSession& session() { return session_; }

    void lay(const CardPast& past = {});
    void lay_foreign() { session_.lay_foreign_card(); }
    void lay_slow();
    void pull() { session_.pull_card(); }
    void unplug() { session_.unplug_reader(); }
    void plug() { session_.plug_in_reader(); }

  private:
    drivers::SimulatedEidSession session_;
};

[[nodiscard]] kiosk::eid::Reading the_holder();
// The real session's options on this desk, with the signer of its terminal.
[[nodiscard]] std::unique_ptr<drivers::CardProcessSession> session_on_the_desk(
    drivers::CardProcessOptions options = {});

}  // namespace tests
