// issue_jobs FOLDER COUNT [--acknowledge-first]: a control room that issues jobs and says each
// number when it may. The twin says it before, which the test must catch.
#include "drivers/clock/system_clock.h"
#include "drivers/control_store/sqlite_control_store.h"
#include "kiosk/control/control_room.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string_view>

int main(int argc, char** argv) {
    using namespace kiosk;
    if (argc < 3) return 2;
    const std::string folder = argv[1];
    const bool acknowledge_first = argc > 3 && argv[3] == std::string_view("--acknowledge-first");
    std::filesystem::create_directories(folder);
    auto store = drivers::open_sqlite_control_store(folder + "/control.sqlite");
    if (!store) return 1;
    const drivers::SystemClock clock;
    control::Records records(**store, clock);
    control::ControlRoom room(records, jose::SigningKey::generate().value());
    const control::Actor erika{.who = "erika", .origin = "local account"};
    const std::string id = "leipzig-042";
    if (!room.terminal(id) && !room.enrol(id, "leipzig", erika)) return 1;
    std::int64_t number = room.terminal(id).value().terminal.last_number;
    for (int left = std::atoi(argv[2]); left > 0; --left) {
        const auto say = [](std::int64_t issued) {
            std::printf("%lld\n", static_cast<long long>(issued));
            std::fflush(stdout);
        };
        if (acknowledge_first) say(++number);
        const auto issued =
            room.issue(id, {.verb = fleet::Verb::restart, .reason = "it hangs"}, erika);
        if (!issued) return 1;
        if (!acknowledge_first) say(*issued);
    }
    return 0;
}
