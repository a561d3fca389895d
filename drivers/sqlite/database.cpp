#include "drivers/sqlite/database.h"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace drivers {
namespace {

using kiosk::Error;
using kiosk::ErrorKind;
using kiosk::fail;
using kiosk::Result;

constexpr int log_frames_at_most = 200;  // then it is written into the file
constexpr off_t log_bytes =
    1024 * 1024;  // room for those frames; overwriting is cheaper than growing

ErrorKind kind_of(int code) {
    switch (code & 0xff) {
        case SQLITE_FULL:
            return ErrorKind::no_space;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return ErrorKind::corrupt;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return ErrorKind::timed_out;
        case SQLITE_CONSTRAINT:
            return ErrorKind::refused;
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return ErrorKind::unavailable;
        default:
            return ErrorKind::internal;
    }
}

// SQLite's code and its fixed words for it; its message about this case might quote a value.
tl::unexpected<Error> failed(std::string_view name, int code) {
    return fail(kind_of(code), std::string(name) + ": SQLite " + std::to_string(code) + ", " +
                                   sqlite3_errstr(code));
}

tl::unexpected<Error> failed(std::string_view name, ErrorKind kind, std::string_view what) {
    return fail(kind, std::string(name) + ": " + std::string(what));
}

struct File {
    int number;
    explicit File(int opened) : number(opened) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        if (number >= 0) ::close(number);
    }
};

void create(const std::string& file, bool for_group) {
    const mode_t mode = for_group ? 0660 : 0600;
    const File created(::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode));
    if (created.number >= 0 && ::fchmod(created.number, mode) != 0) errno = 0;
}

bool append_zeros(int file, off_t from, off_t to) {
    static constexpr std::array<char, 65536> zeros{};
    while (from < to) {
        const auto size = static_cast<std::size_t>(std::min<off_t>(to - from, zeros.size()));
        const ssize_t written = ::pwrite(file, zeros.data(), size, from);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        from += written;
    }
    return true;
}

}  // namespace

Statement::~Statement() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

Statement& Statement::with(std::int64_t number) {
    sqlite3_bind_int64(statement_, ++bound_, number);
    return *this;
}

Statement& Statement::with(std::string_view text) {
    sqlite3_bind_text64(statement_, ++bound_, text.data() == nullptr ? "" : text.data(),
                        text.size(), SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}

Result<bool> Statement::step() {
    if (statement_ == nullptr) return failed(name_, sqlite3_extended_errcode(database_));
    read_ = 0;
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return failed(name_, sqlite3_extended_errcode(database_));
}

Result<void> Statement::run() {
    while (TRY(step())) continue;
    return {};
}

std::int64_t Statement::next_number() {
    return sqlite3_column_int64(statement_, read_++);
}

std::string Statement::next_text() {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, read_));
    const int size = sqlite3_column_bytes(statement_, read_++);
    return text == nullptr ? std::string() : std::string(text, static_cast<std::size_t>(size));
}

Result<std::unique_ptr<Database>> Database::open(const std::string& file, const DatabaseKind& kind,
                                                 int busy_ms, bool thorough) {
    create(file, kind.for_group);
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(
        file.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
        nullptr);
    std::unique_ptr<Database> database(new Database(handle, file, kind));
    if (code != SQLITE_OK) return failed(kind.name, code);
    TRY_VOID(database->configure(busy_ms));
    TRY_VOID(database->migrate());
    TRY_VOID(database->check(thorough));
    // Without room for it what is stored can still be read.
    if (auto room = database->preallocate_log(); !room && room.error().kind != ErrorKind::no_space)
        return tl::unexpected(std::move(room).error());
    return database;
}

Database::~Database() {
    for (const auto& [sql, prepared] : statements_) sqlite3_finalize(prepared);
    sqlite3_close_v2(handle_);
}

