// Who did what, row after row, so that no row can be changed later without its being seen: each
// row's hash covers the row and the hash before it. What is cut off at the end is seen by who has
// kept an earlier head.
#pragma once

#include "kiosk/ports/control_store.h"

#include <optional>
#include <string>

namespace kiosk::control {

// The head of an empty chain: 64 zeros.
[[nodiscard]] std::string first_head();

// SHA-256 over the hash before and every other column of the row, in the table's order, each as
// "<bytes>:<text>," (netstrings); at is milliseconds since 1970. Lower-case hex.
[[nodiscard]] std::string hash_of(const AuditEntry& entry, const std::string& hash_before);

// The row after `last`: its number and its hash are set.
[[nodiscard]] AuditEntry chained(AuditEntry entry, const std::optional<AuditEntry>& last);

struct ChainCheck {
    std::int64_t rows = 0;
    std::string head = first_head();
    std::optional<std::int64_t> wrong_row;  // the first row that is not what was written, or
                                            // before which one is missing
};
// Reads the whole table.
[[nodiscard]] Result<ChainCheck> check_chain(ControlStore& store);

}  // namespace kiosk::control
