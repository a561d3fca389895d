// kiosk: the citizen's terminal. This process only watches over the session processes
// (kiosk-session), which lie beside it; all arguments are passed on to them.
#include "kiosk/base/log.h"
#include "kiosk/programs/beside.h"
#include "kiosk/programs/kiosk_supervisor.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

int main(int argc, char** argv) {
    kiosk::log::set_program("kiosk");
    std::vector<std::string> arguments(argv + 1, argv + argc);
    for (const std::string& argument : arguments) {
        if (argument != "--help") continue;
        std::puts(
            "usage: kiosk [--home DIR] [--config FILE] [--windowed WIDTHxHEIGHT] [--simulated]");
        return 0;
    }
    constexpr rlimit no_core{0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    prctl(PR_SET_DUMPABLE, 0);
    kiosk::programs::Supervisor supervisor(kiosk::programs::beside_this_program("kiosk-session"),
                                           std::move(arguments));
    const auto ended = supervisor.run();
    if (!ended) std::fprintf(stderr, "kiosk: %s\n", ended.error().detail.c_str());
    return ended ? 0 : 1;
}
