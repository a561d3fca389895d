#include "drivers/printer/print_watch.h"

#include <utility>

namespace drivers {

using kiosk::PrinterTrouble;
using kiosk::PrintOutcome;
using kiosk::PrintReport;

PrintWatch::PrintWatch(PrintLimits limits, Instant begun,
                       std::function<void(PrinterTrouble)> on_trouble)
    : limits_(limits), on_trouble_(std::move(on_trouble)), healthy_since_(begun) {}

std::optional<PrintReport> PrintWatch::see(const JobLook& look, Instant now) {
    if (look.job == JobState::unanswered) return unanswered(now);
    unanswered_since_.reset();
    unanswered_since_.reset();
    if (const auto report = ended(look)) {
        if (report->outcome == PrintOutcome::printed) tell(PrinterTrouble::none);
        return report;
    }
    if (look.job == JobState::printing && look.trouble != PrinterTrouble::offline)
        reached_paper_ = true;
    const bool stopped_without_reason =
        look.job == JobState::stopped && look.trouble == PrinterTrouble::none;
    const PrinterTrouble trouble = stopped_without_reason ? PrinterTrouble::other : look.trouble;
    if (trouble == PrinterTrouble::none) return healthy(look, now);
    return troubled(trouble, now);
}

std::optional<PrintReport> PrintWatch::ended(const JobLook& look) const {
    switch (look.job) {
        case JobState::printed: {
            const bool died = look.history_missing || look.trouble == PrinterTrouble::offline;
            return died ? PrintReport{PrintOutcome::unknown, look.trouble}
                        : PrintReport{PrintOutcome::printed, PrinterTrouble::none};
        }
        case JobState::gone:
            return PrintReport{PrintOutcome::unknown, look.trouble};
        case JobState::cancelled:
        case JobState::aborted:
            return PrintReport{PrintOutcome::impossible, look.trouble};
        default:
            return std::nullopt;
    }
}

std::optional<PrintReport> PrintWatch::unanswered(Instant now) {
    if (!unanswered_since_) unanswered_since_ = now;
    if (now - *unanswered_since_ < limits_.offline) return std::nullopt;
    return PrintReport{PrintOutcome::unknown, PrinterTrouble::offline};
}

std::optional<PrintReport> PrintWatch::healthy(const JobLook& look, Instant now) {
    if (std::exchange(troubled_since_, std::nullopt)) healthy_since_ = now;
    offline_since_.reset();
    tell(PrinterTrouble::none);
    const bool never_starts = look.job == JobState::waiting && !reached_paper_;
    if (never_starts && now - healthy_since_ >= limits_.offline)
        return PrintReport{PrintOutcome::impossible, PrinterTrouble::other};
    if (now - healthy_since_ >= limits_.whole)
        return PrintReport{PrintOutcome::unknown, PrinterTrouble::other};
    return std::nullopt;
}

std::optional<PrintReport> PrintWatch::troubled(PrinterTrouble trouble, Instant now) {
    if (!troubled_since_) troubled_since_ = now;
    tell(trouble);
    if (trouble != PrinterTrouble::offline)
        offline_since_.reset();
    else if (!offline_since_)
        offline_since_ = now;
    if (offline_since_ && now - *offline_since_ >= limits_.offline)
        return PrintReport{reached_paper_ ? PrintOutcome::unknown : PrintOutcome::impossible,
                           trouble};
    if (now - *troubled_since_ >= limits_.trouble)
        return PrintReport{PrintOutcome::needs_help, trouble};
    return std::nullopt;
}

void PrintWatch::tell(PrinterTrouble trouble) {
    if (std::exchange(told_, trouble) != trouble && on_trouble_) on_trouble_(trouble);
}

}  // namespace drivers
