// What a terminal says of its jobs, held against what it was given.
#pragma once

#include "kiosk/control/records.h"
#include "kiosk/fleet/reported.h"

#include <cstddef>

namespace kiosk::control {

inline constexpr std::size_t most_open_jobs = 100;  // of one terminal

// Inside a change. Ends the jobs that the terminal has ended, adds up their chain, and says in
// `terminal` whether its own is the same. A result of a job that was never given is not believed;
// the chains differ then. Where the terminal is further than the control room has ever been, a copy
// of an earlier day was put back here: its numbers lead on above the terminal's, so that none is
// given twice, and that is an act of the control room's own.
[[nodiscard]] Result<Acts> take_results(ControlStore& store, KnownTerminal& terminal,
                                        const fleet::Reported& reported, Instant now);

}  // namespace kiosk::control
