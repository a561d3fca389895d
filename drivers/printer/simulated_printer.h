// A printer that prints to files, with verbs for everything that goes wrong with real ones.
// Verbs may be called from any thread, also in the middle of a job.
#pragma once

#include "drivers/printer/print_limits.h"
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
    void unplug_during_print();                     // at the next job, when half of it is out
    void hang();                                    // takes the job and does nothing with it
    void take(std::chrono::milliseconds duration);  // how long one receipt takes

    [[nodiscard]] int printed() const;  // whole receipts so far
    [[nodiscard]] int waiting() const;  // jobs not yet printed nor cancelled
    [[nodiscard]] kiosk::Bytes last_document() const;

  private:
    struct Look;
    [[nodiscard]] Look look() const;
    void change(const std::function<void()>& verb);
    void keep(const kiosk::PrintJob& job);

    const std::string directory_;
    const kiosk::PaperFormat paper_;
    const PrintLimits limits_;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    kiosk::PrinterTrouble trouble_ = kiosk::PrinterTrouble::none;
    bool low_ = false;
    bool hanging_ = false;
    bool unplug_next_ = false;
    std::chrono::milliseconds takes_{0};
    int printed_ = 0;
    int waiting_ = 0;
    kiosk::Bytes last_;
};

}  // namespace drivers
