#include "kiosk/programs/session_simulated.h"

#include "drivers/clock/simulated_running_clock.h"
#include "drivers/printer/simulated_printer.h"
#include "screens/technician/simulated_panel.h"

#include <filesystem>
#include <vector>

namespace kiosk::programs {
namespace {

using namespace std::chrono_literals;
using screens::TrickGroup;

std::string printed_directory(const Settings& settings) {
    const std::string directory = settings.state_directory + "/printed";
    std::error_code error;  // without it the printer says what is wrong when it prints
    std::filesystem::create_directories(directory, error);
    return directory;
}

TrickGroup printer_tricks(drivers::SimulatedPrinter& printer) {
    return {"Drucker",
            {{"Papier leer", [&printer] { printer.run_out_of_paper(); }},
             {"Papier knapp", [&printer] { printer.run_low(); }},
             {"Papier auffüllen", [&printer] { printer.refill(); }},
             {"Papierstau", [&printer] { printer.jam(); }},
             {"Abdeckung auf", [&printer] { printer.open_cover(); }},
             {"Ausstecken", [&printer] { printer.unplug(); }},
             {"Beim Druck ausstecken", [&printer] { printer.unplug_during_print(); }},
             {"Alles behoben", [&printer] { printer.recover(); }}}};
}

TrickGroup time_tricks(drivers::SimulatedRunningClock& clock) {
    return {"Zeit vergeht",
            {{"30 s", [&clock] { clock.let_pass(30s); }},
             {"60 s", [&clock] { clock.let_pass(60s); }},
             {"2 min", [&clock] { clock.let_pass(2min); }}}};
}

}  // namespace

Devices simulated_devices(const Settings& settings) {
    auto clock = std::make_unique<drivers::SimulatedRunningClock>();
    auto printer = std::make_unique<drivers::SimulatedPrinter>(printed_directory(settings));
    const std::vector<TrickGroup> groups{printer_tricks(*printer), time_tricks(*clock)};
    ExtraWindow simulator = [groups]() -> std::function<void()> {
        const screens::Trick* pressed = screens::simulator_panel(groups);
        return pressed == nullptr ? std::function<void()>{} : pressed->play;
    };
    return {.clock = std::move(clock),
            .printer = std::move(printer),
            .simulator = std::move(simulator)};
}

}  // namespace kiosk::programs
