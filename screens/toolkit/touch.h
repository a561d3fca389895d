// What a finger means: the first finger only, on release inside the target it went down in, and not
// twice by accident. Targets are ids; where they lie is asked of the caller.
#pragma once

#include "kiosk/ports/display.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>

namespace screens {

class Touch {
  public:
    // The id of the target at a pixel; empty: none.
    using At = std::function<std::string(int x, int y)>;
    // Targets for which quick taps on different ones are meant (keys of the keyboard).
    using Quick = std::function<bool(const std::string& target)>;

    void down(const kiosk::FingerDown& finger, std::chrono::milliseconds now, const At& at,
              const Quick& quick);
    void moved(const kiosk::FingerMoved& finger, const At& at);
    // The target that was tapped.
    [[nodiscard]] std::optional<std::string> up(const kiosk::FingerUp& finger,
                                                std::chrono::milliseconds now, const At& at);
    // The target that looks pressed; empty: none.
    [[nodiscard]] const std::string& pressed() const { return pressed_; }
    void cancel();
    // Contacts that were dropped as a palm, a bag or dirt.
    [[nodiscard]] int dropped() const { return dropped_; }

  private:
    struct Contact {
        std::int64_t finger = 0;
        std::string target;
        std::chrono::milliseconds since{};
    };
    std::set<std::int64_t> contacts_;
    std::optional<Contact> first_;
    std::string pressed_;
    std::string last_target_;
    std::optional<std::chrono::milliseconds> last_tap_;
    bool blocked_ = false;  // too many contacts: until the last one is lifted
    int dropped_ = 0;
};

}  // namespace screens
