// How long to wait before the next try: doubling, with a limit, and up to a fifth less by chance,
// so that a thousand terminals do not all come back in the same second.
#pragma once

#include "kiosk/ports/random.h"

#include <algorithm>
#include <chrono>

namespace kiosk::delivery {

struct Backoff {
    std::chrono::milliseconds first, longest;
};
using namespace std::chrono_literals;
inline constexpr Backoff after_setback{2s, 15min};   // this step may work later
inline constexpr Backoff after_standing{15min, 6h};  // somebody must change something first
inline constexpr Backoff between_polls{1min, 6h};    // the office takes days
inline constexpr std::chrono::milliseconds longest_sleep =
    8h;  // more than any of them: a wrong clock

// `attempts`: how often it did not come off before, 0 for the first wait.
[[nodiscard]] inline std::chrono::milliseconds wait_after(Backoff backoff, int attempts,
                                                          Random& random) {
    std::uint8_t chance = 0;
    random.fill({&chance, 1});
    const auto doubled = backoff.first * (std::int64_t{1} << std::clamp(attempts, 0, 30));
    const auto wait = std::min<std::chrono::milliseconds>(doubled, backoff.longest);
    return wait * (1000 - chance * 200 / 255) / 1000;
}

}  // namespace kiosk::delivery
