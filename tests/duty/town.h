// A terminal and its control room, both by their own rules, with a network between them that can
// fail; time is turned by hand.
#pragma once

#include "drivers/clock/simulated_clock.h"
#include "drivers/control_store/simulated_control_store.h"
#include "drivers/http/simulated_http.h"
#include "drivers/journal/simulated_journal.h"
#include "drivers/random/simulated_random.h"
#include "kiosk/control/desk.h"
#include "kiosk/duty/control_line.h"

#include <functional>
#include <optional>
#include <string>

namespace tests {

class Town {
  public:
    Town();

    // One round of the terminal's line; how long it would wait then.
    std::chrono::milliseconds round() { return line->round(); }
    void rounds(int count) {
        while (count-- > 0) static_cast<void>(round());
    }
    // The agent ends and is started again: what is not in the journal is gone.
    void restart_agent();
    std::int64_t issue(const kiosk::control::JobWish& wish);
    [[nodiscard]] kiosk::IssuedJob job(std::int64_t number);
    // "done", or "refused/not_understood"; "open" while it is.
    [[nodiscard]] std::string outcome(std::int64_t number);
    void stand(bool in_use, const std::string& closed_because = "");
    [[nodiscard]] kiosk::control::TerminalView view() { return room.terminal(id).value(); }

    const std::string id = "leipzig-042";
    drivers::SimulatedClock clock{kiosk::parse_instant("2026-12-01T10:14:05Z").value()};
    drivers::SimulatedControlStore store;
    kiosk::control::Records records{store, clock};
    const std::string key_pem = kiosk::jose::SigningKey::generate().value().to_pem().value();
    const kiosk::jose::SigningKey key = kiosk::jose::SigningKey::from_pem(key_pem).value();
    kiosk::fleet::Addressee addressee{"leipzig", id, key.verifying_key().value()};
    kiosk::control::ControlRoom room{records, kiosk::jose::SigningKey::from_pem(key_pem).value()};
    drivers::SimulatedRandom random{1};
    kiosk::pki::Authority authority =
        kiosk::pki::Authority::generate("Terminals", clock.now()).value();
    kiosk::control::Enrolment enrolment{records, authority, random, ""};
    kiosk::control::TerminalDesk desk{room, enrolment};
    // Between both: what the terminal gets instead of the desk's answer.
    std::function<kiosk::Result<kiosk::HttpAnswer>(const kiosk::HttpAnswer&)> network;
    drivers::SimulatedHttp http;
    drivers::SimulatedJournal journal;
    kiosk::PrinterStatus printer;
    std::optional<kiosk::duty::JobDesk> jobs;
    std::optional<kiosk::duty::Reporter> reporter;
    std::optional<kiosk::duty::ControlLine> line;
};

}  // namespace tests
