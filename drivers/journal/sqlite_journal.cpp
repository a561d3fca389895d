#include "drivers/journal/sqlite_journal.h"

#include "drivers/journal/numbers.h"
#include "drivers/journal/reserve.h"
#include "drivers/journal/schema.h"
#include "drivers/sqlite/database.h"
#include "kiosk/base/log.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace drivers {

using kiosk::Error;
using kiosk::ErrorKind;
using kiosk::fail;
using kiosk::Instant;
using kiosk::OrderHeader;
using kiosk::Result;
using kiosk::SealedOrder;

namespace {

std::int64_t stored(Instant instant) {
    return instant.time_since_epoch().count();
}
Instant instant_of(std::int64_t milliseconds) {
    return Instant(std::chrono::milliseconds(milliseconds));
}

// Opening, creating and migrating are done by one process at a time.
class OpeningLock {
  public:
    OpeningLock(const std::string& file, std::chrono::milliseconds longest_wait)
        : file_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0660)) {
        const auto until = std::chrono::steady_clock::now() + longest_wait;
        while (file_ >= 0 && ::flock(file_, LOCK_EX | LOCK_NB) != 0 &&
               std::chrono::steady_clock::now() < until)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    OpeningLock(const OpeningLock&) = delete;
    OpeningLock& operator=(const OpeningLock&) = delete;
    ~OpeningLock() {
        if (file_ >= 0) ::close(file_);
    }

  private:
    int file_;
};

// Terminal and agent are two users of one group.
constexpr DatabaseKind kind{.name = "journal", .schema = schema, .for_group = true};

constexpr const char* header_columns =
    "SELECT order_number, order_id, service, service_version, destination_id, leika_key, "
    "encryption_kid, created, "
    "size, sha256, state, attempts, next_attempt, last_problem, submission_id, case_id, announced, "
    "in_doubt_since, settled "
    "FROM orders ";

Result<OrderHeader> read_header(Statement& row) {
    OrderHeader header;
    header.order_number = row.next_text();
    header.order_id = row.next_text();
    header.service = row.next_text();
    header.service_version = static_cast<int>(row.next_number());
    header.destination_id = row.next_text();
    header.leika_key = row.next_text();
    header.encryption_kid = row.next_text();
    header.created = instant_of(row.next_number());
    header.size = row.next_number();
    header.sha256 = row.next_text();
    const auto state = kiosk::order_state_named(row.next_text());
    if (!state) return fail(ErrorKind::corrupt, "journal: an order in an unknown state");
    header.state = *state;
    header.attempts = static_cast<int>(row.next_number());
    header.next_attempt = instant_of(row.next_number());
    header.last_problem = row.next_text();
    header.submission_id = row.next_text();
    header.case_id = row.next_text();
    header.announced = instant_of(row.next_number());
    header.in_doubt_since = instant_of(row.next_number());
    header.settled = instant_of(row.next_number());
    return header;
}

Result<std::vector<OrderHeader>> read_headers(Statement&& rows) {
    std::vector<OrderHeader> headers;
    while (TRY(rows.step())) headers.push_back(TRY(read_header(rows)));
    return headers;
}

Result<std::int64_t> sequence_of(Database& database, const std::string& order_id) {
    auto row = database.statement("SELECT sequence FROM orders WHERE order_id = ?");
    if (!TRY(row.with(order_id).step())) return fail(ErrorKind::refused, "journal: unknown order");
    return row.next_number();
}

