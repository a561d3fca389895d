// How often the bell may make a terminal ask at once. A bell proves nothing: whoever holds the
// broker could have every terminal ask without a pause, also while the control room is down.
#pragma once

#include <chrono>

namespace kiosk::duty {

class RingBudget {
  public:
    static constexpr int most = 100;
    static constexpr std::chrono::milliseconds one_more_after{5'000};

    // Whether a ring at this time (of the steady clock) is answered. One that is not costs nothing
    // but time: the next round is due within the poll interval anyway.
    [[nodiscard]] bool admits(std::chrono::milliseconds now);

  private:
    int left_ = most;
    std::chrono::milliseconds counted_at_{};
};

}  // namespace kiosk::duty
