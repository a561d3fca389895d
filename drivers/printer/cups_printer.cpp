#include "drivers/printer/cups_printer.h"

#include "drivers/printer/cups_queue.h"

#include <chrono>
#include <thread>
#include <utility>

namespace drivers {

using kiosk::ErrorKind;
using kiosk::PrinterStatus;
using kiosk::PrinterTrouble;
using kiosk::PrintOutcome;
using kiosk::PrintReport;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

// Cancelling, the printer's own goodbye included.
constexpr milliseconds to_withdraw{2'000};

Deadline within(milliseconds limit) {
    return steady_clock::now() + limit;
}

milliseconds steady() {
    return std::chrono::duration_cast<milliseconds>(steady_clock::now().time_since_epoch());
}

PrinterTrouble trouble_of(const kiosk::Error& error) {
    return error.kind == ErrorKind::refused ? PrinterTrouble::not_configured
                                            : PrinterTrouble::offline;
}

// One look at a job: the job, the queue while it works for us, and the printer itself.
JobLook look_at(const CupsQueue& queue, int job, const PrintLimits& limits) {
    JobLook look;
    const auto state = queue.state(job, within(limits.question));
    if (!state) return {.job = JobState::unanswered, .trouble = {}, .history_missing = false};
    look.job = *state;
    const auto itself = queue.printer_word(within(limits.question));
    look.trouble = itself ? itself->trouble : PrinterTrouble::offline;
    if (const auto queued = queue.word(within(limits.question))) {
        look.history_missing = queued->history_missing;
        const bool ours = look.job == JobState::printing || look.job == JobState::stopped;
        if (ours && look.trouble == PrinterTrouble::none) look.trouble = queued->trouble;
    }
    return look;
}

}  // namespace

CupsPrinter::CupsPrinter(std::string queue, PrintLimits limits, std::string line)
    : queue_(std::move(queue)), limits_(limits), line_(std::move(line)) {}

PrinterStatus CupsPrinter::status() {
    const Deadline deadline = within(limits_.question);
    const auto queue = CupsQueue::find(queue_, deadline, line_);
    if (!queue) return {.trouble = trouble_of(queue.error()), .paper_low = false};
    const auto queued = queue->word(deadline);
    if (!queued) return {.trouble = PrinterTrouble::offline, .paper_low = false};
    if (!queued->accepting) return {.trouble = PrinterTrouble::other, .paper_low = false};
    const auto itself = queue->printer_word(deadline);
    if (!itself) return {.trouble = PrinterTrouble::offline, .paper_low = false};
    return {.trouble = itself->trouble, .paper_low = itself->paper_low};
}

kiosk::PaperFormat CupsPrinter::paper() {
    const Deadline deadline = within(limits_.question);
    const auto queue = CupsQueue::find(queue_, deadline, line_);
    if (!queue) return {};
    return queue->paper(deadline).value_or(kiosk::PaperFormat{});
}

PrintReport CupsPrinter::print(const kiosk::PrintJob& job, const std::atomic<bool>& stop,
                               const std::function<void(PrinterTrouble)>& on_trouble) {
    const auto queue = CupsQueue::find(queue_, within(limits_.question), line_);
    if (!queue) return {PrintOutcome::impossible, trouble_of(queue.error())};
    const auto id = queue->submit(job, within(limits_.offline));
    if (!id) {
        const bool heard = id.error().kind == ErrorKind::timed_out;
        return {heard ? PrintOutcome::unknown : PrintOutcome::impossible, PrinterTrouble::offline};
    }
    PrintWatch watch(limits_, steady(), on_trouble);
    std::optional<PrintReport> report;
    while (!report && !stop) {
        report = watch.see(look_at(*queue, *id, limits_), steady());
        if (!report) std::this_thread::sleep_for(limits_.between);
    }
    queue->remove(*id, within(to_withdraw));
    return report.value_or(PrintReport{PrintOutcome::impossible, PrinterTrouble::none});
}

void CupsPrinter::purge() {
    const Deadline deadline = within(to_withdraw);
    const auto queue = CupsQueue::find(queue_, deadline, line_);
    if (!queue) return;
    for (const int job : queue->jobs(deadline).value_or(std::vector<int>{}))
        queue->remove(job, deadline);
}

}  // namespace drivers
