// The journal's tables, one entry for each version: PRAGMA user_version counts how many were
// applied. Released entries never change; a new version is a new entry.
#pragma once

#include <array>

namespace drivers {

// A part's place is its order's sequence × 256 + its position, which saves an index and its write.
inline constexpr int parts_per_order = 256;

inline constexpr std::array<const char*, 2> schema{R"(
CREATE TABLE orders(
    sequence INTEGER PRIMARY KEY,
    order_id TEXT NOT NULL UNIQUE,
    order_number TEXT NOT NULL UNIQUE,
    service TEXT NOT NULL,
    service_version INTEGER NOT NULL,
    destination_id TEXT NOT NULL,
    leika_key TEXT NOT NULL,
    encryption_kid TEXT NOT NULL,
    created INTEGER NOT NULL,
    status_token_hash TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt INTEGER NOT NULL,
    last_problem TEXT NOT NULL,
    submission_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    announced INTEGER NOT NULL,
    in_doubt_since INTEGER NOT NULL
) STRICT;
CREATE TABLE parts(
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    jwe TEXT NOT NULL
) STRICT;
CREATE TABLE events(
    sequence INTEGER PRIMARY KEY,
    jti TEXT NOT NULL UNIQUE,
    order_id TEXT NOT NULL,
    token TEXT NOT NULL
) STRICT;
CREATE INDEX events_of_order ON events(order_id);
CREATE TABLE notes(
    name TEXT PRIMARY KEY,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE numbers(
    only INTEGER PRIMARY KEY CHECK (only = 1),
    last INTEGER NOT NULL,
    marker TEXT NOT NULL
) STRICT;
INSERT INTO numbers VALUES (1, 0, '');
)",
                                                   R"(
ALTER TABLE orders ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;
UPDATE orders SET settled = next_attempt
    WHERE state IN ('accepted', 'rejected', 'expired', 'needs_staff');
)"};

}  // namespace drivers
