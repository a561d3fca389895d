// One connection to a PostgreSQL server, for one program alone: the same verbs as an SQLite file
// has (drivers/sqlite), so that a store is written once for both.
#pragma once

#include "kiosk/base/result.h"

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct pg_conn;
struct pg_result;

namespace drivers::postgres {

// What is in the database, and who may use it.
struct DatabaseKind {
    std::string_view name;                // a literal; begins the details of errors
    std::span<const char* const> schema;  // what each version adds; schema_version counts them
    std::int64_t lock = 0;                // advisory: whoever holds it has the database to itself
};

struct FreeResult {
    void operator()(pg_result* result) const;
};
using Rows = std::unique_ptr<pg_result, FreeResult>;

class Database;

// A prepared statement in use.
class Statement {
  public:
    Statement(Database& database, const std::string* prepared)
        : database_(database), prepared_(prepared) {}
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

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
    struct Value {
        std::string number = {};  // as the server reads it; empty: a text
        std::string_view text = {};
    };
    Database& database_;
    const std::string* prepared_;  // its name; null: it could not be prepared
    std::vector<Value> values_;
    Rows rows_;
    int row_ = -1;
    int column_ = 0;
};

class Database {
  public:
    // `where` is a connection string or URI of libpq. Creates and migrates the tables as needed.
    // unavailable: the server does not answer within 5 s, or another program has the database.
    // refused: it does not let us in.
    [[nodiscard]] static kiosk::Result<std::unique_ptr<Database>> open(const std::string& where,
                                                                       const DatabaseKind& kind);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    // `sql` is a literal with a question mark for each value: prepared once and kept by its text.
    [[nodiscard]] Statement statement(std::string_view sql);
    [[nodiscard]] std::int64_t changes() const { return changes_; }

    // All or nothing, durable on success.
    template <class Body>
    [[nodiscard]] auto transaction(Body body) -> decltype(body()) {
        TRY_VOID(execute("BEGIN"));
        auto outcome = body();
        if (outcome) {
            if (auto durable = commit(); !durable)
                outcome = tl::unexpected(std::move(durable).error());
        }
        if (!outcome) abandon();
        return outcome;
    }

  private:
    friend class Statement;
    Database(pg_conn* connection, const DatabaseKind& kind)
        : connection_(connection), kind_(kind) {}
    [[nodiscard]] kiosk::Result<void> take_for_itself();
    [[nodiscard]] kiosk::Result<void> migrate();
    [[nodiscard]] kiosk::Result<void> execute(const char* sql);
    [[nodiscard]] kiosk::Result<void> commit();
    // The rows, unless the server complains or is gone.
    [[nodiscard]] kiosk::Result<Rows> checked(pg_result* result);
    [[nodiscard]] tl::unexpected<kiosk::Error> failed(kiosk::ErrorKind kind,
                                                      std::string_view what) const;
    void abandon();

    pg_conn* connection_;
    DatabaseKind kind_;
    std::int64_t changes_ = 0;
    std::map<std::string_view, std::string> prepared_;  // SQL → the statement's name
};

}  // namespace drivers::postgres
