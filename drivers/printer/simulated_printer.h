// A printer that prints to files, with verbs for everything that goes wrong with real ones.
// Verbs may be called from any thread, also in the middle of a job.
#pragma once

#include "drivers/printer/print_limits.h"
#include "drivers/printer/print_watch.h"
#include "kiosk/ports/printer.h"

#include <condition_variable>
#include <mutex>
#include <string>

namespace drivers {

class SimulatedPrinter final : public kiosk::Printer {
  public:
    // Receipts go to `directory` as receipt-0001.pdf (or .pwg), …; empty: they are only counted.
    explicit SimulatedPrinter(std::string directory, kiosk::PaperFormat paper = {},
                              PrintLimits limits = {});

    kiosk::PrinterStatus status() override;
    kiosk::PaperFormat paper() override;
    kiosk::PrintReport print(const kiosk::PrintJob& job, const std::atomic<bool>& stop,
                             const std::function<void(kiosk::PrinterTrouble)>& on_trouble) override;
    void purge() override;

    void run_out_of_paper();
    void run_low();
    void refill();
    void jam();
    void open_cover();
    void recover();  // jam cleared, cover shut, plugged in, going again
    void unplug();
    void unplug_during_print();  // in the job under way or the next one, when half of it is out
    void hang();                 // answers nobody
    void slow_down(std::chrono::milliseconds one_receipt);

    [[nodiscard]] int printed() const;  // whole receipts so far
    [[nodiscard]] int waiting() const;  // jobs neither printed nor removed
    [[nodiscard]] kiosk::Bytes last_document() const;

  private:
    void suffer(kiosk::PrinterTrouble trouble);
    [[nodiscard]] kiosk::PrinterTrouble trouble() const;
    [[nodiscard]] JobLook look(std::chrono::milliseconds printing_for);
    void keep(const kiosk::PrintJob& job);

    const std::string directory_;
    const kiosk::PaperFormat paper_;
    const PrintLimits limits_;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    kiosk::PrinterTrouble trouble_ = kiosk::PrinterTrouble::none;
    bool low_ = false;
    bool hanging_ = false;
    bool unplug_in_job_ = false;
    std::chrono::milliseconds one_receipt_{0};
    int printed_ = 0;
    int waiting_ = 0;
    kiosk::Bytes last_;
};

}  // namespace drivers
