// The control room's memory in SQL, once for every engine: statements that all of them understand.
#pragma once

#include "drivers/control_store/sql_rows.h"
#include "kiosk/ports/control_store.h"

#include <memory>
#include <utility>

namespace drivers::control {

// `Engine` opens a connection (Database), and tidies up after a commit.
template <class Engine>
class SqlControlStore : public kiosk::ControlStore {
    using Database = typename Engine::Database;

  public:
    explicit SqlControlStore(Engine engine) : engine_(std::move(engine)) {}

    // Connects, if there is no connection; so that an opener learns at once what is wrong.
    [[nodiscard]] Result<void> connect() {
        TRY(database());
        return {};
    }

    [[nodiscard]] Result<void> transaction(const std::function<Result<void>()>& body) override {
        Database* opened = TRY(database());
        in_transaction_ = true;
        auto outcome = opened->transaction(body);
        in_transaction_ = false;
        if (!outcome) {
            give_up_if_broken(outcome.error());
            return outcome;
        }
        // What was written is durable already; a failure here concerns the connection only.
        if (const auto tidied = engine_.after_commit(*opened); !tidied)
            give_up_if_broken(tidied.error());
        return outcome;
    }

    [[nodiscard]] Result<std::optional<KnownTerminal>> terminal(const std::string& id) override {
        return use([&](Database& database) {
            auto rows = database.statement("SELECT * FROM terminals WHERE id = ?");
            return first<KnownTerminal>(rows.with(id));
        });
    }

    [[nodiscard]] Result<std::vector<KnownTerminal>> terminals() override {
        return use([&](Database& database) {
            auto rows = database.statement("SELECT * FROM terminals ORDER BY id");
            return all<KnownTerminal>(rows);
        });
    }

