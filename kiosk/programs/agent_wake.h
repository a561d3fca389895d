// Wakes the agent when the terminal has written to the journal, or when it is told to end.
#pragma once

#include <atomic>
#include <chrono>
#include <string>

namespace kiosk::programs {

// Set by SIGTERM and SIGINT once a JournalWatch stands.
[[nodiscard]] const std::atomic<bool>& told_to_end();

class JournalWatch {  // one for each program
  public:
    explicit JournalWatch(const std::string& state_directory);
    ~JournalWatch();
    JournalWatch(const JournalWatch&) = delete;
    JournalWatch& operator=(const JournalWatch&) = delete;

    // Sleeps until the journal is written to, a signal comes, or the time is over.
    void sleep(std::chrono::milliseconds longest);
    // Forgets what was written up to now: our own writes would wake us.
    void forget();

  private:
    int files_ = -1;
};

}  // namespace kiosk::programs
