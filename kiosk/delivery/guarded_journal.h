// The journal for several threads of one process: one at a time.
#pragma once

#include "kiosk/ports/journal.h"

#include <mutex>

namespace kiosk::delivery {

class GuardedJournal : public Journal {
  public:
    explicit GuardedJournal(Journal& journal) : journal_(journal) {}

    [[nodiscard]] Result<void> commit(const SealedOrder& order) override {
        const std::lock_guard lock(mutex_);
        return journal_.commit(order);
    }
    [[nodiscard]] Result<std::int64_t> next_counter(std::int64_t at_least) override {
        const std::lock_guard lock(mutex_);
        return journal_.next_counter(at_least);
    }
    [[nodiscard]] Result<std::vector<OrderHeader>> list() override {
        const std::lock_guard lock(mutex_);
        return journal_.list();
    }
    [[nodiscard]] Result<SealedOrder> load(const std::string& order_id) override {
        const std::lock_guard lock(mutex_);
        return journal_.load(order_id);
    }
    [[nodiscard]] Result<std::vector<OrderHeader>> due(Instant now, std::size_t most) override {
        const std::lock_guard lock(mutex_);
        return journal_.due(now, most);
    }
    [[nodiscard]] Result<void> update(const OrderHeader& header) override {
        const std::lock_guard lock(mutex_);
        return journal_.update(header);
    }
    [[nodiscard]] Result<void> erase_content(const std::string& order_id) override {
        const std::lock_guard lock(mutex_);
        return journal_.erase_content(order_id);
    }
    [[nodiscard]] Result<void> forget(const std::string& order_id) override {
        const std::lock_guard lock(mutex_);
        return journal_.forget(order_id);
    }
    [[nodiscard]] Result<bool> add_event(const std::string& order_id, const std::string& jti,
                                         const std::string& token) override {
        const std::lock_guard lock(mutex_);
        return journal_.add_event(order_id, jti, token);
    }
    [[nodiscard]] Result<std::vector<RecordedEvent>> events(const std::string& order_id) override {
        const std::lock_guard lock(mutex_);
        return journal_.events(order_id);
    }
    [[nodiscard]] Result<std::optional<std::string>> note(const std::string& name) override {
        const std::lock_guard lock(mutex_);
        return journal_.note(name);
    }
    [[nodiscard]] Result<void> set_note(const std::string& name, const std::string& text) override {
        const std::lock_guard lock(mutex_);
        return journal_.set_note(name, text);
    }
    [[nodiscard]] bool has_space() override {
        const std::lock_guard lock(mutex_);
        return journal_.has_space();
    }

  private:
    Journal& journal_;
    std::mutex mutex_;
};

}  // namespace kiosk::delivery
