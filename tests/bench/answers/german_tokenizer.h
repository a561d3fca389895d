// A tokenizer for SQLite's FTS5 that stems German: SQLite itself has one for English only.
#pragma once

#include <sqlite3.h>

namespace kiosk::answers {

// Makes "german" known to this connection; false when its FTS5 is not there.
[[nodiscard]] bool add_german_tokenizer(sqlite3* database);

}  // namespace kiosk::answers
