// The receipt printer behind CUPS. The queue's word is stale while it is idle and silent about an
// unplugged printer, so the printer itself is asked by IPP, and every wait has a limit of our own,
// also when the print server hangs. Where the server listens: CUPS_SERVER, client.conf.
#pragma once

#include "drivers/printer/print_limits.h"
#include "kiosk/ports/printer.h"

#include <optional>
#include <string>

namespace drivers {

class CupsPrinter final : public kiosk::Printer {
  public:
    // `queue` empty: the server's default. `line`: the agent's socket (PrinterLine), where a
    // process without network asks; empty: the printer is asked directly.
    explicit CupsPrinter(std::string queue, PrintLimits limits = {}, std::string line = {});

    kiosk::PrinterStatus status() override;
    kiosk::PaperFormat paper() override;
    kiosk::PrintReport print(const kiosk::PrintJob& job, const std::atomic<bool>& stop,
                             const std::function<void(kiosk::PrinterTrouble)>& on_trouble) override;
    void purge() override;

  private:
    const std::string queue_;
    const PrintLimits limits_;
    const std::string line_;
};

}  // namespace drivers
