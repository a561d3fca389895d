#include "tests/contracts/failing_disk.h"

#include <cerrno>
#include <stdexcept>

#include <sqlite3.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace tests {

std::atomic<bool> syncing_fails = false;
std::atomic<int> syncs = 0;

namespace {

int sync_or_fail(long call, int file) {
    ++syncs;
    if (!syncing_fails) return static_cast<int>(::syscall(call, file));
    errno = EIO;
    return -1;
}

}  // namespace

void run_sql(const std::string& file, const std::string& sql) {
    sqlite3* database = nullptr;
    sqlite3_open(file.c_str(), &database);
    const int code = sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr);
    sqlite3_close(database);
    if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errstr(code));
}

}  // namespace tests

extern "C" int fdatasync(int file) {
    return tests::sync_or_fail(SYS_fdatasync, file);
}
extern "C" int fsync(int file) {
    return tests::sync_or_fail(SYS_fsync, file);
}
