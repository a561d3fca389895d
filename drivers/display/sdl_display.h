// The panel through SDL 2: a borderless window over the whole screen, its pixels without a GPU.
// Touch comes as finger events only; the mouse stands for a finger in development builds.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/ports/display.h"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace drivers {

struct DisplayOptions {
    std::optional<kiosk::PixelSize>
        windowed;                     // a window of this size, for a desk; none: the whole screen
    bool may_quit = false;            // closing the window is reported; else it is ignored
    bool mouse_and_keyboard = false;  // development: mouse as finger, letters as typing
    std::string title = "Kiosk";      // of the window, for a desk
    // The keypad is a USB keyboard: SDL's names of its keys. Empty: arrows, Return, Escape, F1,
    // F12.
    std::map<std::string, kiosk::Key> keys = {};
};

class SdlDisplay final : public kiosk::Display {
  public:
    // Connects to the screen and shows nothing yet. unavailable without a screen.
    [[nodiscard]] static kiosk::Result<std::unique_ptr<SdlDisplay>> open(
        const DisplayOptions& options);
    ~SdlDisplay() override;

    // Of the window to be: known before show().
    [[nodiscard]] kiosk::PixelSize size() const;
    // Puts the window up. buffer(), present() and wait() are for after it.
    [[nodiscard]] kiosk::Result<void> show();

    [[nodiscard]] kiosk::PixelBuffer buffer() override;
    void present(std::span<const kiosk::PixelRect> damage) override;
    [[nodiscard]] std::optional<kiosk::Input> wait(std::chrono::milliseconds limit) override;
    void wake() override;
    void tone() override;

  private:
    SdlDisplay();
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace drivers
