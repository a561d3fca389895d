// The control room's memory in a PostgreSQL database, for cities that run one: backups, stand-by
// and monitoring are theirs already.
#pragma once

#include "kiosk/ports/control_store.h"

#include <memory>
#include <string>

namespace drivers {

// `where` is a connection string or URI of libpq ("service=kiosk_fleet"); a password belongs in
// ~/.pgpass. Creates and migrates the tables. unavailable: also where another control room has it.
[[nodiscard]] kiosk::Result<std::unique_ptr<kiosk::ControlStore>> open_postgres_control_store(
    const std::string& where);

}  // namespace drivers
