// Does the control room's jobs, in the order of their numbers and when nobody uses the terminal.
// What only the session can do goes to it as an errand.
#pragma once

#include "kiosk/fleet/job_ledger.h"
#include "kiosk/ports/clock.h"
#include "kiosk/ports/journal.h"

#include <chrono>
#include <optional>

namespace kiosk::duty {

class JobDesk {
  public:
    JobDesk(Journal& journal, const Clock& clock) : journal_(journal), clock_(clock) {}

    // The memory as the journal has it. One that cannot be read is begun anew, as lost.
    [[nodiscard]] Result<void> open();
    [[nodiscard]] const fleet::JobLedger& ledger() const { return ledger_; }

    // What the control room has answered, durable on return.
    [[nodiscard]] Result<void> take(const std::vector<std::string>& signed_jobs,
                                    std::int64_t acknowledged, const fleet::Addressee& addressee);
    // Does what may be done now; true when a job has ended.
    [[nodiscard]] Result<bool> work();

  private:
    [[nodiscard]] Result<void> keep(fleet::JobLedger ledger);
    [[nodiscard]] Result<void> end(const std::string& outcome, std::string detail);
    [[nodiscard]] bool may_begin(const fleet::Job& job);
    // Whether next() has ended.
    [[nodiscard]] Result<bool> carry_out(const fleet::Job& job);
    [[nodiscard]] Result<bool> run_errand(const fleet::Job& job);

    Journal& journal_;
    const Clock& clock_;
    fleet::JobLedger ledger_;
    std::optional<std::chrono::milliseconds> errand_seen_{};  // since when a session is at it
};

}  // namespace kiosk::duty
