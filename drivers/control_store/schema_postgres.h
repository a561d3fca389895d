// The same tables as schema.h has, in PostgreSQL's words: names stand in the order of their bytes.
// Released entries never change; a new version is a new entry.
#pragma once

#include <array>

namespace drivers::control {

inline constexpr std::array<const char*, 2> schema_postgres{R"(
CREATE TABLE terminals(
    id TEXT COLLATE "C" PRIMARY KEY,
    city TEXT NOT NULL,
    last_number BIGINT NOT NULL,
    last_seen BIGINT NOT NULL,
    reported TEXT NOT NULL,
    head_number BIGINT NOT NULL,
    head_hash TEXT NOT NULL,
    chain_holds BIGINT NOT NULL
);
CREATE TABLE jobs(
    terminal TEXT COLLATE "C" NOT NULL REFERENCES terminals(id),
    number BIGINT NOT NULL,
    verb TEXT NOT NULL,
    who TEXT NOT NULL,
    reason TEXT NOT NULL,
    issued BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    signed_job TEXT NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT NOT NULL,
    ended BIGINT NOT NULL,
    PRIMARY KEY (terminal, number)
);
CREATE INDEX open_jobs ON jobs(terminal, number) WHERE outcome = '';
CREATE TABLE audit(
    number BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    who TEXT NOT NULL,
    origin TEXT NOT NULL,
    act TEXT NOT NULL,
    object TEXT NOT NULL,
    reason TEXT NOT NULL,
    hash TEXT NOT NULL
);
)",
                                                            R"(
CREATE TABLE documents(
    collection TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (collection, key)
);
)"};

}  // namespace drivers::control
