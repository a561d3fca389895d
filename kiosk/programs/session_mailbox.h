// The one mailbox of a session: workers post from their threads, the loop takes at one place.
#pragma once

#include "kiosk/programs/session_letter.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

namespace kiosk::programs {

class Mailbox {
  public:
    void post(Letter letter);
    [[nodiscard]] std::optional<Letter> take();
    // While there is no display to wait at: until a letter is there or `limit` has passed.
    void wait(std::chrono::milliseconds limit);
    // Called after each post, from the posting thread; once at once when letters are waiting
    // already.
    void ring(std::function<void()> bell);
    // Drops everything: what is late for this citizen is nothing to the next.
    void clear();

  private:
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Letter> letters_;
    std::function<void()> bell_;
};

}  // namespace kiosk::programs