Result<void> Database::configure(int busy_ms) {
    sqlite3_busy_timeout(handle_, busy_ms);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_wal_hook(
        handle_,
        [](void* frames, sqlite3*, const char*, int in_log) {
            *static_cast<int*>(frames) = in_log;
            return SQLITE_OK;
        },
        &log_frames_);
    TRY_VOID(execute("PRAGMA journal_mode = WAL"));
    TRY_VOID(execute("PRAGMA synchronous = FULL"));
    TRY_VOID(execute("PRAGMA secure_delete = ON"));
    TRY_VOID(execute("PRAGMA cell_size_check = ON"));
    TRY_VOID(execute("PRAGMA trusted_schema = OFF"));
    TRY_VOID(execute("PRAGMA temp_store = MEMORY"));
    return execute("PRAGMA cache_size = -1024");
}

Result<void> Database::migrate() {
    const auto version = [this]() -> Result<std::size_t> {
        auto asked = statement("PRAGMA user_version");
        TRY_VOID(asked.step());
        return static_cast<std::size_t>(asked.next_number());
    };
    if (TRY(version()) > kind_.schema.size())
        return failed(kind_.name, ErrorKind::invalid_configuration,
                      "written by a newer version of the kiosk");
    if (TRY(version()) == kind_.schema.size()) return {};
    return transaction([&]() -> Result<void> {
        for (std::size_t next = TRY(version()); next < kind_.schema.size(); ++next) {
            TRY_VOID(execute(kind_.schema[next]));
            TRY_VOID(execute(("PRAGMA user_version = " + std::to_string(next + 1)).c_str()));
        }
        return {};
    });
}

Result<void> Database::check(bool thorough) {
    auto checked = statement(thorough ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)");
    if (!TRY(checked.step()) || checked.next_text() != "ok")
        return failed(kind_.name, ErrorKind::corrupt, "the integrity check fails");
    return {};
}

// Under the write lock nobody else appends to the log or cuts it; zeros behind its end mean
// nothing.
Result<void> Database::preallocate_log() {
    return transaction([this]() -> Result<void> {
        const File log(::open((file_ + "-wal").c_str(), O_RDWR | O_CLOEXEC));
        struct stat found {};
        if (log.number < 0 || ::fstat(log.number, &found) != 0)
            return failed(kind_.name, ErrorKind::unavailable, "the log cannot be opened");
        if (found.st_size >= log_bytes) return {};
        // The cut must be durable before the first zero is: a power cut that kept zeros but not the
        // cut would leave the old log readable up to them, and its stale pages would win.
        if (::fdatasync(log.number) != 0)
            return failed(kind_.name, ErrorKind::unavailable, "the log cannot be synced");
        if (!append_zeros(log.number, found.st_size, log_bytes))
            return failed(kind_.name,
                          errno == ENOSPC ? ErrorKind::no_space : ErrorKind::unavailable,
                          "no room for the log");
        if (::fdatasync(log.number) != 0)
            return failed(kind_.name, ErrorKind::unavailable, "the log cannot be synced");
        return {};
    });
}

Result<void> Database::execute(const char* sql) {
    const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return failed(kind_.name, code);
    return {};
}

Result<void> Database::checkpoint(int mode) {
    const int code = sqlite3_wal_checkpoint_v2(handle_, nullptr, mode, nullptr, nullptr);
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY) return failed(kind_.name, code);
    return {};
}

Result<void> Database::keep_log_short() {
    if (log_frames_ < log_frames_at_most) return {};
    log_frames_ = 0;
    return checkpoint(SQLITE_CHECKPOINT_PASSIVE);
}

Result<void> Database::empty_log() {
    TRY_VOID(checkpoint(SQLITE_CHECKPOINT_TRUNCATE));
    return preallocate_log();
}

void Database::abandon() {
    if (sqlite3_get_autocommit(handle_) != 0) return;
    if (auto undone = statement("ROLLBACK").run(); !undone) sqlite3_interrupt(handle_);
}

Statement Database::statement(std::string_view sql) {
    auto& prepared = statements_[sql];
    if (prepared == nullptr)
        sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    return {handle_, prepared, kind_.name};
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(handle_);
}
std::int64_t Database::last_sequence() const {
    return sqlite3_last_insert_rowid(handle_);
}

}  // namespace drivers
