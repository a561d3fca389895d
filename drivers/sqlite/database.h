// One connection to an SQLite file, with the settings that durability needs. The log (WAL) is kept
// preallocated and is written out here, not by SQLite's own automatism, which would hide the errors
// of a failing disk.
#pragma once

#include "kiosk/base/result.h"

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace drivers {

// What is in the file, and whose it is.
struct DatabaseKind {
    std::string_view name;                // a literal; begins the details of errors
    std::span<const char* const> schema;  // what each version adds; PRAGMA user_version counts them
    bool for_group = false;               // its group may write it too, whatever the umask is
};

// A prepared statement in use; ready for the next use when it goes out of scope.
class Statement {
  public:
    Statement(sqlite3* database, sqlite3_stmt* statement, std::string_view name)
        : database_(database), statement_(statement), name_(name) {}
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    // In order of the question marks. Text must outlive the statement's use.
    Statement& with(std::int64_t number);
    Statement& with(std::string_view text);
    // True: there is a row, and the columns can be read.
    [[nodiscard]] kiosk::Result<bool> step();
    [[nodiscard]] kiosk::Result<void> run();

    // The columns of the row, one after another.
    [[nodiscard]] std::int64_t next_number();
    [[nodiscard]] std::string next_text();

  private:
    sqlite3* database_;
    sqlite3_stmt* statement_;
    std::string_view name_;
    int bound_ = 0;
    int read_ = 0;
};

class Database {
  public:
    // Creates and migrates as needed, and checks: quickly, or thoroughly including every index.
    [[nodiscard]] static kiosk::Result<std::unique_ptr<Database>> open(const std::string& file,
                                                                       const DatabaseKind& kind,
                                                                       int busy_ms, bool thorough);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    // `sql` is a literal: statements are prepared once and kept by its text.
    [[nodiscard]] Statement statement(std::string_view sql);
    [[nodiscard]] std::int64_t changes() const;
    [[nodiscard]] std::int64_t last_sequence() const;

    // All or nothing, durable on success. The write lock is taken first: two processes never
    // deadlock.
    template <class Body>
    [[nodiscard]] auto transaction(Body body) -> decltype(body()) {
        TRY_VOID(statement("BEGIN IMMEDIATE").run());
        auto outcome = body();
        if (outcome) {
            if (auto durable = statement("COMMIT").run(); !durable)
                outcome = tl::unexpected(std::move(durable).error());
        }
        if (!outcome) abandon();
        return outcome;
    }

    // Writes the log into the file when it has grown long.
    [[nodiscard]] kiosk::Result<void> keep_log_short();
    // Writes the log into the file and cuts it, so that nothing deleted is left in it.
    [[nodiscard]] kiosk::Result<void> empty_log();

  private:
    Database(sqlite3* handle, std::string file, const DatabaseKind& kind)
        : handle_(handle), file_(std::move(file)), kind_(kind) {}
    [[nodiscard]] kiosk::Result<void> configure(int busy_ms);
    [[nodiscard]] kiosk::Result<void> migrate();
    [[nodiscard]] kiosk::Result<void> check(bool thorough);
    [[nodiscard]] kiosk::Result<void> preallocate_log();
    [[nodiscard]] kiosk::Result<void> execute(const char* sql);
    [[nodiscard]] kiosk::Result<void> checkpoint(int mode);
    void abandon();

    sqlite3* handle_;
    std::string file_;
    DatabaseKind kind_;
    int log_frames_ = 0;
    std::map<std::string_view, sqlite3_stmt*> statements_;
};

}  // namespace drivers
