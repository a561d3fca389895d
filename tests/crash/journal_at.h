// The real journal in a folder, sample orders for it, and what can be said about them from outside.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/ports/journal.h"

#include <memory>
#include <string>

namespace tests {

[[nodiscard]] kiosk::Result<std::unique_ptr<kiosk::Journal>> journal_at(const std::string& folder);

// The same order for the same number, of about the size of a real one (4 KB).
[[nodiscard]] kiosk::SealedOrder sample_order(std::int64_t number);

// What SQLite itself says of the file: "ok", or the first thing it found.
[[nodiscard]] std::string integrity_of(const std::string& folder);

}  // namespace tests
