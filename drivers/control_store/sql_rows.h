// The rows of the control room's tables as values, from any connection whose statements read their
// columns one after another.
#pragma once

#include "kiosk/ports/control_store.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace drivers::control {

using kiosk::AuditEntry;
using kiosk::Document;
using kiosk::ErrorKind;
using kiosk::fail;
using kiosk::Instant;
using kiosk::IssuedJob;
using kiosk::KnownTerminal;
using kiosk::Result;

inline std::int64_t stored(Instant instant) {
    return instant.time_since_epoch().count();
}
inline std::int64_t stored(std::size_t count) {
    return static_cast<std::int64_t>(count);
}
inline Instant instant_of(std::int64_t milliseconds) {
    return Instant(std::chrono::milliseconds(milliseconds));
}

// Columns are read one after another, in the order of a braced list.
template <class Row>
void read(Row& row, KnownTerminal& into) {
    into = KnownTerminal{.id = row.next_text(),
                         .city = row.next_text(),
                         .last_number = row.next_number(),
                         .last_seen = instant_of(row.next_number()),
                         .reported = row.next_text(),
                         .head_number = row.next_number(),
                         .head_hash = row.next_text(),
                         .chain_holds = row.next_number() != 0};
}

template <class Row>
void read(Row& row, IssuedJob& into) {
    into = IssuedJob{.terminal = row.next_text(),
                     .number = row.next_number(),
                     .verb = row.next_text(),
                     .who = row.next_text(),
                     .reason = row.next_text(),
                     .issued = instant_of(row.next_number()),
                     .expires = instant_of(row.next_number()),
                     .signed_job = row.next_text(),
                     .outcome = row.next_text(),
                     .detail = row.next_text(),
                     .ended = instant_of(row.next_number())};
}

template <class Row>
void read(Row& row, AuditEntry& into) {
    into = AuditEntry{.number = row.next_number(),
                      .at = instant_of(row.next_number()),
                      .who = row.next_text(),
                      .origin = row.next_text(),
                      .act = row.next_text(),
                      .object = row.next_text(),
                      .reason = row.next_text(),
                      .hash = row.next_text()};
}

template <class Row>
void read(Row& row, Document& into) {
    into = Document{.collection = row.next_text(),
                    .key = row.next_text(),
                    .version = row.next_number(),
                    .text = row.next_text()};
}

template <class T, class Rows>
Result<std::vector<T>> all(Rows& rows) {
    std::vector<T> found;
    while (TRY(rows.step())) read(rows, found.emplace_back());
    return found;
}

template <class T, class Rows>
Result<std::optional<T>> first(Rows& rows) {
    if (!TRY(rows.step())) return std::nullopt;
    T found;
    read(rows, found);
    return found;
}

template <class Database>
Result<void> one_changed(const Database& database, const char* otherwise) {
    if (database.changes() == 1) return {};
    return fail(ErrorKind::refused, otherwise);
}

}  // namespace drivers::control
