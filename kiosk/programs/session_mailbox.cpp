#include "kiosk/programs/session_mailbox.h"

namespace kiosk::programs {

void Mailbox::post(Letter letter) {
    const std::lock_guard lock(mutex_);
    letters_.push_back(std::move(letter));
    arrived_.notify_one();
    if (bell_) bell_();
}

std::optional<Letter> Mailbox::take() {
    const std::lock_guard lock(mutex_);
    if (letters_.empty()) return std::nullopt;
    Letter letter = std::move(letters_.front());
    letters_.pop_front();
    return letter;
}

void Mailbox::wait(std::chrono::milliseconds limit) {
    std::unique_lock lock(mutex_);
    arrived_.wait_for(lock, limit, [this] { return !letters_.empty(); });
}

void Mailbox::ring(std::function<void()> bell) {
    const std::lock_guard lock(mutex_);
    bell_ = std::move(bell);
    if (bell_ && !letters_.empty()) bell_();
}

void Mailbox::clear() {
    const std::lock_guard lock(mutex_);
    letters_.clear();
}

}  // namespace kiosk::programs
