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
        const auto report = print_for(order.work, setting(receipt, order.language), stop);
        log::write(log::Level::info, "receipt_printing_ended",
                   {log::id("order", receipt.acknowledgement.order_number),
                    log::count("outcome", static_cast<int>(report.outcome)),
                    log::count("trouble", static_cast<int>(report.trouble))});
    });
}

void ReceiptDesk::print(visit::PrintSlip order) {
    worker_.give([this, order = std::move(order)](const std::atomic<bool>& stop) {
        const screens::Slip slip{.title = order.title,
                                 .told = order.told,
                                 .hotline = order.hotline,
                                 .language = order.language,
                                 .printed = clock_.now()};
        const auto set = [&](const screens::Press& press) {
            return slip_job(slip, press, setup_.settings.office, setup_.texts, printer_.paper());
        };
        const auto report = print_for(order.work, set, stop);
        log::write(log::Level::info, "slip_printing_ended",
                   {log::count("outcome", static_cast<int>(report.outcome)),
                    log::count("trouble", static_cast<int>(report.trouble))});
    });
}

void ReceiptDesk::test_print() {
    worker_.give([this](const std::atomic<bool>& stop) {
        const auto receipt = sample_receipt(setup_.tariffs, clock_.now());
        PrintReport report{.outcome = PrintOutcome::impossible, .trouble = PrinterTrouble::other};
        if (receipt) report = put_on_paper(setting(*receipt, "de"), stop, [](PrinterTrouble) {});
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

ReceiptDesk::SetOnPaper ReceiptDesk::setting(const screens::Receipt& receipt,
                                             const std::string& language) {
    return [&receipt, language, this](const screens::Press& press) {
        return receipt_job(receipt, press, setup_.settings.office, setup_.texts, language,
                           printer_.paper());
    };
}

PrintReport ReceiptDesk::print_for(visit::WorkNumber work, const SetOnPaper& set,
                                   const std::atomic<bool>& stop) {
    const auto report = put_on_paper(set, stop, [&](PrinterTrouble trouble) {
        mailbox_.post(visit::Event{visit::PrintTroubled{work, trouble}});
    });
    mailbox_.post(visit::Event{visit::PrintEnded{work, report}});
    return report;
}

PrintReport ReceiptDesk::put_on_paper(const SetOnPaper& set, const std::atomic<bool>& stop,
                                      const std::function<void(PrinterTrouble)>& on_trouble) {
    const auto job = [&]() -> Result<PrintJob> {
        if (!press_) press_.emplace(TRY(screens::Press::open(home_)));
        return set(*press_);
    }();
    if (job) return printer_.print(*job, stop, on_trouble);
    log::write(log::Level::error, "paper_not_set", {log::id("kind", name_of(job.error().kind))});
    return {.outcome = PrintOutcome::impossible, .trouble = PrinterTrouble::other};
}

}  // namespace kiosk::programs
