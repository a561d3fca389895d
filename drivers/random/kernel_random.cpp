#include "drivers/random/kernel_random.h"

#include <cerrno>
#include <cstdlib>

#include <sys/random.h>

namespace drivers {

// A terminal without chance must not go on: predictable keys are worse than none.
void KernelRandom::fill(std::span<std::uint8_t> bytes) {
    while (!bytes.empty()) {
        const auto got = getrandom(bytes.data(), bytes.size(), 0);
        if (got > 0)
            bytes = bytes.subspan(static_cast<std::size_t>(got));
        else if (errno != EINTR)
            std::abort();
    }
}

}  // namespace drivers
