// The report: what the agent knows by itself, and what the session has written down.
#pragma once

#include "kiosk/duty/standing.h"
#include "kiosk/fleet/job_ledger.h"
#include "kiosk/fleet/reported.h"
#include "kiosk/ports/clock.h"
#include "kiosk/ports/journal.h"
#include "kiosk/ports/printer.h"

#include <functional>
#include <map>
#include <string>

namespace kiosk::duty {

struct ReporterParts {
    Journal& journal;
    const Clock& clock;
    std::string terminal, city;
    std::string software;                    // a version
    std::function<PrinterStatus()> printer;  // asked for each report
};

class Reporter {
  public:
    explicit Reporter(ReporterParts parts) : parts_(std::move(parts)) {}

    // Since when each state has lasted is kept in the journal, over restarts. That the journal does
    // not answer is said as well: staff must hear of it.
    [[nodiscard]] fleet::Reported report(const fleet::JobLedger& ledger);

  private:
    struct Lasting {
        std::string state;
        Instant since{};
    };
    void remember();
    void keep_since();
    // `is_known`: the journal answers, so that no standing means no session.
    void add_parts(fleet::Reported& reported, const std::optional<Standing>& standing,
                   bool is_known);
    [[nodiscard]] Instant since(const std::string& part, const std::string& state, Instant now);

    ReporterParts parts_;
    std::map<std::string, Lasting> lasting_;
    bool is_read_ = false, is_changed_ = false;
};

// The session's word, while a session stands behind it.
[[nodiscard]] std::optional<Standing> standing_now(Journal& journal, Instant now);

}  // namespace kiosk::duty
