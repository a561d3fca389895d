#include "drivers/control_store/sqlite_control_store.h"

#include "drivers/control_store/schema.h"
#include "drivers/control_store/sql_control_store.h"
#include "drivers/sqlite/database.h"

namespace drivers {
namespace {

using kiosk::Result;

constexpr DatabaseKind kind{.name = "control store", .schema = control::schema};
constexpr int busy_ms = 2'000;  // somebody looks into the file by hand

struct SqliteEngine {
    using Database = drivers::Database;
    std::string file;

    [[nodiscard]] Result<std::unique_ptr<Database>> open() const {
        auto database = TRY(Database::open(file, kind, busy_ms, true));
        TRY_VOID(database->statement("PRAGMA foreign_keys = ON").run());
        return database;
    }
    [[nodiscard]] Result<void> after_commit(Database& database) const {
        return database.keep_log_short();
    }
};

}  // namespace

Result<std::unique_ptr<kiosk::ControlStore>> open_sqlite_control_store(const std::string& file) {
    auto store = std::make_unique<control::SqlControlStore<SqliteEngine>>(SqliteEngine{file});
    TRY_VOID(store->connect());
    return store;
}

}  // namespace drivers
