// A journal in memory, with the mishaps that a disk can have.
#pragma once

#include "kiosk/ports/journal.h"

#include <map>
#include <set>

namespace drivers {

class SimulatedJournal : public kiosk::Journal {
  public:
    void fill_the_disk() { full_ = true; }  // no_space for new orders; delivery goes on
    void free_the_disk() { full_ = false; }
    void break_disk() { broken_ = true; }  // every verb fails, nothing is kept
    void mend_disk() { broken_ = false; }
    void break_after_notes(int count) { notes_left_ = count; }  // once so many more were set
    [[nodiscard]] bool is_broken() const { return broken_; }
    void lose_power() {}                       // whatever was acknowledged is still there
    void damage(const std::string& order_id);  // its stored bytes are no longer what was written

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
    struct Row {
        kiosk::OrderHeader header;
        kiosk::SealedOrder order;
        std::vector<kiosk::RecordedEvent> events;
    };
    [[nodiscard]] kiosk::Result<Row*> row(const std::string& order_id);
    [[nodiscard]] kiosk::Result<void> answers() const;

    std::vector<Row> rows_;
    std::set<std::string> jtis_;
    std::map<std::string, std::string> notes_;
    std::int64_t counter_ = 0;
    bool full_ = false;
    bool broken_ = false;
    int notes_left_ = -1;  // below zero: no end
};

}  // namespace drivers
