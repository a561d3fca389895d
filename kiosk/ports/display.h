// The panel as the kiosk sees it: pixels out, fingers and the keypad in. All positions are whole
// pixels of the panel. What drew the pixels, or what a touch means, is not known here.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>

namespace kiosk {

struct PixelSize {
    int width = 0;
    int height = 0;
    friend bool operator==(const PixelSize&, const PixelSize&) = default;
};

struct PixelRect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    [[nodiscard]] int right() const { return x + width; }
    [[nodiscard]] int bottom() const { return y + height; }
    [[nodiscard]] bool empty() const { return width <= 0 || height <= 0; }
    [[nodiscard]] bool contains(int px, int py) const {
        return px >= x && px < right() && py >= y && py < bottom();
    }
    friend bool operator==(const PixelRect&, const PixelRect&) = default;
};

// Writable pixels, 0x00RRGGBB, rows `stride` pixels apart. Whoever lends them keeps them.
struct PixelBuffer {
    std::uint32_t* pixels = nullptr;
    PixelSize size;
    int stride = 0;
};

// Fingers are numbered by the panel; the number of a lifted finger may come again.
struct FingerDown {
    std::int64_t finger = 0;
    int x = 0;
    int y = 0;
};
struct FingerMoved {
    std::int64_t finger = 0;
    int x = 0;
    int y = 0;
};
struct FingerUp {
    std::int64_t finger = 0;
    int x = 0;
    int y = 0;
};

// The tactile keypad; which keyboard key stands for which is decided by whoever opens the display.
enum class Key { up, down, action, back, help, staff };
struct KeyPressed {
    Key key = Key::action;
};

// A real keyboard: development builds and the technicians' menu only.
struct TextEntered {
    std::string text;
};
struct BackspacePressed {};

struct Exposed {};        // the window lost what was drawn: present everything again
struct Woken {};          // another thread called wake()
struct QuitRequested {};  // only where the display was opened with leave to quit

using Input = std::variant<FingerDown, FingerMoved, FingerUp, KeyPressed, TextEntered,
                           BackspacePressed, Exposed, Woken, QuitRequested>;

class Display {
  public:
    virtual ~Display() = default;
    // The pixels to draw into; the same ones until Exposed is reported.
    [[nodiscard]] virtual PixelBuffer buffer() = 0;
    // Shows what changed since the last call.
    virtual void present(std::span<const PixelRect> damage) = 0;
    // The next input, or nothing when `limit` has passed.
    [[nodiscard]] virtual std::optional<Input> wait(std::chrono::milliseconds limit) = 0;
    // Ends a wait() early. The one call that any thread may make.
    virtual void wake() = 0;
    // A short tone, heard beside what is seen. Silence where there is no sound device.
    virtual void tone() = 0;
};

}  // namespace kiosk
