#include "drivers/printer/simulated_printer.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <utility>

namespace drivers {

using kiosk::PrinterStatus;
using kiosk::PrinterTrouble;
using kiosk::PrintOutcome;
using kiosk::PrintReport;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

milliseconds steady() {
    return std::chrono::duration_cast<milliseconds>(steady_clock::now().time_since_epoch());
}

}  // namespace

SimulatedPrinter::SimulatedPrinter(std::string directory, kiosk::PaperFormat paper,
                                   PrintLimits limits)
    : directory_(std::move(directory)), paper_(paper), limits_(limits) {}

PrinterStatus SimulatedPrinter::status() {
    const std::lock_guard lock(mutex_);
    return {.trouble = trouble(), .paper_low = low_ && trouble() == PrinterTrouble::none};
}

PrinterTrouble SimulatedPrinter::trouble() const {
    return hanging_ ? PrinterTrouble::offline : trouble_;
}

kiosk::PaperFormat SimulatedPrinter::paper() {
    return paper_;
}

PrintReport SimulatedPrinter::print(const kiosk::PrintJob& job, const std::atomic<bool>& stop,
                                    const std::function<void(PrinterTrouble)>& on_trouble) {
    std::unique_lock lock(mutex_);
    ++waiting_;
    PrintWatch watch(limits_, steady(), on_trouble);
    milliseconds printing{0};
    milliseconds last_look = steady();
    std::optional<PrintReport> report;
    while (!report && !stop) {
        const milliseconds now = steady();
        if (trouble() == PrinterTrouble::none) printing += now - last_look;
        last_look = now;
        const JobLook seen = look(printing);
        lock.unlock();  // on_trouble may call a verb
        report = watch.see(seen, now);
        lock.lock();
        if (!report) changed_.wait_for(lock, std::min(limits_.between, milliseconds(20)));
    }
    --waiting_;
    if (report && report->outcome == PrintOutcome::printed) keep(job);
    return report.value_or(PrintReport{PrintOutcome::impossible, PrinterTrouble::none});
}

void SimulatedPrinter::purge() {}

JobLook SimulatedPrinter::look(milliseconds printing_for) {
    JobLook look{.job = JobState::printing, .trouble = trouble(), .history_missing = false};
    if (look.trouble != PrinterTrouble::none) return look;
    // A print server takes a printer that dies in mid-job for one that has finished.
    if (unplug_in_job_ && printing_for >= one_receipt_ / 2) {
        unplug_in_job_ = false;
        trouble_ = PrinterTrouble::offline;
        return {.job = JobState::printed, .trouble = trouble_, .history_missing = true};
    }
    if (printing_for >= one_receipt_) look.job = JobState::printed;
    return look;
}

void SimulatedPrinter::keep(const kiosk::PrintJob& job) {
    ++printed_;
    last_ = job.document;
    if (directory_.empty()) return;
    char name[32];
    std::snprintf(name, sizeof name, "/receipt-%04d.%s", printed_ % 10'000,
                  job.format == "application/pdf" ? "pdf" : "pwg");
    std::ofstream file(directory_ + name, std::ios::binary | std::ios::trunc);
    const std::string bytes = kiosk::text_of(job.document);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

void SimulatedPrinter::suffer(PrinterTrouble trouble) {
    const std::lock_guard lock(mutex_);
    trouble_ = trouble;
    changed_.notify_all();
}

void SimulatedPrinter::run_out_of_paper() {
    suffer(PrinterTrouble::media_empty);
}
void SimulatedPrinter::jam() {
    suffer(PrinterTrouble::media_jam);
}
void SimulatedPrinter::open_cover() {
    suffer(PrinterTrouble::cover_open);
}
void SimulatedPrinter::unplug() {
    suffer(PrinterTrouble::offline);
}

void SimulatedPrinter::run_low() {
    const std::lock_guard lock(mutex_);
    low_ = true;
}

void SimulatedPrinter::refill() {
    const std::lock_guard lock(mutex_);
    low_ = false;
    if (trouble_ == PrinterTrouble::media_empty) trouble_ = PrinterTrouble::none;
    changed_.notify_all();
}

void SimulatedPrinter::recover() {
    const std::lock_guard lock(mutex_);
    if (trouble_ != PrinterTrouble::media_empty) trouble_ = PrinterTrouble::none;
    hanging_ = false;
    unplug_in_job_ = false;
    changed_.notify_all();
}

void SimulatedPrinter::unplug_during_print() {
    const std::lock_guard lock(mutex_);
    unplug_in_job_ = true;
    changed_.notify_all();
}

void SimulatedPrinter::hang() {
    const std::lock_guard lock(mutex_);
    hanging_ = true;
    changed_.notify_all();
}

void SimulatedPrinter::slow_down(milliseconds one_receipt) {
    const std::lock_guard lock(mutex_);
    one_receipt_ = one_receipt;
}

int SimulatedPrinter::printed() const {
    const std::lock_guard lock(mutex_);
    return printed_;
}

int SimulatedPrinter::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_;
}

kiosk::Bytes SimulatedPrinter::last_document() const {
    const std::lock_guard lock(mutex_);
    return last_;
}

}  // namespace drivers
