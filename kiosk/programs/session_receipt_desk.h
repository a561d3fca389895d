// Does the slow work at the printer in its own thread. Every answer is a letter.
#pragma once

#include "kiosk/ports/printer.h"
#include "kiosk/programs/session_mailbox.h"
#include "kiosk/programs/session_setup.h"
#include "kiosk/programs/session_worker.h"

namespace kiosk::programs {

class ReceiptDesk {
  public:
    ReceiptDesk(const Setup& setup, Clock& clock, Printer& printer, Mailbox& mailbox);

    // PrinterReported. With `purge`, what a session before left in the queue is removed first: it
    // may have been killed in the middle of a job.
    void ask(bool purge = false);
    // PrintTroubled while help is needed, then PrintEnded.
    void print(visit::PrintReceipt order);
    void test_print();
    // The job under way is cancelled, and nothing of ours stays in the queue.
    void cancel();

  private:
    [[nodiscard]] PrintReport print_now(const visit::PrintReceipt& order,
                                        const std::atomic<bool>& stop);

    const Setup& setup_;
    Clock& clock_;
    Printer& printer_;
    Mailbox& mailbox_;
    Worker worker_;  // last: its thread uses all of the above
};

}  // namespace kiosk::programs
