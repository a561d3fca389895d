// Does the slow work at the printer in its own thread. Every answer is a letter.
#pragma once

#include "kiosk/ports/clock.h"
#include "kiosk/ports/printer.h"
#include "kiosk/programs/session_mailbox.h"
#include "kiosk/programs/session_setup.h"
#include "kiosk/programs/session_worker.h"
#include "screens/paper/press.h"
#include "screens/paper/receipt.h"

#include <optional>

namespace kiosk::programs {

class ReceiptDesk {
  public:
    // `home` holds assets/fonts.
    ReceiptDesk(const Setup& setup, std::string home, Clock& clock, Printer& printer,
                Mailbox& mailbox);

    // PrinterReported. With `purge`, what a session before left in the queue is removed first: it
    // may have been killed in the middle of a job.
    void ask(bool purge = false);
    // PrintTroubled while help is needed, then PrintEnded.
    void print(visit::PrintReceipt order);
    void print(visit::PrintSlip order);
    void test_print();
    // The job under way is cancelled, and nothing of ours stays in the queue.
    void cancel();
    // Waits until the printer has been told, but not long: the next session tells it again.
    void finish();

  private:
    using SetOnPaper = std::function<Result<PrintJob>(const screens::Press& press)>;
    [[nodiscard]] SetOnPaper setting(const screens::Receipt& receipt, const std::string& language);
    [[nodiscard]] PrintReport put_on_paper(const SetOnPaper& set, const std::atomic<bool>& stop,
                                           const std::function<void(PrinterTrouble)>& on_trouble);
    // PrintTroubled while help is needed, then PrintEnded.
    [[nodiscard]] PrintReport print_for(visit::WorkNumber work, const SetOnPaper& set,
                                        const std::atomic<bool>& stop);

    const Setup& setup_;
    const std::string home_;
    Clock& clock_;
    Printer& printer_;
    Mailbox& mailbox_;
    std::optional<screens::Press>
        press_;      // opened for the first receipt: the standing-by session needs none
    Worker worker_;  // last: its thread uses all of the above
};

}  // namespace kiosk::programs
