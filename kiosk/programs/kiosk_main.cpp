// kiosk: the citizen's terminal. This process only watches over the session processes
// (kiosk-session), which lie beside it; all arguments are passed on to them.
#include "kiosk/base/log.h"
#include "kiosk/programs/kiosk_supervisor.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace {

std::string beside_this_program(std::string_view name) {
    char path[4096];
    const auto length = readlink("/proc/self/exe", path, sizeof path);
    if (length <= 0) return std::string(name);
    const std::string_view self(path, static_cast<std::size_t>(length));
    return std::string(self.substr(0, self.rfind('/') + 1)) + std::string(name);
}

}  // namespace

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
    kiosk::programs::Supervisor supervisor(beside_this_program("kiosk-session"),
                                           std::move(arguments));
    const auto ended = supervisor.run();
    if (!ended) std::fprintf(stderr, "kiosk: %s\n", ended.error().detail.c_str());
    return ended ? 0 : 1;
}
