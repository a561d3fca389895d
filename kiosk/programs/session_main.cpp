// kiosk-session: one citizen's session, from the first screen to the end of the process.
// Started by kiosk; alone (without --line) it serves one session and ends.
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
#include <unistd.h>

namespace kiosk::programs {
namespace {

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

// All that is left of the citizen is this process. Taken down piece by piece, a printer that does
// not answer would keep it alive for long.
void leave(OrderDesk& orders, ReceiptDesk& receipts, CardDesk& cards) {
    cards.cancel();
    orders.finish();
    receipts.finish();
    _exit(0);
}

Result<void> serve(const SessionOptions& options) {
    Setup setup = TRY(load_setup(options.home, options.site_file));
    setup.built = Instant{std::chrono::seconds{KIOSK_BUILT}};
    Devices devices = open_devices(options, setup.settings);
    const Glass glass = TRY(open_glass(options, *devices.clock));
    auto toolkit = TRY(screens::Toolkit::open(options.home, setup.settings.panel, glass.size));
    if (glass.watch) glass.watch(*toolkit);
    drivers::KernelRandom random;
    Mailbox mailbox;
    OrderDesk orders(
        setup, *devices.clock, random,
        [&setup]() -> Result<std::unique_ptr<Journal>> {
            return TRY(drivers::SqliteJournal::open(setup.settings.state_directory));
        },
        mailbox);
    ReceiptDesk receipts(setup, options.home, *devices.clock, *devices.printer, mailbox);
    CardDesk cards(devices.card, *devices.clock, mailbox);
    AnswerDesk answers(options.home + "/assets/knowledge",
                       setup.settings.state_directory + "/knowledge", *devices.clock, mailbox);
    Line line(options.line, mailbox);
    orders.take_health();  // opens the journal while nobody waits
    const Order order = wait_for_turn(mailbox, line);
    if (order == Order::leave) return {};
    orders.take_health();
    TRY_VOID(glass.show());
    mailbox.wait(std::chrono::milliseconds{300});
    mailbox.ring([&glass] { glass.display->wake(); });
    Technician technician(setup, *toolkit, orders, receipts, cards, answers, devices.simulator);
    Errands errands(setup, *devices.clock, orders, receipts, cards);
    Terminal terminal({.setup = setup,
                       .clock = *devices.clock,
                       .display = *glass.display,
                       .toolkit = *toolkit,
                       .mailbox = mailbox,
                       .line = line,
                       .orders = orders,
                       .receipts = receipts,
                       .cards = cards,
                       .answers = answers,
                       .technician = technician,
                       .errands = errands});
    terminal.show(order == Order::show_closed);
    terminal.serve();
    mailbox.ring({});
    if (line.supervised()) leave(orders, receipts, cards);
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
