// The broken twin of the journal: every word of the real one, but synchronous=NORMAL instead of
// FULL. Linked with --wrap, so that it stays the real driver. The power-loss test must catch it.
#include <string>

#include <sqlite3.h>

namespace {

std::string careless(const char* sql, int length) {
    std::string text =
        length < 0 ? std::string(sql) : std::string(sql, static_cast<std::size_t>(length));
    const std::string full = "FULL";
    if (text.find("synchronous") == std::string::npos) return text;
    for (std::size_t at = text.find(full); at != std::string::npos; at = text.find(full))
        text.replace(at, full.size(), "NORMAL");
    return text;
}

}  // namespace

extern "C" {

int __real_sqlite3_exec(sqlite3*, const char*, int (*)(void*, int, char**, char**), void*, char**);
int __real_sqlite3_prepare_v2(sqlite3*, const char*, int, sqlite3_stmt**, const char**);
int __wrap_sqlite3_exec(sqlite3* database, const char* sql, int (*row)(void*, int, char**, char**),
                        void* into, char** problem);
int __wrap_sqlite3_prepare_v2(sqlite3* database, const char* sql, int length,
                              sqlite3_stmt** statement, const char** tail);

int __wrap_sqlite3_exec(sqlite3* database, const char* sql, int (*row)(void*, int, char**, char**),
                        void* into, char** problem) {
    return __real_sqlite3_exec(database, careless(sql, -1).c_str(), row, into, problem);
}

// `tail` would point into a text that is gone; the journal prepares one statement at a time.
int __wrap_sqlite3_prepare_v2(sqlite3* database, const char* sql, int length,
                              sqlite3_stmt** statement, const char** tail) {
    if (tail != nullptr) return __real_sqlite3_prepare_v2(database, sql, length, statement, tail);
    return __real_sqlite3_prepare_v2(database, careless(sql, length).c_str(), -1, statement,
                                     nullptr);
}
}
