#include "kiosk/programs/session_simulated.h"

#include "drivers/clock/simulated_running_clock.h"
#include "drivers/eid/simulated_eid_session.h"
#include "drivers/printer/simulated_printer.h"
#include "kiosk/programs/session_rehearsal_simulated.h"
#include "screens/technician/simulated_panel.h"

#include <filesystem>
#include <fstream>
#include <vector>

namespace kiosk::programs {
namespace {

using namespace std::chrono_literals;
using screens::TrickGroup;

constexpr auto each_stage = 600ms;  // as slow as a real chip, so that its words can be read

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

// The terminal itself has no network to cut. Whoever plays the portal on this desk looks for the
// file and falls silent while it lies there (config/desk/run).
TrickGroup network_tricks(const Settings& settings) {
    const std::string cut = settings.state_directory + "/network_is_cut";
    return {"Netz",
            {{"Trennen", [cut] { std::ofstream file(cut); }},
             {"Verbinden", [cut] {
                  std::error_code error;  // it was not cut
                  std::filesystem::remove(cut, error);
              }}}};
}

eid::Reading specimen() {
    using eid::Field;
    eid::Reading holder;
    const auto text = [](const char* value) { return SecretText(value); };
    holder.fields = {
        {Field::given_names, text("Erika")},
        {Field::family_name, text("Mustermann")},
        {Field::academic_title, text("")},
        {Field::birth_date, eid::CardDate{1964, 8, 12}},
        {Field::birth_place, eid::FreeText{text("Berlin")}},
        {Field::nationality, text("D")},
        {Field::birth_name, text("Gabler")},
        {Field::address,
         eid::Place{text("Heidestraße 17"), text("Köln"), {}, text("D"), text("51147")}}};
    return holder;
}

// PIN 123456, CAN 500540, PUK 9876543210.
TrickGroup card_tricks(drivers::SimulatedEidSession& card) {
    return {"Ausweis",
            {{"Auflegen", [&card] { card.lay_card(specimen()); }},
             {"Wegnehmen", [&card] { card.pull_card(); }},
             {"Beim Lesen wegnehmen", [&card] { card.pull_during(EidStage::reading_data); }},
             {"Fremde Karte", [&card] { card.lay_foreign_card(); }},
             {"Transport-PIN 12345", [&card] { card.transport_pin("12345"); }},
             {"Noch 2 Versuche", [&card] { card.set_tries_left(2); }},
             {"Ausgesetzt", [&card] { card.set_tries_left(1); }},
             {"Gesperrt", [&card] { card.set_tries_left(0); }},
             {"Abgeschaltet", [&card] { card.deactivate(); }},
             {"Nicht echt", [&card] { card.fail_next(eid::TroubleKind::not_authentic); }},
             {"Lesegerät ab", [&card] { card.unplug_reader(); }},
             {"Lesegerät an", [&card] { card.plug_in_reader(); }}}};
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
    auto card = std::make_unique<drivers::SimulatedEidSession>();
    card->let_take(each_stage);
    card->entitle_to_can_alone();
    const std::vector<TrickGroup> groups{card_tricks(*card), printer_tricks(*printer),
                                         network_tricks(settings), time_tricks(*clock)};
    ExtraWindow simulator = [groups]() -> std::function<void()> {
        const screens::Trick* pressed = screens::simulator_panel(groups);
        return pressed == nullptr ? std::function<void()>{} : pressed->play;
    };
    return {.clock = std::move(clock),
            .printer = std::move(printer),
            .card = {.session = std::move(card),
                     .may_read = [] { return true; },
                     .attended = settings.eid.attended},
            .simulator = std::move(simulator)};
}

Result<Glass> rehearsed_glass(const SessionOptions& options, Clock& clock) {
    auto answers = Rehearsal::read(options.rehearsal);
    if (!answers)
        return fail(ErrorKind::invalid_configuration,
                    options.rehearsal + ": no answers of a citizen");
    auto& turned = dynamic_cast<drivers::SimulatedRunningClock&>(clock);
    const PixelSize size = options.windowed.value_or(PixelSize{960, 540});
    auto citizen = std::make_unique<Rehearsal>(
        size, std::move(*answers),
        [&turned](std::chrono::milliseconds time) { turned.let_pass(time); });
    auto* seen = citizen.get();
    return Glass{.display = std::move(citizen),
                 .size = size,
                 .show = [] { return Result<void>{}; },
                 .watch = [seen](const screens::Toolkit& toolkit) { seen->watch(toolkit); }};
}

}  // namespace kiosk::programs
