// A town for delivery tests: a terminal's journal, an agent, and the portal beyond a line, all in
// one process with a clock that is turned by hand.
#pragma once

#include "drivers/clock/simulated_clock.h"
#include "drivers/http/simulated_http.h"
#include "drivers/journal/simulated_journal.h"
#include "drivers/random/simulated_random.h"
#include "kiosk/delivery/delivery.h"
#include "tests/portal/stand_in.h"

#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace town {

using namespace std::chrono_literals;

struct Options {
    int version = 2;
    bool auto_accept = true;
    bool test_environment = false;
    std::size_t calls_a_token = 0;
};

// The process ends here, at the n-th outside step.
struct PowerCut {};

class Town {
  public:
    explicit Town(Options options = {});
    ~Town();

    // Commits an order, sealed to the key that the agent last checked. Returns its id.
    std::string order(int attachments = 0);
    kiosk::delivery::Round deliver();  // one round of the agent
    void deliver_until_settled(const std::string& id);
    void restart_agent();
    void wait(std::chrono::seconds time);  // for everybody, the portal's deadlines too

    [[nodiscard]] kiosk::OrderHeader header(const std::string& id);
    [[nodiscard]] std::string state(const std::string& id);
    [[nodiscard]] std::string problem(const std::string& id) { return header(id).last_problem; }
    [[nodiscard]] bool knows(const std::string& id);
    [[nodiscard]] bool has_content(const std::string& id);
    void fault(const std::string& name, const std::string& on = "any", int count = 1,
               int amount = 0);
    [[nodiscard]] std::size_t cases() { return portal->books()["accepted"].size(); }
    [[nodiscard]] int duplicates() { return portal->books()["duplicates"].get<int>(); }
    [[nodiscard]] std::size_t asked(const std::string& start, const std::string& end = "");

    // Every exchange and every write of the agent has a moment before and one after it.
    // Counted from now.
    void cut_power_at(int step) {
        steps_ = 0;
        cut_at_ = step;
    }
    void restore_power() { cut_at_ = 1'000'000'000; }

    drivers::SimulatedClock clock;
    drivers::SimulatedRandom random{7};
    drivers::SimulatedJournal journal;
    std::unique_ptr<stand_in::StandIn> portal;
    std::unique_ptr<drivers::SimulatedHttp> http;
    // What the agent sees instead of `journal`, for broken twins.
    std::function<std::unique_ptr<kiosk::Journal>(kiosk::Journal&)> through;
    kiosk::Portal settings;

  private:
    class CutJournal;
    void step();
    Options options_;
    std::string directory_;
    std::unique_ptr<kiosk::Journal> cut_journal_, seen_journal_;
    std::unique_ptr<kiosk::delivery::Delivery> agent_;
    int orders_ = 0;
    int steps_ = 0;
    int cut_at_ = 1'000'000'000;
};

}  // namespace town
