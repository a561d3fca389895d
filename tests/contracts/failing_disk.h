// A disk whose syncs fail when asked to: the test program's own fdatasync and fsync stand before
// the C library's, for SQLite too.
#pragma once

#include <atomic>
#include <string>

namespace tests {

extern std::atomic<bool> syncing_fails;
extern std::atomic<int> syncs;  // how many there were

// SQL on a closed journal's file, as a vandal or a bug might do it.
void run_sql(const std::string& file, const std::string& sql);

}  // namespace tests