    [[nodiscard]] Result<void> add_terminal(const KnownTerminal& terminal) override {
        return use([&](Database& database) {
            return database.statement("INSERT INTO terminals VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                .with(terminal.id)
                .with(terminal.city)
                .with(terminal.last_number)
                .with(stored(terminal.last_seen))
                .with(terminal.reported)
                .with(terminal.head_number)
                .with(terminal.head_hash)
                .with(std::int64_t{terminal.chain_holds})
                .run();
        });
    }

    [[nodiscard]] Result<void> update_terminal(const KnownTerminal& terminal) override {
        return use([&](Database& database) -> Result<void> {
            TRY_VOID(database
                         .statement("UPDATE terminals SET last_number = ?, last_seen = ?, "
                                    "reported = ?, head_number = ?, head_hash = ?, chain_holds = ? "
                                    "WHERE id = ?")
                         .with(terminal.last_number)
                         .with(stored(terminal.last_seen))
                         .with(terminal.reported)
                         .with(terminal.head_number)
                         .with(terminal.head_hash)
                         .with(std::int64_t{terminal.chain_holds})
                         .with(terminal.id)
                         .run());
            return one_changed(database, "control store: unknown terminal");
        });
    }

    [[nodiscard]] Result<void> add_job(const IssuedJob& job) override {
        return use([&](Database& database) {
            return database.statement("INSERT INTO jobs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .with(job.terminal)
                .with(job.number)
                .with(job.verb)
                .with(job.who)
                .with(job.reason)
                .with(stored(job.issued))
                .with(stored(job.expires))
                .with(job.signed_job)
                .with(job.outcome)
                .with(job.detail)
                .with(stored(job.ended))
                .run();
        });
    }

    [[nodiscard]] Result<void> end_job(const IssuedJob& job) override {
        return use([&](Database& database) -> Result<void> {
            TRY_VOID(database
                         .statement("UPDATE jobs SET outcome = ?, detail = ?, ended = ? "
                                    "WHERE terminal = ? AND number = ?")
                         .with(job.outcome)
                         .with(job.detail)
                         .with(stored(job.ended))
                         .with(job.terminal)
                         .with(job.number)
                         .run());
            return one_changed(database, "control store: unknown job");
        });
    }

    [[nodiscard]] Result<std::optional<IssuedJob>> job(const std::string& terminal,
                                                       std::int64_t number) override {
        return use([&](Database& database) {
            auto rows = database.statement("SELECT * FROM jobs WHERE terminal = ? AND number = ?");
            return first<IssuedJob>(rows.with(terminal).with(number));
        });
    }

    [[nodiscard]] Result<std::vector<IssuedJob>> open_jobs(const std::string& terminal,
                                                           std::size_t most) override {
        return use([&](Database& database) {
            auto rows = database.statement(
                "SELECT * FROM jobs WHERE terminal = ? AND outcome = '' ORDER BY number LIMIT ?");
            return all<IssuedJob>(rows.with(terminal).with(stored(most)));
        });
    }

    [[nodiscard]] Result<std::vector<IssuedJob>> jobs(const std::string& terminal,
                                                      std::size_t most) override {
        return use([&](Database& database) {
            auto rows = database.statement(
                "SELECT * FROM jobs WHERE terminal = ? ORDER BY number DESC LIMIT ?");
            return all<IssuedJob>(rows.with(terminal).with(stored(most)));
        });
    }

    [[nodiscard]] Result<void> add_audit(const AuditEntry& entry) override {
        return use([&](Database& database) {
            return database.statement("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                .with(entry.number)
                .with(stored(entry.at))
                .with(entry.who)
                .with(entry.origin)
                .with(entry.act)
                .with(entry.object)
                .with(entry.reason)
                .with(entry.hash)
                .run();
        });
    }

    [[nodiscard]] Result<std::optional<AuditEntry>> last_audit() override {
        return use([&](Database& database) {
            auto rows = database.statement("SELECT * FROM audit ORDER BY number DESC LIMIT 1");
            return first<AuditEntry>(rows);
        });
    }

    [[nodiscard]] Result<std::vector<AuditEntry>> audit_after(std::int64_t number,
                                                              std::size_t most) override {
        return use([&](Database& database) {
            auto rows =
                database.statement("SELECT * FROM audit WHERE number > ? ORDER BY number LIMIT ?");
            return all<AuditEntry>(rows.with(number).with(stored(most)));
        });
    }

    [[nodiscard]] Result<std::optional<Document>> document(const std::string& collection,
                                                           const std::string& key) override {
        return use([&](Database& database) {
            auto rows =
                database.statement("SELECT * FROM documents WHERE collection = ? AND key = ?");
            return first<Document>(rows.with(collection).with(key));
        });
    }

    [[nodiscard]] Result<std::vector<Document>> documents(const std::string& collection,
                                                          const std::string& after,
                                                          std::size_t most) override {
        return use([&](Database& database) {
            auto rows = database.statement(
                "SELECT * FROM documents WHERE collection = ? AND key > ? ORDER BY key LIMIT ?");
            return all<Document>(rows.with(collection).with(after).with(stored(most)));
        });
    }

    [[nodiscard]] Result<void> put(const Document& document) override {
        const bool is_new = document.version == 0;
        return use([&](Database& database) -> Result<void> {
            auto change =
                database.statement(is_new ? "INSERT INTO documents(text, collection, key, version) "
                                            "VALUES (?, ?, ?, ? + 1)"
                                          : "UPDATE documents SET text = ?, version = version + 1 "
                                            "WHERE collection = ? AND key = ? AND version = ?");
            TRY_VOID(change.with(document.text)
                         .with(document.collection)
                         .with(document.key)
                         .with(document.version)
                         .run());
            return one_changed(database, "control store: another version");
        });
    }

    [[nodiscard]] Result<void> remove(const Document& document) override {
        return use([&](Database& database) -> Result<void> {
            TRY_VOID(database
                         .statement("DELETE FROM documents WHERE collection = ? AND key = ? "
                                    "AND version = ?")
                         .with(document.collection)
                         .with(document.key)
                         .with(document.version)
                         .run());
            return one_changed(database, "control store: another version");
        });
    }

  private:
    [[nodiscard]] Result<Database*> database() {
        if (!database_) database_ = TRY(engine_.open());
        return database_.get();
    }

    // After a failed write or sync the kernel may have dropped what it could not write, and the
    // same handle would never learn of it; and a server that went away does not come back on the
    // same connection. So it is given up, and the next use opens and checks anew.
    void give_up_if_broken(const kiosk::Error& error) {
        if (error.kind == ErrorKind::unavailable || error.kind == ErrorKind::corrupt)
            database_.reset();
    }

    template <class Body>
    [[nodiscard]] auto use(Body body) -> decltype(body(std::declval<Database&>())) {
        Database* opened = TRY(database());
        auto outcome = body(*opened);
        if (!outcome && !in_transaction_) give_up_if_broken(outcome.error());
        return outcome;
    }

    Engine engine_;
    std::unique_ptr<Database> database_;  // absent until it is used, and after it failed
    bool in_transaction_ = false;
};

}  // namespace drivers::control
