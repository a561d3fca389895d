// What the control room decides: whom it believes, which jobs it gives, what it writes down.
// Nothing is answered before it is durable. Safe to use from several threads.
#pragma once

#include "kiosk/control/light.h"
#include "kiosk/control/records.h"
#include "kiosk/fleet/job.h"
#include "kiosk/fleet/reported.h"
#include "kiosk/jose/eddsa.h"
#include "kiosk/ports/bell.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::control {

// A job as staff ask for it.
struct JobWish {
    fleet::Verb verb = fleet::Verb::report;
    fleet::When when = fleet::When::idle;
    std::string reason = {};
    std::optional<Instant> until = {};
    std::chrono::seconds expires_after{3600};  // one minute to seven days
};

// What a terminal is told when it has reported.
struct Reply {
    std::int64_t acknowledged = 0;  // results up to this number are stored
    std::vector<std::string> jobs;  // compact JWS, lowest number first, at most 20
    std::chrono::seconds poll{30};
};

struct TerminalView {
    KnownTerminal terminal;
    std::optional<fleet::Reported> reported;
    Light light;
};

// Errors of kind invalid_input and refused have a code as their detail: "terminal_unknown",
// "already_enrolled", "too_many_open_jobs", "reason_missing", …
class ControlRoom {
  public:
    // `poll`: how often a terminal is to report.
    ControlRoom(Records& records, jose::SigningKey key, std::chrono::seconds poll = Reply{}.poll);

    // Before anybody comes in. Without a bell terminals learn of a job when they report next.
    void hang(BellTower& bell) { bell_ = &bell; }
    // What the bell says of a terminal's line.
    void hear_of_line(const std::string& id, bool is_there);

    // Of a terminal that was proven to be `id`. refused: terminal_unknown, not_your_report.
    [[nodiscard]] Result<Reply> report(const std::string& id, std::string_view document);

    // The job's number.
    [[nodiscard]] Result<std::int64_t> issue(const std::string& id, const JobWish& wish,
                                             const Actor& actor);
    // Takes the terminal's own record of its jobs for the true one, where both add up differently:
    // after a loss on one side, once staff have looked into it. refused: record_agrees.
    [[nodiscard]] Result<void> accept_record(const std::string& id, const std::string& reason,
                                             const Actor& actor);
    [[nodiscard]] Result<void> enrol(const std::string& id, const std::string& city,
                                     const Actor& actor);

    [[nodiscard]] Result<std::vector<TerminalView>> terminals();  // by id
    [[nodiscard]] Result<TerminalView> terminal(const std::string& id);
    // The last 50, highest number first.
    [[nodiscard]] Result<std::vector<IssuedJob>> jobs(const std::string& id);
    // At most 200 rows.
    [[nodiscard]] Result<std::vector<AuditEntry>> audit_after(std::int64_t number);
    [[nodiscard]] Result<ChainCheck> check_audit();

  private:
    [[nodiscard]] TerminalView view_of(KnownTerminal terminal) const;
    [[nodiscard]] std::optional<Instant> line_lost(const std::string& id) const;

    Records& records_;
    const jose::SigningKey key_;
    const std::chrono::seconds poll_;
    BellTower* bell_ = nullptr;
    mutable std::mutex mutex_;  // of what is below
    std::map<std::string, Instant> lines_lost_;
};

}  // namespace kiosk::control
