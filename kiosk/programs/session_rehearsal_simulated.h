// A citizen made of answers, on a terminal without glass: taps what the screen offers until the
// order is confirmed. For tests that need the real session process many times.
#pragma once

#include "kiosk/programs/session_devices.h"
#include "screens/toolkit/toolkit.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace kiosk::programs {

class Rehearsal : public Display {
  public:
    // {"service": id, field: value as it is typed, …}; nullopt when it is not that.
    [[nodiscard]] static std::optional<std::map<std::string, std::string>> read(
        const std::string& file);

    // `let_pass` turns the clock between two taps: a person is slower.
    Rehearsal(PixelSize size, std::map<std::string, std::string> answers,
              std::function<void(std::chrono::milliseconds)> let_pass);
    void watch(const screens::Toolkit& toolkit) { toolkit_ = &toolkit; }

    [[nodiscard]] PixelBuffer buffer() override;
    void present(std::span<const PixelRect>) override {}
    // What the citizen does next; the order number goes to standard output once it is seen.
    [[nodiscard]] std::optional<Input> wait(std::chrono::milliseconds limit) override;
    void wake() override;
    void tone() override {}

  private:
    [[nodiscard]] const screens::Node* wanted() const;
    [[nodiscard]] bool wanted(const screens::Node& node) const;
    [[nodiscard]] std::string still_to_type(const screens::Node& field) const;
    [[nodiscard]] std::optional<Input> tap(const std::string& id);
    void say_number();

    PixelSize size_;
    std::vector<std::uint32_t> pixels_;
    std::map<std::string, std::string> answers_;
    std::function<void(std::chrono::milliseconds)> let_pass_;
    const screens::Toolkit* toolkit_ = nullptr;
    std::optional<FingerUp> lift_;
    bool said_ = false;
    int bell_ = -1;
};

}  // namespace kiosk::programs
