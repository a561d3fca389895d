// One queue of the print server, and the printer behind it, as IPP questions with deadlines.
#pragma once

#include "drivers/printer/ipp_link.h"
#include "drivers/printer/print_watch.h"
#include "drivers/printer/printer_word.h"
#include "kiosk/ports/printer.h"

#include <optional>
#include <string>
#include <vector>

namespace drivers {

// Control files and some printers' displays show a job's title and user: both are fixed and say
// nothing about anybody.
inline constexpr const char* job_title = "Beleg";
inline constexpr const char* job_user = "kiosk";

class CupsQueue {
  public:
    // refused: there is no such queue, or no default one.
    // `line` is the agent's socket (PrinterLine) for those who have no network; empty: the printer
    // is asked directly.
    [[nodiscard]] static kiosk::Result<CupsQueue> find(const std::string& name, Deadline deadline,
                                                       const std::string& line = {});

    // The queue's own word: true during a job, stale while idle.
    [[nodiscard]] kiosk::Result<PrinterWord> word(Deadline deadline) const;
    // The printer's word. Where it cannot be asked by IPP (USB, raw socket, TLS only), and while
    // nobody listens at the line, the queue's. unavailable, timed_out: it does not answer.
    [[nodiscard]] kiosk::Result<PrinterWord> printer_word(Deadline deadline) const;
    [[nodiscard]] kiosk::Result<kiosk::PaperFormat> paper(Deadline deadline) const;
    // All that word and paper are read from, as the printer says it.
    [[nodiscard]] kiosk::Result<Ipp> printer_answer(Deadline deadline) const;

    [[nodiscard]] kiosk::Result<int> submit(const kiosk::PrintJob& job, Deadline deadline) const;
    [[nodiscard]] kiosk::Result<JobState> state(int job, Deadline deadline) const;
    // Cancels the job, which may take the printer a moment, then removes every trace of it, also of
    // a finished job. To purge at once would kill the backend before it has told the printer, and
    // the next citizen would get the receipt.
    void remove(int job, Deadline deadline) const;
    [[nodiscard]] kiosk::Result<std::vector<int>> jobs(Deadline deadline) const;

  private:
    [[nodiscard]] kiosk::Result<void> cancel(int job, bool purge, Deadline deadline) const;

    std::string resource_;             // "/printers/bon"
    std::string uri_;                  // the same as a URI
    std::optional<IppPlace> printer_;  // absent: cannot be asked itself
    bool by_line_ = false;
    std::string printer_uri_;
};

}  // namespace drivers
