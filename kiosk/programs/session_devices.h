// The devices of a session: the real ones, or in development builds their simulated twins with the
// panel that plays them.
#pragma once

#include "drivers/display/sdl_display.h"
#include "kiosk/ports/clock.h"
#include "kiosk/ports/printer.h"
#include "kiosk/programs/session_card_desk.h"
#include "kiosk/programs/session_technician.h"
#include "screens/toolkit/toolkit.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace kiosk::programs {

struct SessionOptions {
    std::string home;
    std::string site_file;
    std::optional<PixelSize> windowed;
    bool simulated = false;
    std::string rehearsal;  // development only: answers of a citizen who is not there
    int line = -1;
};

// nullopt and words on standard error for a wrong usage.
[[nodiscard]] std::optional<SessionOptions> read_options(int argc, char** argv,
                                                         const std::string& home);

struct Devices {
    std::unique_ptr<Clock> clock;
    std::unique_ptr<Printer> printer;
    CardWay card;
    ExtraWindow simulator;  // empty: nothing is simulated
};

// The panel, not shown yet: loading needs its size.
struct Glass {
    std::unique_ptr<Display> display;
    PixelSize size;
    std::function<Result<void>()> show;
    std::function<void(const screens::Toolkit&)> watch;  // by a rehearsed citizen; empty: none
};
[[nodiscard]] Result<Glass> open_glass(const SessionOptions& options, Clock& clock);

[[nodiscard]] Devices open_devices(const SessionOptions& options, const Settings& settings);

}  // namespace kiosk::programs