Result<void> insert(Database& database, const SealedOrder& order) {
    if (order.parts.size() > parts_per_order)
        return fail(ErrorKind::invalid_input, "journal: too many parts");
    const OrderHeader header = header_of(order);
    TRY_VOID(database
                 .statement("INSERT INTO orders VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                            "0, ?, '', '', '', 0, 0, 0)")
                 .with(header.order_id)
                 .with(header.order_number)
                 .with(header.service)
                 .with(header.service_version)
                 .with(header.destination_id)
                 .with(header.leika_key)
                 .with(header.encryption_kid)
                 .with(stored(header.created))
                 .with(order.status_token_hash)
                 .with(header.size)
                 .with(header.sha256)
                 .with(name_of(header.state))
                 .with(stored(header.next_attempt))
                 .run());
    std::int64_t place = database.last_sequence() * parts_per_order;
    for (const kiosk::SealedPart& part : order.parts)
        TRY_VOID(database.statement("INSERT INTO parts VALUES (?, ?, ?)")
                     .with(place++)
                     .with(part.id)
                     .with(part.jwe)
                     .run());
    return {};
}

Result<void> erase_parts(Database& database, std::int64_t sequence) {
    return database.statement("DELETE FROM parts WHERE place >= ? AND place < ?")
        .with(sequence * parts_per_order)
        .with((sequence + 1) * parts_per_order)
        .run();
}

// Whether it is there or not.
Result<void> remove(Database& database, const std::string& order_id) {
    const auto sequence = sequence_of(database, order_id);
    if (!sequence)
        return sequence.error().kind == ErrorKind::refused ? Result<void>{}
                                                           : tl::unexpected(sequence.error());
    TRY_VOID(erase_parts(database, *sequence));
    TRY_VOID(database.statement("DELETE FROM events WHERE order_id = ?").with(order_id).run());
    return database.statement("DELETE FROM orders WHERE order_id = ?").with(order_id).run();
}

Result<std::vector<kiosk::SealedPart>> read_parts(Database& database, std::int64_t sequence) {
    auto rows = database.statement(
        "SELECT id, jwe FROM parts WHERE place >= ? AND place < ? ORDER BY place");
    rows.with(sequence * parts_per_order).with((sequence + 1) * parts_per_order);
    std::vector<kiosk::SealedPart> parts;
    while (TRY(rows.step())) {
        std::string id = rows.next_text();
        parts.push_back({std::move(id), rows.next_text()});
    }
    return parts;
}

}  // namespace

struct SqliteJournal::Inside {
    JournalOptions options;
    Reserve reserve;
    Numbers numbers;
    std::unique_ptr<Database> database;  // absent after the disk failed, until it is opened anew
    bool log_holds_erased;  // the one that opens thoroughly also cleans up after a crash
    std::vector<std::string> disowned;

    explicit Inside(const JournalOptions& chosen)
        : options(chosen),
          reserve(chosen.directory + "/reserve", chosen.reserve_bytes),
          numbers(chosen.directory + "/numbers", chosen.random),
          log_holds_erased(chosen.thorough) {}

    [[nodiscard]] std::string lock_file() const { return options.directory + "/opening.lock"; }

    // Whoever watches the folder hears a file that is closed after writing. By then the order can
    // be read, which the writing of the log itself does not say.
    void ring() const {
        const int bell = ::open(lock_file().c_str(), O_RDWR | O_CLOEXEC);
        if (bell >= 0) ::close(bell);
    }

    Result<Database*> open(bool thorough) {
        if (database) return database.get();
        std::error_code ignored;  // opening says what is wrong
        std::filesystem::create_directories(options.directory, ignored);
        const OpeningLock alone(lock_file(), std::chrono::milliseconds(options.busy_ms));
        auto opened =
            TRY(Database::open(file_in(options.directory), kind, options.busy_ms, thorough));
        for (const std::string& order_id : disowned)
            TRY_VOID(opened->transaction([&] { return remove(*opened, order_id); }));
        disowned.clear();
        database = std::move(opened);
        return database.get();
    }

    // The citizen is told that nothing was ordered, so nothing may turn up later, even if the log
    // was written after all: removed now, or when the disk answers again.
    void disown(const std::string& order_id) {
        disowned.push_back(order_id);
        if (const auto opened = open(true); !opened)
            kiosk::log::write(kiosk::log::Level::error, "journal_lost",
                              {kiosk::log::id("kind", name_of(opened.error().kind))});
    }

