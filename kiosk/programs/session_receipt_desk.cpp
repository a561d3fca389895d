#include "kiosk/programs/session_receipt_desk.h"

#include "kiosk/base/log.h"
#include "kiosk/programs/receipt_job.h"

namespace kiosk::programs {

ReceiptDesk::ReceiptDesk(const Setup& setup, Clock& clock, Printer& printer, Mailbox& mailbox)
    : setup_(setup), clock_(clock), printer_(printer), mailbox_(mailbox) {}

void ReceiptDesk::ask(bool purge) {
    worker_.give([this, purge](const std::atomic<bool>&) {
        if (purge) printer_.purge();
        mailbox_.post(visit::Event{visit::PrinterReported{printer_.status()}});
    });
}

void ReceiptDesk::print(visit::PrintReceipt order) {
    worker_.give([this, order = std::move(order)](const std::atomic<bool>& stop) {
        const PrintReport report = print_now(order, stop);
        log::write(log::Level::info, "receipt",
                   {log::id("order", order.ordered.acknowledgement.order_number),
                    log::count("outcome", static_cast<int>(report.outcome)),
                    log::count("trouble", static_cast<int>(report.trouble))});
        mailbox_.post(visit::Event{visit::PrintEnded{order.work, report}});
    });
}

void ReceiptDesk::cancel() {
    worker_.stop();
    worker_.give([this](const std::atomic<bool>&) { printer_.purge(); });
}

}  // namespace kiosk::programs
