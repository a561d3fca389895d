// A mail server in memory, and the mishaps it can have.
#pragma once

#include "kiosk/ports/mailer.h"

#include <optional>
#include <vector>

namespace drivers {

class SimulatedMailer : public kiosk::Mailer {
  public:
    std::vector<kiosk::Mail> arrived = {};
    std::optional<kiosk::ErrorKind> mishap = {};  // of every mail, while it is set

    [[nodiscard]] kiosk::Result<void> send(const kiosk::Mail& mail) override {
        if (mishap) return kiosk::fail(*mishap, "simulated");
        arrived.push_back(mail);
        return {};
    }
};

}  // namespace drivers
