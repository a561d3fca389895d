// The agent's line to the control room, in a thread of its own: neither it nor the delivery of
// orders waits for the other.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/duty/ring_budget.h"
#include "kiosk/settings/settings.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace kiosk::duty {
class ControlLine;
class JobDesk;
}  // namespace kiosk::duty

namespace kiosk::programs {

class FleetLine {
  public:
    // Null where no control room is configured. invalid_configuration: its key cannot be read, or a
    // broker is none.
    [[nodiscard]] static Result<std::unique_ptr<FleetLine>> open(const Settings& settings);
    ~FleetLine();
    FleetLine(const FleetLine&) = delete;
    FleetLine& operator=(const FleetLine&) = delete;

  private:
    struct Inside;
    explicit FleetLine(std::unique_ptr<Inside> inside);
    void ring();
    void serve();
    [[nodiscard]] bool wait(std::chrono::milliseconds longest);
    void rest(std::chrono::milliseconds longest, duty::JobDesk& jobs);

    std::unique_ptr<Inside> inside_;
    std::mutex mutex_;
    std::condition_variable rung_;
    bool has_rung_ = false, ends_ = false;
    duty::RingBudget rings_;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace kiosk::programs
