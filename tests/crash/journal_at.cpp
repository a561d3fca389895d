#include "tests/crash/journal_at.h"

#include "drivers/journal/sqlite_journal.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>

#include <sqlite3.h>

namespace tests {
namespace {

std::string sample_text(std::int64_t number, std::size_t size) {
    std::mt19937_64 engine(static_cast<std::uint64_t>(number));
    std::string text;
    while (text.size() < size) text += static_cast<char>('a' + engine() % 26);
    return text;
}

std::string database_in(const std::string& folder) {
    const std::string magic = "SQLite format 3";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::string head(magic.size(), '\0');
        std::ifstream(entry.path()).read(head.data(), static_cast<std::streamsize>(head.size()));
        if (head == magic) return entry.path();
    }
    return folder + "/no database";
}

}  // namespace

kiosk::Result<std::unique_ptr<kiosk::Journal>> journal_at(const std::string& folder) {
    constexpr std::int64_t small_reserve = 1 << 16;
    const drivers::JournalOptions options{.directory = folder, .reserve_bytes = small_reserve};
    auto journal = TRY(drivers::SqliteJournal::open(options));
    return std::unique_ptr<kiosk::Journal>(std::move(journal));
}

kiosk::SealedOrder sample_order(std::int64_t number) {
    constexpr std::size_t metadata_size = 1200;
    constexpr std::size_t data_size = 2000;
    constexpr std::size_t recovery_size = 800;
    char id[64];
    std::snprintf(id, sizeof id, "01932f00-0000-7000-8000-%012lld", static_cast<long long>(number));
    kiosk::SealedOrder order;
    order.order_id = id;
    order.order_number = "L26042" + std::to_string(1'000'000 + number);
    order.service = "birth-certificate";
    order.destination_id = "9a3f52f6-5d2c-4e5b-8f0a-2f4ad1b2c3d4";
    order.encryption_kid = "key-1";
    order.created = kiosk::Instant(std::chrono::milliseconds(1'795'500'000'000 + number));
    order.status_token_hash = std::string(64, 'a');
    order.parts = {{"metadata", sample_text(number, metadata_size)},
                   {"data", sample_text(number + 1'000'000, data_size)},
                   {"recovery", sample_text(number + 2'000'000, recovery_size)}};
    return order;
}

std::string integrity_of(const std::string& folder) {
    sqlite3* database = nullptr;
    std::string said = "cannot be opened";
    const auto first_row = [](void* into, int, char** columns, char**) {
        *static_cast<std::string*>(into) = columns[0];
        return 1;
    };
    if (sqlite3_open_v2(database_in(folder).c_str(), &database, SQLITE_OPEN_READWRITE, nullptr) ==
        SQLITE_OK)
        sqlite3_exec(database, "PRAGMA integrity_check", first_row, &said, nullptr);
    sqlite3_close(database);
    return said;
}

}  // namespace tests
