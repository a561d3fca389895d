// One thread for one slow device: jobs are done one after another, in the order they were given.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace kiosk::programs {

class Worker {
  public:
    // `stop` is set when the job's result is no longer wanted; a job looks at it where it waits
    // long.
    using Job = std::function<void(const std::atomic<bool>& stop)>;

    Worker();
    ~Worker();  // does the jobs that wait, then ends
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void give(Job job);
    // Drops the jobs that wait and asks the one under way to stop; jobs given later are done.
    void stop();
    // Waits until nothing is under way or waiting; false when that took longer.
    [[nodiscard]] bool idle_within(std::chrono::milliseconds limit);

  private:
    void work();

    std::mutex mutex_;
    std::condition_variable given_;
    std::condition_variable idle_;
    std::deque<Job> jobs_;
    std::atomic<bool> stop_{false};
    bool ending_ = false;
    bool busy_ = false;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace kiosk::programs
