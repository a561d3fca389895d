// What wakes and what ends the agent: the terminal's commits to the journal, and SIGTERM. The agent
// may be cut off anywhere without harm (tests/crash holds it to that), so nothing that hangs delays
// its end.
#pragma once

#include <atomic>
#include <chrono>
#include <string>

namespace kiosk::programs {

// From here on SIGTERM and SIGINT set told_to_end() and end every sleep; what is still under way
// 0.7 s later is cut off. Called once, before any other thread is started.
void heed_the_end();
[[nodiscard]] const std::atomic<bool>& told_to_end();

class JournalWatch {
  public:
    explicit JournalWatch(std::string state_directory);
    ~JournalWatch();
    JournalWatch(const JournalWatch&) = delete;
    JournalWatch& operator=(const JournalWatch&) = delete;

    // Sleeps until the terminal has committed, a file was put into the folder, a signal comes, or
    // the time is over. The folder may be missing, and come later.
    void sleep(std::chrono::milliseconds longest);
    // Forgets what was written up to now.
    void forget();

  private:
    const std::string directory_;
    int files_ = -1;
};

}  // namespace kiosk::programs
