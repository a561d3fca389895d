#include "kiosk/programs/session_worker.h"

namespace kiosk::programs {

Worker::Worker() : thread_([this] { work(); }) {}

Worker::~Worker() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    given_.notify_one();
    thread_.join();
}

void Worker::give(Job job) {
    {
        const std::lock_guard lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    given_.notify_one();
}

void Worker::stop() {
    const std::lock_guard lock(mutex_);
    jobs_.clear();
    stop_ = true;
}

bool Worker::idle_within(std::chrono::milliseconds limit) {
    std::unique_lock lock(mutex_);
    return idle_.wait_for(lock, limit, [this] { return jobs_.empty() && !busy_; });
}

void Worker::work() {
    while (true) {
        Job job;
        {
            std::unique_lock lock(mutex_);
            given_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
            if (jobs_.empty()) return;
            job = std::move(jobs_.front());
            jobs_.pop_front();
            busy_ = true;
            stop_ = false;  // under the lock: a stop() meant the job before
        }
        job(stop_);
        job = {};
        const std::lock_guard lock(mutex_);
        busy_ = false;
        idle_.notify_all();
    }
}

}  // namespace kiosk::programs
