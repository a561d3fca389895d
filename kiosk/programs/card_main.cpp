// kiosk-card: holds the reader and the card's protocol for one session, which starts it over an
// inherited line and kills it when a card hangs. Everything that a card says is parsed in here.
#include "drivers/card/pcsc_reader.h"
#include "drivers/clock/system_clock.h"
#include "drivers/eid/card_process.h"
#include "drivers/random/kernel_random.h"
#include "kiosk/base/log.h"
#include "kiosk/programs/card_sandbox.h"
#include "kiosk/programs/card_service.h"

#include <chrono>
#include <cstdio>

#include <openssl/crypto.h>
#include <unistd.h>

namespace kiosk::programs {
namespace {

using namespace std::chrono_literals;

constexpr auto set_up_limit = 5s;

Result<void> serve(drivers::card::CardLine& line) {
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
    const auto message = TRY(line.receive(set_up_limit));
    const drivers::card::Request first = TRY(drivers::card::unpack_request(message));
    const auto* set_up = std::get_if<drivers::card::SetUp>(&first);
    if (set_up == nullptr) return fail(ErrorKind::invalid_input, "card line: no set-up");
    TRY_VOID(become_nobody());
    drivers::PcscReader reader(set_up->reader);
    static_cast<void>(reader.state());
    TRY_VOID(shut_in());
    const drivers::SystemClock clock;
    drivers::KernelRandom random;
    CardService(line, reader, clock, random, make_terminal(*set_up)).serve();
    return {};
}

}  // namespace
}  // namespace kiosk::programs

int main(int argc, char**) {
    using namespace kiosk::programs;
    kiosk::log::set_program("kiosk-card");
    if (argc != 1) {
        std::fputs("kiosk-card is started by kiosk-session\n", stderr);
        return 2;
    }
    keep_private(drivers::card::inherited_line);
    drivers::card::CardLine line(drivers::card::inherited_line);
    const auto served = serve(line);
    if (!served)
        kiosk::log::write(kiosk::log::Level::error, "card_process_failed",
                          {kiosk::log::id("kind", name_of(served.error().kind))});
    // A reader's driver may still hold a thread; no ordinary exit can wait for it.
    _exit(served ? 0 : 1);
}
