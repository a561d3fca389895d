// Seals orders into a journal, one after another, as a terminal does on a long day without a
// network.
//   fill_journal HOME SITE COUNT   →  {"orders":N,"seal_and_commit_ms":…}
#include "drivers/clock/system_clock.h"
#include "drivers/journal/sqlite_journal.h"
#include "drivers/random/kernel_random.h"
#include "kiosk/health/observe.h"
#include "kiosk/orders/seal.h"
#include "kiosk/programs/session_setup.h"
#include "kiosk/settings/destinations.h"
#include "kiosk/tariffs/order_of.h"
#include "kiosk/tariffs/quote.h"
#include "screens/pages/samples.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace {

using namespace kiosk;

std::string contents_of(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Result<void> fill(const programs::Setup& setup, int count) {
    drivers::SystemClock clock;
    drivers::KernelRandom random;
    const auto journal = TRY(drivers::SqliteJournal::open(setup.settings.state_directory));
    const forms::Draft draft = screens::sample_draft();
    const std::string destination = destination_of(setup.settings.portal, draft.items[0].service);
    const auto key = TRY(health::office_key(*journal, destination));
    const auto quote = tariffs::quote(
        setup.tariffs, tariffs::order_of(setup.services, draft, local_date(clock.now())));
    if (!quote) return fail(ErrorKind::invalid_input, quote.error().detail);
    orders::SealingDesk desk{.journal = *journal,
                             .clock = clock,
                             .random = random,
                             .kiosk_number = setup.settings.kiosk_number,
                             .status_base_url = setup.settings.portal.status_base_url,
                             .recovery_jwk = contents_of(setup.settings.recovery_key_file)};
    for (int i = 0; i < count; ++i)
        TRY(orders::seal_and_commit(desk, key, setup.services, draft, *quote, "de"));
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    const int count = std::atoi(argv[3]);
    const auto setup = programs::load_setup(argv[1], argv[2]);
    if (!setup) return 1;
    const auto start = std::chrono::steady_clock::now();
    const auto filled = fill(*setup, count);
    if (!filled) {
        std::fprintf(stderr, "fill_journal: %s\n", filled.error().detail.c_str());
        return 1;
    }
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    std::printf("{\"orders\":%d,\"seal_and_commit_ms\":%.3f}\n", count, took.count() / count);
    return 0;
}
