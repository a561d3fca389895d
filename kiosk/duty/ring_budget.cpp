#include "kiosk/duty/ring_budget.h"

#include <algorithm>
#include <cstdint>

namespace kiosk::duty {

bool RingBudget::admits(std::chrono::milliseconds now) {
    const std::int64_t more = (now - counted_at_) / one_more_after;
    counted_at_ += more * one_more_after;
    left_ = static_cast<int>(std::min<std::int64_t>(most, left_ + more));
    if (left_ == 0) return false;
    --left_;
    return true;
}

}  // namespace kiosk::duty
