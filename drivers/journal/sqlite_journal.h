// The journal on disk: one SQLite file in WAL mode, shared by terminal and agent. A confirmed order
// is one transaction and one fdatasync. Beside it lie `reserve`, which keeps room on the disk, and
// `numbers`, by which a journal that was restored from a copy is recognised.
#pragma once

#include "kiosk/ports/journal.h"
#include "kiosk/ports/random.h"

#include <memory>
#include <string>

namespace drivers {

struct JournalOptions {
    std::string directory;  // made when it does not exist
    std::int64_t reserve_bytes = 64LL
                                 << 20;  // kept free for orders under way and for their delivery
    int busy_ms = 10'000;                // how long to wait for the other process
    bool thorough = false;  // open with the full integrity check (the agent), not the quick one
    kiosk::Random* random = nullptr;  // how far numbers leap after a restore; none: the kernel's
};

class SqliteJournal : public kiosk::Journal {
  public:
    // Makes, migrates and checks. corrupt: the file does not hold together; no_space: no room for
    // it; unavailable: it cannot be opened; invalid_configuration: written by a newer version.
    [[nodiscard]] static kiosk::Result<std::unique_ptr<SqliteJournal>> open(
        const JournalOptions& options);

    // With the defaults.
    [[nodiscard]] static kiosk::Result<std::unique_ptr<SqliteJournal>> open(
        const std::string& state_directory) {
        return open(JournalOptions{.directory = state_directory});
    }
    // The database file, for looking at it from outside.
    [[nodiscard]] static std::string file_in(const std::string& state_directory) {
        return state_directory + "/journal.sqlite";
    }

    SqliteJournal(const SqliteJournal&) = delete;
    SqliteJournal& operator=(const SqliteJournal&) = delete;
    ~SqliteJournal() override;

    [[nodiscard]] kiosk::Result<void> commit(const kiosk::SealedOrder& order) override;
    [[nodiscard]] kiosk::Result<std::int64_t> next_counter(std::int64_t at_least = 0) override;
    [[nodiscard]] kiosk::Result<std::vector<kiosk::OrderHeader>> list() override;
    [[nodiscard]] kiosk::Result<kiosk::SealedOrder> load(const std::string& order_id) override;
    [[nodiscard]] kiosk::Result<std::vector<kiosk::OrderHeader>> due(kiosk::Instant now,
                                                                     std::size_t most) override;
    [[nodiscard]] kiosk::Result<void> update(const kiosk::OrderHeader& header) override;
    [[nodiscard]] kiosk::Result<void> erase_content(const std::string& order_id) override;
    [[nodiscard]] kiosk::Result<void> forget(const std::string& order_id) override;
    [[nodiscard]] kiosk::Result<bool> add_event(const std::string& order_id, const std::string& jti,
                                                const std::string& token) override;
    [[nodiscard]] kiosk::Result<std::vector<kiosk::RecordedEvent>> events(
        const std::string& order_id) override;
    [[nodiscard]] kiosk::Result<std::optional<std::string>> note(const std::string& name) override;
    [[nodiscard]] kiosk::Result<void> set_note(const std::string& name,
                                               const std::string& text) override;
    [[nodiscard]] bool has_space() override;

  private:
    struct Inside;
    explicit SqliteJournal(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace drivers
