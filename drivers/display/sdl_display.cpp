#include "drivers/display/sdl_display.h"

#include "drivers/display/tone.h"
#include "drivers/display/window_manager.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include <SDL.h>
#include <sys/mman.h>

namespace drivers {

using kiosk::Input;

namespace {

constexpr std::int64_t mouse_finger = -1;

const std::map<std::string, kiosk::Key>& usual_keys() {
    static const std::map<std::string, kiosk::Key> keys = {
        {"Up", kiosk::Key::up},         {"Down", kiosk::Key::down},
        {"Return", kiosk::Key::action}, {"Keypad Enter", kiosk::Key::action},
        {"Escape", kiosk::Key::back},   {"F1", kiosk::Key::help},
        {"F12", kiosk::Key::staff},
    };
    return keys;
}

void set_hints() {
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
}

bool on_x11() {
    const char* driver = SDL_GetCurrentVideoDriver();
    return driver != nullptr && std::string(driver) == "x11";
}

// Asked for the whole screen, SDL waits 100 ms for a manager to move the window. Where there is
// none, a window of the screen's size is the whole screen at once.
Uint32 window_flags(bool windowed) {
    if (windowed) return 0;
    if (on_x11() && !has_window_manager()) return SDL_WINDOW_BORDERLESS;
    return SDL_WINDOW_BORDERLESS | SDL_WINDOW_FULLSCREEN_DESKTOP;
}

kiosk::Error sdl_error(const char* what) {
    return {kiosk::ErrorKind::unavailable, std::string(what) + ": " + SDL_GetError()};
}

}  // namespace

struct SdlDisplay::Inside {
    DisplayOptions options;
    std::map<SDL_Keycode, kiosk::Key> keys;
    kiosk::PixelSize size;
    SDL_Window* window = nullptr;
    Uint32 wake_event = 0;
    Tone tone;

    std::optional<Input> finger(const SDL_TouchFingerEvent& event) const {
        const int x = static_cast<int>(event.x * static_cast<float>(size.width));
        const int y = static_cast<int>(event.y * static_cast<float>(size.height));
        const auto number = static_cast<std::int64_t>(event.fingerId);
        if (event.type == SDL_FINGERDOWN) return kiosk::FingerDown{number, x, y};
        if (event.type == SDL_FINGERUP) return kiosk::FingerUp{number, x, y};
        return kiosk::FingerMoved{number, x, y};
    }

    std::optional<Input> mouse(const SDL_Event& event) const {
        if (!options.mouse_and_keyboard) return std::nullopt;
        if (event.type == SDL_MOUSEMOTION) {
            if ((event.motion.state & SDL_BUTTON_LMASK) == 0) return std::nullopt;
            return kiosk::FingerMoved{mouse_finger, event.motion.x, event.motion.y};
        }
        if (event.button.button != SDL_BUTTON_LEFT) return std::nullopt;
        if (event.type == SDL_MOUSEBUTTONDOWN)
            return kiosk::FingerDown{mouse_finger, event.button.x, event.button.y};
        return kiosk::FingerUp{mouse_finger, event.button.x, event.button.y};
    }

    // A key that is held down counts once.
    std::optional<Input> key(const SDL_KeyboardEvent& event) const {
        if (event.repeat != 0) return std::nullopt;
        const auto found = keys.find(event.keysym.sym);
        if (found != keys.end()) return kiosk::KeyPressed{found->second};
        if (options.mouse_and_keyboard && event.keysym.sym == SDLK_BACKSPACE)
            return kiosk::BackspacePressed{};
        return std::nullopt;
    }

    std::optional<Input> window_event(const SDL_WindowEvent& event) {
        switch (event.event) {
            case SDL_WINDOWEVENT_EXPOSED:
            case SDL_WINDOWEVENT_SHOWN:
            case SDL_WINDOWEVENT_SIZE_CHANGED:
                return kiosk::Exposed{};
            default:
                return std::nullopt;
        }
    }

