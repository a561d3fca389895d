// The control room's memory in one SQLite file, readable by its own account only.
#pragma once

#include "kiosk/ports/control_store.h"

#include <memory>

namespace drivers {

class Database;
class Statement;

class SqliteControlStore : public kiosk::ControlStore {
  public:
    // Creates and migrates as needed; its folder must be there.
    [[nodiscard]] static kiosk::Result<std::unique_ptr<SqliteControlStore>> open(
        const std::string& file);
    ~SqliteControlStore() override;
    SqliteControlStore(const SqliteControlStore&) = delete;
    SqliteControlStore& operator=(const SqliteControlStore&) = delete;

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
    explicit SqliteControlStore(std::string file);
    [[nodiscard]] kiosk::Result<Database*> database();
    void give_up_if_broken(const kiosk::Error& error);
    template <class Body>
    [[nodiscard]] auto use(Body body) -> decltype(body(std::declval<Database&>()));

    std::string file_;
    std::unique_ptr<Database> database_;  // absent after the disk failed, until it is opened anew
    bool in_transaction_ = false;
};

}  // namespace drivers
