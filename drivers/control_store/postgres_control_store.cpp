#include "drivers/control_store/postgres_control_store.h"

#include "drivers/control_store/schema_postgres.h"
#include "drivers/control_store/sql_control_store.h"
#include "drivers/postgres/database.h"

namespace drivers {
namespace {

using kiosk::Result;

constexpr postgres::DatabaseKind kind{
    .name = "control store", .schema = control::schema_postgres, .lock = 0x6b696f736b};  // "kiosk"

struct PostgresEngine {
    using Database = postgres::Database;
    std::string where;

    [[nodiscard]] Result<std::unique_ptr<Database>> open() const {
        return Database::open(where, kind);
    }
    [[nodiscard]] Result<void> after_commit(Database& /*database*/) const { return {}; }
};

}  // namespace

Result<std::unique_ptr<kiosk::ControlStore>> open_postgres_control_store(const std::string& where) {
    auto store = std::make_unique<control::SqlControlStore<PostgresEngine>>(PostgresEngine{where});
    TRY_VOID(store->connect());
    return store;
}

}  // namespace drivers