    // After a failed write or sync the kernel may have dropped what it could not write, and the
    // same handle would never learn of it. So the handle is given up, and the next use opens and
    // checks anew.
    void give_up_if_broken(const Error& error) {
        if (error.kind != ErrorKind::unavailable && error.kind != ErrorKind::corrupt) return;
        database.reset();
        numbers.forget();
    }

    template <class Body>
    auto use(Body body) -> decltype(body(std::declval<Database&>())) {
        Database* opened = TRY(open(true));
        auto outcome = body(*opened);
        if (!outcome) give_up_if_broken(outcome.error());
        return outcome;
    }

    // One transaction; when the disk is full, once more with the reserve given up.
    template <class Body>
    auto write(Body body) -> decltype(body(std::declval<Database&>())) {
        const auto attempt = [&] {
            return use(
                [&](Database& opened) { return opened.transaction([&] { return body(opened); }); });
        };
        auto outcome = attempt();
        if (!outcome && outcome.error().kind == ErrorKind::no_space && reserve.give_up())
            outcome = attempt();
        if (outcome) tidy();
        return outcome;
    }

    // What was written is durable already; a failure here concerns the handle, not the caller.
    void tidy() {
        const auto tidied = use([&](Database& opened) -> Result<void> {
            if (!log_holds_erased) return opened.keep_log_short();
            TRY_VOID(opened.empty_log());
            log_holds_erased = false;
            return {};
        });
        if (!tidied) give_up_if_broken(tidied.error());
    }
};

