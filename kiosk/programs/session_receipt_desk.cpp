#include "kiosk/programs/session_receipt_desk.h"

#include "kiosk/base/log.h"
#include "kiosk/programs/receipt_job.h"

namespace kiosk::programs {

ReceiptDesk::ReceiptDesk(const Setup& setup, std::string home, Clock& clock, Printer& printer,
                         Mailbox& mailbox)
    : setup_(setup), home_(std::move(home)), clock_(clock), printer_(printer), mailbox_(mailbox) {}

void ReceiptDesk::ask(bool purge) {
    worker_.give([this, purge](const std::atomic<bool>&) {
        if (purge) printer_.purge();
        mailbox_.post(visit::Event{visit::PrinterReported{printer_.status()}});
    });
}

void ReceiptDesk::print(visit::PrintReceipt order) {
    worker_.give([this, order = std::move(order)](const std::atomic<bool>& stop) {
        const auto receipt = receipt_of(order.ordered, setup_.services, local_date(clock_.now()));
        const auto report =
            put_on_paper(receipt, order.language, stop, [&](PrinterTrouble trouble) {
                mailbox_.post(visit::Event{visit::PrintTroubled{order.work, trouble}});
            });
        log::write(log::Level::info, "receipt_printing_ended",
                   {log::id("order", receipt.acknowledgement.order_number),
                    log::count("outcome", static_cast<int>(report.outcome)),
                    log::count("trouble", static_cast<int>(report.trouble))});
        mailbox_.post(visit::Event{visit::PrintEnded{order.work, report}});
    });
}

void ReceiptDesk::test_print() {
    worker_.give([this](const std::atomic<bool>& stop) {
        const auto receipt = sample_receipt(setup_.tariffs, clock_.now());
        PrintReport report{.outcome = PrintOutcome::impossible, .trouble = PrinterTrouble::other};
        if (receipt) report = put_on_paper(*receipt, "de", stop, [](PrinterTrouble) {});
        mailbox_.post(TestPrinted{report});
    });
}

void ReceiptDesk::cancel() {
    worker_.stop();
    worker_.give([this](const std::atomic<bool>&) { printer_.purge(); });
}

void ReceiptDesk::finish() {
    static_cast<void>(worker_.idle_within(std::chrono::milliseconds(300)));
}

PrintReport ReceiptDesk::put_on_paper(const screens::Receipt& receipt, const std::string& language,
                                      const std::atomic<bool>& stop,
                                      const std::function<void(PrinterTrouble)>& on_trouble) {
    const auto made = job(receipt, language);
    if (made) return printer_.print(*made, stop, on_trouble);
    log::write(log::Level::error, "receipt_not_set", {log::id("kind", name_of(made.error().kind))});
    return {.outcome = PrintOutcome::impossible, .trouble = PrinterTrouble::other};
}

Result<PrintJob> ReceiptDesk::job(const screens::Receipt& receipt, const std::string& language) {
    if (!press_) press_.emplace(TRY(screens::Press::open(home_)));
    return receipt_job(receipt, *press_, setup_.settings.office, setup_.texts, language,
                       printer_.paper());
}

}  // namespace kiosk::programs
