// The control room's memory without a disk, with the mishaps that a disk can have.
#pragma once

#include "kiosk/ports/control_store.h"

#include <map>
#include <utility>

namespace drivers {

class SimulatedControlStore : public kiosk::ControlStore {
  public:
    void break_disk() { broken_ = true; }  // every verb fails, nothing is kept
    void mend_disk() { broken_ = false; }
    // Somebody changes what is written, past every rule.
    kiosk::AuditEntry& written_audit(std::int64_t number) { return kept_.audit.at(number); }

    [[nodiscard]] kiosk::Result<void> transaction(
        const std::function<kiosk::Result<void>()>& body) override;
    [[nodiscard]] kiosk::Result<std::optional<kiosk::KnownTerminal>> terminal(
        const std::string& id) override;
    [[nodiscard]] kiosk::Result<std::vector<kiosk::KnownTerminal>> terminals() override;
    [[nodiscard]] kiosk::Result<void> add_terminal(const kiosk::KnownTerminal& terminal) override;
    [[nodiscard]] kiosk::Result<void> update_terminal(
        const kiosk::KnownTerminal& terminal) override;
    [[nodiscard]] kiosk::Result<void> add_job(const kiosk::IssuedJob& job) override;
    [[nodiscard]] kiosk::Result<void> end_job(const kiosk::IssuedJob& job) override;
    [[nodiscard]] kiosk::Result<std::optional<kiosk::IssuedJob>> job(const std::string& terminal,
                                                                     std::int64_t number) override;
    [[nodiscard]] kiosk::Result<std::vector<kiosk::IssuedJob>> open_jobs(
        const std::string& terminal, std::size_t most) override;
    [[nodiscard]] kiosk::Result<std::vector<kiosk::IssuedJob>> jobs(const std::string& terminal,
                                                                    std::size_t most) override;
    [[nodiscard]] kiosk::Result<void> add_audit(const kiosk::AuditEntry& entry) override;
    [[nodiscard]] kiosk::Result<std::optional<kiosk::AuditEntry>> last_audit() override;
    [[nodiscard]] kiosk::Result<std::vector<kiosk::AuditEntry>> audit_after(
        std::int64_t number, std::size_t most) override;
    [[nodiscard]] kiosk::Result<std::optional<kiosk::Document>> document(
        const std::string& collection, const std::string& key) override;
    [[nodiscard]] kiosk::Result<std::vector<kiosk::Document>> documents(
        const std::string& collection, const std::string& after, std::size_t most) override;
    [[nodiscard]] kiosk::Result<void> put(const kiosk::Document& document) override;
    [[nodiscard]] kiosk::Result<void> remove(const kiosk::Document& document) override;

  private:
    struct Kept {
        std::map<std::string, kiosk::KnownTerminal> terminals;
        std::map<std::pair<std::string, std::int64_t>, kiosk::IssuedJob> jobs;
        std::map<std::int64_t, kiosk::AuditEntry> audit;
        std::map<std::pair<std::string, std::string>, kiosk::Document> documents;
    };
    [[nodiscard]] kiosk::Result<void> answers() const;

    Kept kept_;
    bool broken_ = false;
};

}  // namespace drivers
