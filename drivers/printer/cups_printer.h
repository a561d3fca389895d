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
    // `queue` empty: the server's default.
    explicit CupsPrinter(std::string queue, PrintLimits limits = {});

    kiosk::PrinterStatus status() override;
    kiosk::PaperFormat paper() override;
    kiosk::PrintReport print(const kiosk::PrintJob& job, const std::atomic<bool>& stop,
                             const std::function<void(kiosk::PrinterTrouble)>& on_trouble) override;
    void purge() override;

  private:
    const std::string queue_;
    const PrintLimits limits_;
};

}  // namespace drivers
