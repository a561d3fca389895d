// The devices of a session: the real ones, or in development builds their simulated twins with the
// panel that plays them.
#pragma once

#include "drivers/display/sdl_display.h"
#include "kiosk/ports/clock.h"
#include "kiosk/ports/printer.h"
#include "kiosk/programs/session_technician.h"

#include <memory>
#include <optional>
#include <string>

namespace kiosk::programs {

struct SessionOptions {
    std::string home;
    std::string site_file;
    std::optional<PixelSize> windowed;
    bool simulated = false;
    int line = -1;
};

// nullopt and words on standard error for a wrong usage.
[[nodiscard]] std::optional<SessionOptions> read_options(int argc, char** argv,
                                                         const std::string& home);

struct Devices {
    std::unique_ptr<Clock> clock;
    std::unique_ptr<Printer> printer;
    ExtraWindow simulator;  // empty: nothing is simulated
};

[[nodiscard]] Devices open_devices(const SessionOptions& options, const Settings& settings);

}  // namespace kiosk::programs
