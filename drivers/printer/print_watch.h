// Judges a print job from what is seen of it again and again. The printing system tells neither
// that a printer is unplugged nor, always, that it died in mid-job; these rules make an outcome of
// what it does tell. Pure, so that its hours are tested in no time; both printers use it.
#pragma once

#include "drivers/printer/print_limits.h"
#include "kiosk/ports/printer.h"

#include <chrono>
#include <functional>
#include <optional>

namespace drivers {

enum class JobState {
    waiting,
    printing,
    stopped,
    printed,
    cancelled,  // by somebody else
    aborted,
    gone,        // the server no longer knows it, so nobody can tell how it ended
    unanswered,  // the server said nothing
};

struct JobLook {
    JobState job = JobState::waiting;
    kiosk::PrinterTrouble trouble = kiosk::PrinterTrouble::none;  // the printer's own word
    bool history_missing = false;  // "completed" only because the printer forgot the job
};

class PrintWatch {
  public:
    using Instant = std::chrono::milliseconds;  // steady

    PrintWatch(PrintLimits limits, Instant begun,
               std::function<void(kiosk::PrinterTrouble)> on_trouble);

    // The outcome, once there is one. The job is then to be cancelled if it still exists.
    [[nodiscard]] std::optional<kiosk::PrintReport> see(const JobLook& look, Instant now);

  private:
    [[nodiscard]] std::optional<kiosk::PrintReport> ended(const JobLook& look) const;
    [[nodiscard]] std::optional<kiosk::PrintReport> unanswered(Instant now);
    [[nodiscard]] std::optional<kiosk::PrintReport> healthy(const JobLook& look, Instant now);
    [[nodiscard]] std::optional<kiosk::PrintReport> troubled(kiosk::PrinterTrouble trouble,
                                                             Instant now);
    void tell(kiosk::PrinterTrouble trouble);

    PrintLimits limits_;
    std::function<void(kiosk::PrinterTrouble)> on_trouble_;
    Instant healthy_since_;                  // begun, or since the last trouble ended
    std::optional<Instant> troubled_since_;  // any trouble
    std::optional<Instant> offline_since_;
    std::optional<Instant> unanswered_since_;
    kiosk::PrinterTrouble told_ = kiosk::PrinterTrouble::none;
    bool reached_paper_ = false;  // seen printing while the printer answered
};

}  // namespace drivers
