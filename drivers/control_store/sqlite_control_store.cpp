#include "drivers/control_store/sqlite_control_store.h"

#include "drivers/control_store/schema.h"
#include "drivers/sqlite/database.h"

#include <chrono>
#include <utility>

namespace drivers {

using kiosk::AuditEntry;
using kiosk::Document;
using kiosk::Error;
using kiosk::ErrorKind;
using kiosk::fail;
using kiosk::Instant;
using kiosk::IssuedJob;
using kiosk::KnownTerminal;
using kiosk::Result;

namespace {

constexpr DatabaseKind kind{.name = "control store", .schema = control::schema};
constexpr int busy_ms = 2'000;  // somebody looks into the file by hand

std::int64_t stored(Instant instant) {
    return instant.time_since_epoch().count();
}
std::int64_t stored(std::size_t count) {
    return static_cast<std::int64_t>(count);
}
Instant instant_of(std::int64_t milliseconds) {
    return Instant(std::chrono::milliseconds(milliseconds));
}

// Columns are read one after another, in the order of a braced list.
KnownTerminal terminal_of(Statement& row) {
    return KnownTerminal{.id = row.next_text(),
                         .city = row.next_text(),
                         .last_number = row.next_number(),
                         .last_seen = instant_of(row.next_number()),
                         .reported = row.next_text(),
                         .head_number = row.next_number(),
                         .head_hash = row.next_text(),
                         .chain_holds = row.next_number() != 0};
}

IssuedJob job_of(Statement& row) {
    return IssuedJob{.terminal = row.next_text(),
                     .number = row.next_number(),
                     .verb = row.next_text(),
                     .who = row.next_text(),
                     .reason = row.next_text(),
                     .issued = instant_of(row.next_number()),
                     .expires = instant_of(row.next_number()),
                     .signed_job = row.next_text(),
                     .outcome = row.next_text(),
                     .detail = row.next_text(),
                     .ended = instant_of(row.next_number())};
}

AuditEntry entry_of(Statement& row) {
    return AuditEntry{.number = row.next_number(),
                      .at = instant_of(row.next_number()),
                      .who = row.next_text(),
                      .origin = row.next_text(),
                      .act = row.next_text(),
                      .object = row.next_text(),
                      .reason = row.next_text(),
                      .hash = row.next_text()};
}

Document document_of(Statement& row) {
    return Document{.collection = row.next_text(),
                    .key = row.next_text(),
                    .version = row.next_number(),
                    .text = row.next_text()};
}

template <class T>
Result<std::vector<T>> all(Statement& rows, T (*read)(Statement&)) {
    std::vector<T> found;
    while (TRY(rows.step())) found.push_back(read(rows));
    return found;
}

template <class T>
Result<std::optional<T>> first(Statement& rows, T (*read)(Statement&)) {
    if (!TRY(rows.step())) return std::nullopt;
    return read(rows);
}

Result<void> one_changed(const Database& database, const char* otherwise) {
    if (database.changes() == 1) return {};
    return fail(ErrorKind::refused, otherwise);
}

}  // namespace

Result<std::unique_ptr<SqliteControlStore>> SqliteControlStore::open(const std::string& file) {
    std::unique_ptr<SqliteControlStore> store(new SqliteControlStore(file));
    TRY(store->database());
    return store;
}

SqliteControlStore::SqliteControlStore(std::string file) : file_(std::move(file)) {}
SqliteControlStore::~SqliteControlStore() = default;

Result<Database*> SqliteControlStore::database() {
    if (!database_) {
        database_ = TRY(Database::open(file_, kind, busy_ms, true));
        TRY_VOID(database_->statement("PRAGMA foreign_keys = ON").run());
    }
    return database_.get();
}

// After a failed write or sync the kernel may have dropped what it could not write, and the same
// handle would never learn of it. So the handle is given up, and the next use opens and checks
// anew.
void SqliteControlStore::give_up_if_broken(const Error& error) {
    if (error.kind == ErrorKind::unavailable || error.kind == ErrorKind::corrupt) database_.reset();
}

template <class Body>
auto SqliteControlStore::use(Body body) -> decltype(body(std::declval<Database&>())) {
    Database* opened = TRY(database());
    auto outcome = body(*opened);
    if (!outcome && !in_transaction_) give_up_if_broken(outcome.error());
    return outcome;
}

Result<void> SqliteControlStore::transaction(const std::function<Result<void>()>& body) {
    Database* opened = TRY(database());
    in_transaction_ = true;
    auto outcome = opened->transaction(body);
    in_transaction_ = false;
    if (!outcome) {
        give_up_if_broken(outcome.error());
        return outcome;
    }
    // What was written is durable already; a failure here concerns the handle, not the caller.
    if (const auto tidied = opened->keep_log_short(); !tidied) give_up_if_broken(tidied.error());
    return outcome;
}

Result<std::optional<KnownTerminal>> SqliteControlStore::terminal(const std::string& id) {
    return use([&](Database& database) {
        auto rows = database.statement("SELECT * FROM terminals WHERE id = ?");
        return first(rows.with(id), terminal_of);
    });
}

Result<std::vector<KnownTerminal>> SqliteControlStore::terminals() {
    return use([&](Database& database) {
        auto rows = database.statement("SELECT * FROM terminals ORDER BY id");
        return all(rows, terminal_of);
    });
}

Result<void> SqliteControlStore::add_terminal(const KnownTerminal& terminal) {
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

Result<void> SqliteControlStore::update_terminal(const KnownTerminal& terminal) {
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

Result<void> SqliteControlStore::add_job(const IssuedJob& job) {
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

Result<void> SqliteControlStore::end_job(const IssuedJob& job) {
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

Result<std::optional<IssuedJob>> SqliteControlStore::job(const std::string& terminal,
                                                         std::int64_t number) {
    return use([&](Database& database) {
        auto rows = database.statement("SELECT * FROM jobs WHERE terminal = ? AND number = ?");
        return first(rows.with(terminal).with(number), job_of);
    });
}

Result<std::vector<IssuedJob>> SqliteControlStore::open_jobs(const std::string& terminal,
                                                             std::size_t most) {
    return use([&](Database& database) {
        auto rows = database.statement(
            "SELECT * FROM jobs WHERE terminal = ? AND outcome = '' ORDER BY number LIMIT ?");
        return all(rows.with(terminal).with(stored(most)), job_of);
    });
}

Result<std::vector<IssuedJob>> SqliteControlStore::jobs(const std::string& terminal,
                                                        std::size_t most) {
    return use([&](Database& database) {
        auto rows = database.statement(
            "SELECT * FROM jobs WHERE terminal = ? ORDER BY number DESC LIMIT ?");
        return all(rows.with(terminal).with(stored(most)), job_of);
    });
}

Result<void> SqliteControlStore::add_audit(const AuditEntry& entry) {
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

Result<std::optional<AuditEntry>> SqliteControlStore::last_audit() {
    return use([&](Database& database) {
        auto rows = database.statement("SELECT * FROM audit ORDER BY number DESC LIMIT 1");
        return first(rows, entry_of);
    });
}

Result<std::vector<AuditEntry>> SqliteControlStore::audit_after(std::int64_t number,
                                                                std::size_t most) {
    return use([&](Database& database) {
        auto rows =
            database.statement("SELECT * FROM audit WHERE number > ? ORDER BY number LIMIT ?");
        return all(rows.with(number).with(stored(most)), entry_of);
    });
}

Result<std::optional<Document>> SqliteControlStore::document(const std::string& collection,
                                                             const std::string& key) {
    return use([&](Database& database) {
        auto rows = database.statement("SELECT * FROM documents WHERE collection = ? AND key = ?");
        return first(rows.with(collection).with(key), document_of);
    });
}

Result<std::vector<Document>> SqliteControlStore::documents(const std::string& collection,
                                                            const std::string& after,
                                                            std::size_t most) {
    return use([&](Database& database) {
        auto rows = database.statement(
            "SELECT * FROM documents WHERE collection = ? AND key > ? ORDER BY key LIMIT ?");
        return all(rows.with(collection).with(after).with(stored(most)), document_of);
    });
}

Result<void> SqliteControlStore::put(const Document& document) {
    const bool is_new = document.version == 0;
    return use([&](Database& database) -> Result<void> {
        auto change = database.statement(
            is_new ? "INSERT INTO documents(text, collection, key, version) VALUES (?, ?, ?, ? + 1)"
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

Result<void> SqliteControlStore::remove(const Document& document) {
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

}  // namespace drivers