    std::optional<Input> translated(const SDL_Event& event) {
        if (event.type == wake_event) return kiosk::Woken{};
        switch (event.type) {
            case SDL_FINGERDOWN:
            case SDL_FINGERMOTION:
            case SDL_FINGERUP:
                return finger(event.tfinger);
            case SDL_MOUSEMOTION:
            case SDL_MOUSEBUTTONDOWN:
            case SDL_MOUSEBUTTONUP:
                return mouse(event);
            case SDL_KEYDOWN:
                return key(event.key);
            case SDL_TEXTINPUT:
                if (options.mouse_and_keyboard) return kiosk::TextEntered{event.text.text};
                return std::nullopt;
            case SDL_WINDOWEVENT:
                return window_event(event.window);
            case SDL_QUIT:
                if (options.may_quit) return kiosk::QuitRequested{};
                return std::nullopt;
            default:
                return std::nullopt;
        }
    }
};

SdlDisplay::SdlDisplay() : inside_(std::make_unique<Inside>()) {}

kiosk::Result<std::unique_ptr<SdlDisplay>> SdlDisplay::open(const DisplayOptions& options) {
    set_hints();
    // SDL opens an input method, which would read six thousand rules for dead keys; a terminal has
    // no keyboard that has any.
    // NOLINTNEXTLINE(concurrency-mt-unsafe): a display is opened before the threads start
    if (!options.windowed) setenv("XCOMPOSEFILE", "/dev/null", 0);
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return tl::unexpected(sdl_error("screen"));
    std::unique_ptr<SdlDisplay> display(new SdlDisplay);
    Inside& in = *display->inside_;
    // Through an OpenGL texture the window would load Mesa: 118 MB. On Wayland there is no other
    // way.
    if (on_x11()) SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    in.options = options;
    for (const auto& [name, key] : options.keys.empty() ? usual_keys() : options.keys) {
        const SDL_Keycode code = SDL_GetKeyFromName(name.c_str());
        if (code == SDLK_UNKNOWN)
            return kiosk::fail(kiosk::ErrorKind::invalid_configuration,
                               "keypad: no such key: " + name);
        in.keys[code] = key;
    }
    SDL_DisplayMode mode{};
    if (SDL_GetCurrentDisplayMode(0, &mode) != 0) return tl::unexpected(sdl_error("screen"));
    in.size = options.windowed.value_or(kiosk::PixelSize{mode.w, mode.h});
    in.wake_event = SDL_RegisterEvents(1);
    if (!options.mouse_and_keyboard) SDL_ShowCursor(SDL_DISABLE);
    return display;
}

SdlDisplay::~SdlDisplay() {
    inside_->tone.close();
    if (inside_->window != nullptr) SDL_DestroyWindow(inside_->window);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

kiosk::PixelSize SdlDisplay::size() const {
    return inside_->size;
}

kiosk::Result<void> SdlDisplay::show() {
    Inside& in = *inside_;
    const int where = in.options.windowed ? static_cast<int>(SDL_WINDOWPOS_CENTERED) : 0;
    in.window = SDL_CreateWindow(in.options.title.c_str(), where, where, in.size.width,
                                 in.size.height, window_flags(in.options.windowed.has_value()));
    if (in.window == nullptr) return tl::unexpected(sdl_error("window"));
    const SDL_Surface* surface = SDL_GetWindowSurface(in.window);
    if (surface == nullptr) return tl::unexpected(sdl_error("window"));
    if (surface->format->BytesPerPixel != 4 || surface->format->Rmask != 0xFF0000U ||
        surface->format->Bmask != 0xFFU)
        return kiosk::fail(kiosk::ErrorKind::unavailable, "screen: pixels are not 0x00RRGGBB");
    // In one go: touched page by page, the first picture would wait for two thousand page faults.
    madvise(surface->pixels,
            static_cast<std::size_t>(surface->pitch) * static_cast<std::size_t>(surface->h),
            MADV_POPULATE_WRITE);
    if (in.options.mouse_and_keyboard)
        SDL_StartTextInput();
    else
        SDL_StopTextInput();
    return {};
}

kiosk::PixelBuffer SdlDisplay::buffer() {
    SDL_Surface* surface = SDL_GetWindowSurface(inside_->window);
    if (surface == nullptr) return {};
    return {
        static_cast<std::uint32_t*>(surface->pixels), {surface->w, surface->h}, surface->pitch / 4};
}

void SdlDisplay::present(std::span<const kiosk::PixelRect> damage) {
    std::vector<SDL_Rect> rects;
    rects.reserve(damage.size());
    for (const kiosk::PixelRect& rect : damage)
        rects.push_back({rect.x, rect.y, rect.width, rect.height});
    if (!rects.empty())
        SDL_UpdateWindowSurfaceRects(inside_->window, rects.data(), static_cast<int>(rects.size()));
}

std::optional<Input> SdlDisplay::wait(std::chrono::milliseconds limit) {
    const Uint64 end =
        SDL_GetTicks64() + static_cast<Uint64>(std::max<std::int64_t>(0, limit.count()));
    while (true) {
        const Uint64 now = SDL_GetTicks64();
        const int left = now >= end ? 0 : static_cast<int>(std::min<Uint64>(end - now, 1U << 30U));
        SDL_Event event;
        if (SDL_WaitEventTimeout(&event, left) == 0) return std::nullopt;
        if (const std::optional<Input> input = inside_->translated(event)) return input;
        if (SDL_GetTicks64() >= end) return std::nullopt;
    }
}

void SdlDisplay::wake() {
    SDL_Event event{};
    event.type = inside_->wake_event;
    SDL_PushEvent(&event);
}

void SdlDisplay::tone() {
    inside_->tone.play();
}

}  // namespace drivers
