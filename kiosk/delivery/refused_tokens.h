// Tokens that were refused before: the log is read again and again, and each is counted and logged
// once.
#pragma once

#include "kiosk/jose/digest.h"

#include <mutex>
#include <set>
#include <string>

namespace kiosk::delivery {

// Safe to use from several threads.
class RefusedTokens {
  public:
    // True the first time for this order.
    [[nodiscard]] bool note(const std::string& order_id, const std::string& token) {
        const std::lock_guard lock(mutex_);
        if (digests_.size() >= most) digests_.clear();  // counted twice rather than without end
        return digests_.insert(jose::sha256_hex(order_id + ' ' + token)).second;
    }

  private:
    static constexpr std::size_t most = 20'000;
    std::mutex mutex_;
    std::set<std::string> digests_;
};

}  // namespace kiosk::delivery
