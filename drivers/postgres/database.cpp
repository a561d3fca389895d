#include "drivers/postgres/database.h"

#include <array>
#include <charconv>
#include <cstdlib>

#include <libpq-fe.h>

namespace drivers::postgres {
namespace {

using kiosk::ErrorKind;
using kiosk::fail;
using kiosk::Result;

// The server's settings for this connection: nothing waits for ever, and a commit is on the disk
// whatever the server's own default is.
constexpr const char* options =
    "-c statement_timeout=10s -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s "
    "-c synchronous_commit=on -c client_min_messages=error";
constexpr const char* connect_s = "5";
constexpr const char* silent_ms = "10000";  // then a connection whose other end is gone is given up

// PostgreSQL, appendix A: error codes.
ErrorKind kind_of(std::string_view code) {
    if (code.empty() || code.starts_with("08") || code.starts_with("57P"))
        return ErrorKind::unavailable;  // the connection is gone, or the server is going
    if (code.starts_with("23")) return ErrorKind::refused;        // a constraint
    if (code.starts_with("22")) return ErrorKind::invalid_input;  // no text, no number
    if (code == "53100") return ErrorKind::no_space;
    if (code == "57014" || code == "55P03") return ErrorKind::timed_out;
    if (code.starts_with("XX")) return ErrorKind::corrupt;
    if (code.starts_with("53") || code.starts_with("58") || code == "25006")
        return ErrorKind::unavailable;  // no memory, a failing disk, a stand-by
    return ErrorKind::internal;
}

// "a = ? AND b = ?" as "a = $1 AND b = $2".
std::string numbered(std::string_view sql) {
    std::string text;
    int number = 0;
    for (const char c : sql)
        if (c == '?')
            text += '$' + std::to_string(++number);
        else
            text += c;
    return text;
}

}  // namespace

void FreeResult::operator()(pg_result* result) const {
    PQclear(result);
}

Statement& Statement::with(std::int64_t number) {
    values_.push_back({.number = std::to_string(number)});
    return *this;
}

Statement& Statement::with(std::string_view text) {
    values_.push_back({.text = text});
    return *this;
}

// Texts go as bytes with their length: as C strings they would end at a NUL, and name another row.
Result<bool> Statement::step() {
    if (!rows_) {
        if (prepared_ == nullptr)
            return database_.failed(ErrorKind::unavailable, "a statement cannot be prepared");
        std::vector<const char*> bytes;
        std::vector<int> sizes, forms;
        for (const Value& value : values_) {
            const bool is_text = value.number.empty();
            bytes.push_back(!is_text                       ? value.number.c_str()
                            : value.text.data() != nullptr ? value.text.data()
                                                           : "");
            sizes.push_back(static_cast<int>(value.text.size()));
            forms.push_back(is_text ? 1 : 0);
        }
        rows_ = TRY(database_.checked(PQexecPrepared(database_.connection_, prepared_->c_str(),
                                                     static_cast<int>(values_.size()), bytes.data(),
                                                     sizes.data(), forms.data(), 0)));
        database_.changes_ = std::strtoll(PQcmdTuples(rows_.get()), nullptr, 10);
    }
    column_ = 0;
    return ++row_ < PQntuples(rows_.get());
}

Result<void> Statement::run() {
    TRY(step());
    return {};
}

std::string Statement::next_text() {
    const int column = column_++;
    return {PQgetvalue(rows_.get(), row_, column),
            static_cast<std::size_t>(PQgetlength(rows_.get(), row_, column))};
}

std::int64_t Statement::next_number() {
    const std::string text = next_text();
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Result<std::unique_ptr<Database>> Database::open(const std::string& where,
                                                 const DatabaseKind& kind) {
    const std::array<const char*, 7> names{"dbname",  "connect_timeout",  "tcp_user_timeout",
                                           "options", "application_name", "client_encoding",
                                           nullptr};
    const std::array<const char*, 7> values{where.c_str(), connect_s, silent_ms, options,
                                            "kiosk",       "UTF8",    nullptr};
    std::unique_ptr<Database> database(
        new Database(PQconnectdbParams(names.data(), values.data(), 1), kind));
    if (PQstatus(database->connection_) != CONNECTION_OK)
        return database->failed(PQconnectionNeedsPassword(database->connection_) != 0
                                    ? ErrorKind::refused
                                    : ErrorKind::unavailable,
                                "PostgreSQL does not let us in");
    TRY_VOID(database->take_for_itself());
    TRY_VOID(database->migrate());
    return database;
}

Database::~Database() {
    PQfinish(connection_);
}

tl::unexpected<kiosk::Error> Database::failed(ErrorKind kind, std::string_view what) const {
    return fail(kind, std::string(kind_.name) + ": " + std::string(what));
}

// The server's code only: its message might quote a value.
Result<Rows> Database::checked(pg_result* result) {
    Rows rows(result);
    const auto status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return rows;
    const char* code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string said = code == nullptr ? "" : code;
    return failed(kind_of(said), "PostgreSQL " + (said.empty() ? "does not answer" : said));
}

Result<void> Database::execute(const char* sql) {
    TRY(checked(PQexec(connection_, sql)));
    return {};
}

// Where a statement failed before, PostgreSQL answers COMMIT with a rollback, and without an error.
Result<void> Database::commit() {
    const Rows done = TRY(checked(PQexec(connection_, "COMMIT")));
    if (std::string_view(PQcmdStatus(done.get())) == "COMMIT") return {};
    return failed(ErrorKind::internal, "the transaction had failed");
}

void Database::abandon() {
    if (PQtransactionStatus(connection_) == PQTRANS_IDLE) return;
    PQclear(PQexec(connection_, "ROLLBACK"));  // a connection that is gone has rolled back
}

Statement Database::statement(std::string_view sql) {
    auto& name = prepared_[sql];
    if (name.empty()) {
        const std::string next = "s" + std::to_string(prepared_.size());
        if (checked(PQprepare(connection_, next.c_str(), numbered(sql).c_str(), 0, nullptr)))
            name = next;
    }
    return {*this, name.empty() ? nullptr : &name};
}

// Held until the connection ends, however that comes about.
Result<void> Database::take_for_itself() {
    auto asked = statement("SELECT pg_try_advisory_lock(?)::int");
    if (!TRY(asked.with(kind_.lock).step()) || asked.next_number() != 1)
        return failed(ErrorKind::unavailable, "another program has this database");
    return {};
}

Result<void> Database::migrate() {
    return transaction([this]() -> Result<void> {
        TRY_VOID(execute("CREATE TABLE IF NOT EXISTS schema_version(version BIGINT NOT NULL)"));
        auto asked = statement("SELECT coalesce(max(version), 0) FROM schema_version");
        TRY(asked.step());
        auto next = static_cast<std::size_t>(asked.next_number());
        if (next > kind_.schema.size())
            return failed(ErrorKind::invalid_configuration,
                          "written by a newer version of the kiosk");
        for (; next < kind_.schema.size(); ++next) {
            TRY_VOID(execute(kind_.schema[next]));
            TRY_VOID(statement("INSERT INTO schema_version VALUES (?)")
                         .with(static_cast<std::int64_t>(next + 1))
                         .run());
        }
        return {};
    });
}

}  // namespace drivers::postgres
