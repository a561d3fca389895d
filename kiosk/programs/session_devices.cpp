#include "kiosk/programs/session_devices.h"

#include "drivers/clock/system_clock.h"
#include "drivers/printer/cups_printer.h"
#include "kiosk/programs/session_card_way.h"

#include <charconv>
#include <cstdio>
#include <string_view>
#ifdef KIOSK_SIMULATED
#include "kiosk/programs/session_simulated.h"
#endif

namespace kiosk::programs {
namespace {

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || value < 0)
        return std::nullopt;
    return value;
}

std::optional<PixelSize> size(std::string_view text) {
    const auto cross = text.find('x');
    if (cross == std::string_view::npos) return std::nullopt;
    const auto width = number(text.substr(0, cross));
    const auto height = number(text.substr(cross + 1));
    if (!width || !height || *width < 320 || *height < 240) return std::nullopt;
    return PixelSize{*width, *height};
}

// Takes one option and its value; false when it is not known or malformed.
bool take(SessionOptions& options, std::string_view name, std::string_view value) {
    if (name == "--home")
        options.home = value;
    else if (name == "--config")
        options.site_file = value;
    else if (name == "--windowed")
        return (options.windowed = size(value)).has_value();
    else if (name == "--line") {
        const auto line = number(value);
        if (line) options.line = *line;
        return line.has_value();
    } else
        return false;
    return true;
}

}  // namespace

std::optional<SessionOptions> read_options(int argc, char** argv, const std::string& home) {
    SessionOptions options;
    options.home = home;
    for (int i = 1; i < argc; ++i) {
        const std::string_view name = argv[i];
#ifdef KIOSK_SIMULATED
        if (name == "--rehearse" && i + 1 < argc) {
            options.simulated = true;
            options.rehearsal = argv[++i];
            continue;
        }
        if (name == "--simulated") {
            options.simulated = true;
            continue;
        }
#endif
        if (i + 1 < argc && take(options, name, argv[i + 1])) {
            ++i;
            continue;
        }
        std::fputs(
            "usage: kiosk [--home DIR] [--config FILE] [--windowed WIDTHxHEIGHT] [--simulated]\n",
            stderr);
        return std::nullopt;
    }
    return options;
}

// The mouse stands for a finger where devices may be simulated.
#ifdef KIOSK_SIMULATED
constexpr bool in_development = true;
#else
constexpr bool in_development = false;
#endif

Result<Glass> open_glass(const SessionOptions& options, [[maybe_unused]] Clock& clock) {
#ifdef KIOSK_SIMULATED
    if (!options.rehearsal.empty()) return rehearsed_glass(options, clock);
#endif
    auto display = TRY(drivers::SdlDisplay::open({.windowed = options.windowed,
                                                  .may_quit = options.windowed.has_value(),
                                                  .mouse_and_keyboard = in_development}));
    auto* shown = display.get();
    return Glass{.display = std::move(display),
                 .size = shown->size(),
                 .show = [shown] { return shown->show(); },
                 .watch = {}};
}

Devices open_devices([[maybe_unused]] const SessionOptions& options, const Settings& settings) {
#ifdef KIOSK_SIMULATED
    if (options.simulated) return simulated_devices(settings);
#endif
    return {
        .clock = std::make_unique<drivers::SystemClock>(),
        .printer = std::make_unique<drivers::CupsPrinter>(
            settings.printer, drivers::PrintLimits{}, settings.state_directory + "/printer.sock"),
        .card = open_card_way(settings),
        .simulator = {}};
}

}  // namespace kiosk::programs
