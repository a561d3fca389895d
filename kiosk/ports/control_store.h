// What the control room remembers: its terminals and what they reported, the jobs they were given,
// who did what, and documents of its other parts. Rules are not here (kiosk/control); a change and
// the audit row about it are made durable together, in one transaction.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/base/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kiosk {

struct KnownTerminal {
    std::string id = {};
    std::string city = {};
    std::int64_t last_number = 0;  // of the jobs issued to it
    Instant last_seen{};           // the epoch: never heard
    std::string reported = {};     // its last report, JSON; empty until it was heard
    std::int64_t head_number = 0;  // its chain of ended jobs, as its results add up here
    std::string head_hash = {};
    bool chain_holds = true;  // its own head is the same
    friend bool operator==(const KnownTerminal&, const KnownTerminal&) = default;
};

struct IssuedJob {
    std::string terminal = {};
    std::int64_t number = 0;
    std::string verb = {};
    std::string who = {};
    std::string reason = {};
    Instant issued{};
    Instant expires{};
    std::string signed_job = {};  // compact JWS, as it is sent
    std::string outcome = {};     // empty while it is open
    std::string detail = {};      // a code
    Instant ended{};
    friend bool operator==(const IssuedJob&, const IssuedJob&) = default;
};

struct AuditEntry {
    std::int64_t number = 0;  // 1, 2, 3, …
    Instant at{};
    std::string who = {};
    std::string origin = {};  // how `who` is known: "local account"
    std::string act = {};
    std::string object = {};
    std::string reason = {};
    std::string hash = {};  // kiosk/control/audit_chain.h
    friend bool operator==(const AuditEntry&, const AuditEntry&) = default;
};

// What the store need not understand: accounts, roll-outs, alarms. JSON, whose members are its
// owner's business (kiosk/control).
struct Document {
    std::string collection = {};
    std::string key = {};
    std::int64_t version = 0;  // rises by one with each put
    std::string text = {};
    friend bool operator==(const Document&, const Document&) = default;
};

// Used by one thread at a time. unavailable, corrupt, no_space: as the disk has it.
class ControlStore {
  public:
    virtual ~ControlStore() = default;
    // All that `body` changes, or nothing when it fails; durable on success. Where the disk fails
    // at the very end, it is not known which of both. Not one inside another.
    [[nodiscard]] virtual Result<void> transaction(const std::function<Result<void>()>& body) = 0;

    [[nodiscard]] virtual Result<std::optional<KnownTerminal>> terminal(const std::string& id) = 0;
    [[nodiscard]] virtual Result<std::vector<KnownTerminal>> terminals() = 0;  // by id
    // refused when its id is known.
    [[nodiscard]] virtual Result<void> add_terminal(const KnownTerminal& terminal) = 0;
    // All but id and city; refused when unknown.
    [[nodiscard]] virtual Result<void> update_terminal(const KnownTerminal& terminal) = 0;

    // refused when the terminal has a job of this number, or is unknown.
    [[nodiscard]] virtual Result<void> add_job(const IssuedJob& job) = 0;
    // Stores outcome, detail and ended; refused when unknown.
    [[nodiscard]] virtual Result<void> end_job(const IssuedJob& job) = 0;
    [[nodiscard]] virtual Result<std::optional<IssuedJob>> job(const std::string& terminal,
                                                               std::int64_t number) = 0;
    // Without an outcome, lowest number first.
    [[nodiscard]] virtual Result<std::vector<IssuedJob>> open_jobs(const std::string& terminal,
                                                                   std::size_t most) = 0;
    // Highest number first.
    [[nodiscard]] virtual Result<std::vector<IssuedJob>> jobs(const std::string& terminal,
                                                              std::size_t most) = 0;

    // refused when the number is there already.
    [[nodiscard]] virtual Result<void> add_audit(const AuditEntry& entry) = 0;
    [[nodiscard]] virtual Result<std::optional<AuditEntry>> last_audit() = 0;
    // Those with a higher number, lowest first.
    [[nodiscard]] virtual Result<std::vector<AuditEntry>> audit_after(std::int64_t number,
                                                                      std::size_t most) = 0;

    [[nodiscard]] virtual Result<std::optional<Document>> document(const std::string& collection,
                                                                   const std::string& key) = 0;
    // Those with a higher key, lowest first.
    [[nodiscard]] virtual Result<std::vector<Document>> documents(const std::string& collection,
                                                                  const std::string& after,
                                                                  std::size_t most) = 0;
    // Keeps the text as the version after `document.version`. refused unless that is the one kept
    // now (0: none), so that of two who change it at once one hears of the other.
    [[nodiscard]] virtual Result<void> put(const Document& document) = 0;
    // refused as above.
    [[nodiscard]] virtual Result<void> remove(const Document& document) = 0;
};

}  // namespace kiosk
