#include "screens/toolkit/touch.h"

namespace screens {

namespace {

using namespace std::chrono_literals;

constexpr auto bounce = 400ms;  // a second tap sooner than this was not meant
constexpr auto longest_contact = 60s;
constexpr std::size_t most_contacts = 5;

}  // namespace

void Touch::down(const kiosk::FingerDown& finger, std::chrono::milliseconds now, const At& at,
                 const Quick& quick) {
    if (first_ && now - first_->since > longest_contact) {  // dirt does not lock the panel
        contacts_.clear();
        cancel();
        ++dropped_;
    }
    contacts_.insert(finger.finger);
    if (contacts_.size() > most_contacts && !blocked_) {
        blocked_ = true;
        ++dropped_;
        cancel();
    }
    if (blocked_ || contacts_.size() > 1) return;
    std::string target = at(finger.x, finger.y);
    const bool meant = target != last_target_ && quick(target) && quick(last_target_);
    if (last_tap_ && now - *last_tap_ < bounce && !meant) target.clear();
    first_ = Contact{finger.finger, target, now};
    pressed_ = std::move(target);
}

void Touch::moved(const kiosk::FingerMoved& finger, const At& at) {
    if (!first_ || first_->finger != finger.finger) return;
    const bool inside = !first_->target.empty() && at(finger.x, finger.y) == first_->target;
    pressed_ = inside ? first_->target : std::string();
}

std::optional<std::string> Touch::up(const kiosk::FingerUp& finger, std::chrono::milliseconds now,
                                     const At& at) {
    contacts_.erase(finger.finger);
    if (contacts_.empty()) blocked_ = false;
    if (!first_ || first_->finger != finger.finger) return std::nullopt;
    const Contact contact = *first_;
    cancel();
    if (now - contact.since > longest_contact) {
        ++dropped_;
        return std::nullopt;
    }
    if (contact.target.empty() || at(finger.x, finger.y) != contact.target) return std::nullopt;
    last_tap_ = now;
    last_target_ = contact.target;
    return contact.target;
}

void Touch::cancel() {
    first_.reset();
    pressed_.clear();
}

}  // namespace screens