SqliteJournal::SqliteJournal(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
SqliteJournal::~SqliteJournal() = default;

Result<std::unique_ptr<SqliteJournal>> SqliteJournal::open(const JournalOptions& options) {
    auto inside = std::make_unique<Inside>(options);
    TRY(inside->open(options.thorough));
    if (!inside->reserve.hold())
        kiosk::log::write(kiosk::log::Level::warning, "journal_reserve_missing");
    return std::unique_ptr<SqliteJournal>(new SqliteJournal(std::move(inside)));
}

Result<void> SqliteJournal::commit(const SealedOrder& order) {
    if (!inside_->reserve.hold())
        return fail(ErrorKind::no_space, "journal: the reserve is touched");
    auto committed = inside_->write([&](Database& database) { return insert(database, order); });
    if (!committed && !inside_->database) inside_->disown(order.order_id);
    if (committed) inside_->ring();
    return committed;
}

Result<std::int64_t> SqliteJournal::next_counter(std::int64_t at_least) {
    const auto attempt = [&] {
        return inside_->use(
            [&](Database& database) { return inside_->numbers.next(database, at_least); });
    };
    auto number = attempt();
    if (!number && number.error().kind == ErrorKind::no_space && inside_->reserve.give_up())
        number = attempt();
    return number;
}

Result<std::vector<OrderHeader>> SqliteJournal::list() {
    static const std::string sql = std::string(header_columns) + "ORDER BY sequence";
    return inside_->use([&](Database& database) { return read_headers(database.statement(sql)); });
}

Result<SealedOrder> SqliteJournal::load(const std::string& order_id) {
    static const std::string sql = std::string(header_columns) + "WHERE order_id = ?";
    return inside_->use([&](Database& database) -> Result<SealedOrder> {
        const std::int64_t sequence = TRY(sequence_of(database, order_id));
        const auto headers = TRY(read_headers(std::move(database.statement(sql).with(order_id))));
        auto parts = TRY(read_parts(database, sequence));
        const OrderHeader& header = headers.at(0);
        if (!parts.empty() && digest_of(parts) != header.sha256)
            return fail(ErrorKind::corrupt, "journal: an order's bytes are not what was written");
        auto token = database.statement("SELECT status_token_hash FROM orders WHERE sequence = ?");
        TRY_VOID(token.with(sequence).step());
        return SealedOrder{.order_number = header.order_number,
                           .order_id = header.order_id,
                           .service = header.service,
                           .service_version = header.service_version,
                           .destination_id = header.destination_id,
                           .leika_key = header.leika_key,
                           .encryption_kid = header.encryption_kid,
                           .created = header.created,
                           .status_token_hash = token.next_text(),
                           .parts = std::move(parts)};
    });
}

Result<std::vector<OrderHeader>> SqliteJournal::due(Instant now, std::size_t most) {
    static const std::string sql =
        std::string(header_columns) +
        "WHERE next_attempt <= ? AND state NOT IN ('accepted', 'rejected', 'expired', "
        "'needs_staff') ORDER BY sequence LIMIT ?";
    return inside_->use([&](Database& database) {
        return read_headers(std::move(
            database.statement(sql).with(stored(now)).with(static_cast<std::int64_t>(most))));
    });
}

Result<void> SqliteJournal::update(const OrderHeader& header) {
    return inside_->write([&](Database& database) -> Result<void> {
        TRY_VOID(
            database
                .statement("UPDATE orders SET state = ?, attempts = ?, next_attempt = ?, "
                           "last_problem = ?, "
                           "submission_id = ?, case_id = ?, announced = ?, in_doubt_since = ?, "
                           "settled = ? "
                           "WHERE order_id = ?")
                .with(name_of(header.state))
                .with(header.attempts)
                .with(stored(header.next_attempt))
                .with(header.last_problem)
                .with(header.submission_id)
                .with(header.case_id)
                .with(stored(header.announced))
                .with(stored(header.in_doubt_since))
                .with(stored(header.settled))
                .with(header.order_id)
                .run());
        if (database.changes() == 0) return fail(ErrorKind::refused, "journal: unknown order");
        return {};
    });
}

Result<void> SqliteJournal::erase_content(const std::string& order_id) {
    return inside_->write([&](Database& database) -> Result<void> {
        TRY_VOID(erase_parts(database, TRY(sequence_of(database, order_id))));
        inside_->log_holds_erased |= database.changes() > 0;
        return {};
    });
}

Result<void> SqliteJournal::forget(const std::string& order_id) {
    return inside_->write([&](Database& database) -> Result<void> {
        TRY_VOID(remove(database, order_id));
        inside_->log_holds_erased = true;
        return {};
    });
}

Result<bool> SqliteJournal::add_event(const std::string& order_id, const std::string& jti,
                                      const std::string& token) {
    return inside_->write([&](Database& database) -> Result<bool> {
        TRY(sequence_of(database, order_id));
        TRY_VOID(database.statement("INSERT OR IGNORE INTO events VALUES (NULL, ?, ?, ?)")
                     .with(jti)
                     .with(order_id)
                     .with(token)
                     .run());
        return database.changes() == 1;
    });
}

Result<std::vector<kiosk::RecordedEvent>> SqliteJournal::events(const std::string& order_id) {
    return inside_->use([&](Database& database) -> Result<std::vector<kiosk::RecordedEvent>> {
        TRY(sequence_of(database, order_id));
        auto rows = database.statement(
            "SELECT jti, token FROM events WHERE order_id = ? ORDER BY sequence");
        rows.with(order_id);
        std::vector<kiosk::RecordedEvent> recorded;
        while (TRY(rows.step())) {
            std::string jti = rows.next_text();
            recorded.push_back({std::move(jti), rows.next_text()});
        }
        return recorded;
    });
}

Result<std::optional<std::string>> SqliteJournal::note(const std::string& name) {
    return inside_->use([&](Database& database) -> Result<std::optional<std::string>> {
        auto row = database.statement("SELECT text FROM notes WHERE name = ?");
        if (!TRY(row.with(name).step())) return std::nullopt;
        return row.next_text();
    });
}

Result<void> SqliteJournal::set_note(const std::string& name, const std::string& text) {
    return inside_->write([&](Database& database) {
        return database
            .statement(
                "INSERT INTO notes VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET text = "
                "excluded.text")
            .with(name)
            .with(text)
            .run();
    });
}

bool SqliteJournal::has_space() {
    return inside_->reserve.has_margin();
}

}  // namespace drivers
