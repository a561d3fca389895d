// kiosk-session: one citizen's session, from the first screen to the end of the process.
// Started by kiosk; alone (without --line) it serves one session and ends.
#include "drivers/display/sdl_display.h"
#include "drivers/journal/sqlite_journal.h"
#include "drivers/random/kernel_random.h"
#include "kiosk/base/log.h"
#include "kiosk/programs/home.h"
#include "kiosk/programs/session_devices.h"
#include "kiosk/programs/session_terminal.h"

#include <cstdio>
#include <cstdlib>

#include <sys/prctl.h>
#include <sys/resource.h>

namespace kiosk::programs {
namespace {

// The mouse stands for a finger where devices may be simulated.
#ifdef KIOSK_SIMULATED
constexpr bool in_development = true;
#else
constexpr bool in_development = false;
#endif

// No core file, no debugger of the same user: what a citizen typed stays here.
void keep_to_itself() {
    constexpr rlimit no_core{0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    prctl(PR_SET_DUMPABLE, 0);
}

// Stands by until the supervisor says what to show.
Order wait_for_turn(Mailbox& mailbox, const Line& line) {
    if (!line.supervised()) return Order::show;
    line.say(Word::ready);
    while (true) {
        mailbox.wait(heartbeat_every);
        line.say(Word::alive);
        while (const auto letter = mailbox.take()) {
            if (const auto* order = std::get_if<Order>(&*letter)) return *order;
            if (std::holds_alternative<LineBroken>(*letter)) return Order::leave;
        }
    }
}

Result<void> serve(const SessionOptions& options) {
    Setup setup = TRY(load_setup(options.home, options.site_file));
    setup.built = Instant{std::chrono::seconds{KIOSK_BUILT}};
    const Devices devices = open_devices(options, setup.settings);
    auto display = TRY(drivers::SdlDisplay::open({.windowed = options.windowed,
                                                  .may_quit = options.windowed.has_value(),
                                                  .mouse_and_keyboard = in_development}));
    auto toolkit = TRY(screens::Toolkit::open(options.home, setup.settings.panel, display->size()));
    drivers::KernelRandom random;
    Mailbox mailbox;
    OrderDesk orders(
        setup, *devices.clock, random,
        [&setup]() -> Result<std::unique_ptr<Journal>> {
            return TRY(drivers::SqliteJournal::open(setup.settings.state_directory));
        },
        mailbox);
    ReceiptDesk receipts(setup, options.home, *devices.clock, *devices.printer, mailbox);
    Line line(options.line, mailbox);
    orders.take_health();  // opens the journal while nobody waits
    const Order order = wait_for_turn(mailbox, line);
    if (order == Order::leave) return {};
    orders.take_health();
    TRY_VOID(display->show());
    mailbox.wait(std::chrono::milliseconds{300});
    mailbox.ring([&display] { display->wake(); });
    Technician technician(setup, *toolkit, orders, receipts, devices.simulator);
    Terminal terminal({.setup = setup,
                       .clock = *devices.clock,
                       .display = *display,
                       .toolkit = *toolkit,
                       .mailbox = mailbox,
                       .line = line,
                       .orders = orders,
                       .receipts = receipts,
                       .technician = technician});
    terminal.show(order == Order::show_closed);
    terminal.serve();
    mailbox.ring({});
    return {};
}

}  // namespace
}  // namespace kiosk::programs

int main(int argc, char** argv) {
    using namespace kiosk::programs;
    kiosk::log::set_program("kiosk-session");
    keep_to_itself();
    const auto options = read_options(argc, argv, default_home());
    if (!options) return 2;
    const auto served = serve(*options);
    if (served) return 0;
    kiosk::log::write(kiosk::log::Level::error, "session_failed",
                      {kiosk::log::id("kind", name_of(served.error().kind))});
    std::fprintf(stderr, "kiosk-session: %s\n", served.error().detail.c_str());
    return 1;
}
