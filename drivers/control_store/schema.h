// The control room's tables, one entry for each version: PRAGMA user_version counts how many were
// applied. Released entries never change; a new version is a new entry.
#pragma once

#include <array>

namespace drivers::control {

inline constexpr std::array<const char*, 2> schema{R"(
CREATE TABLE terminals(
    id TEXT PRIMARY KEY,
    city TEXT NOT NULL,
    last_number INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    reported TEXT NOT NULL,
    head_number INTEGER NOT NULL,
    head_hash TEXT NOT NULL,
    chain_holds INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE jobs(
    terminal TEXT NOT NULL REFERENCES terminals(id),
    number INTEGER NOT NULL,
    verb TEXT NOT NULL,
    who TEXT NOT NULL,
    reason TEXT NOT NULL,
    issued INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    signed_job TEXT NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT NOT NULL,
    ended INTEGER NOT NULL,
    PRIMARY KEY (terminal, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX open_jobs ON jobs(terminal, number) WHERE outcome = '';
CREATE TABLE audit(
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    origin TEXT NOT NULL,
    act TEXT NOT NULL,
    object TEXT NOT NULL,
    reason TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
)",
                                                   R"(
CREATE TABLE documents(
    collection TEXT NOT NULL,
    key TEXT NOT NULL,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (collection, key)
) STRICT, WITHOUT ROWID;
)"};

}  // namespace drivers::control
