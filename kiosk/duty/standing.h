// What only the session knows of the terminal, for the agent to tell the control room. Words and
// instants: by type there is no room for a citizen.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/ports/journal.h"

#include <chrono>
#include <optional>
#include <string>

namespace kiosk::duty {

struct Standing {
    Instant at{};                  // when it was written
    bool in_use = false;           // somebody stands there
    std::string closed_because{};  // "closed.…"; empty: it serves
    std::string card_reader{};     // deviceOnline, noDevice; empty: not known
    friend bool operator==(const Standing&, const Standing&) = default;
};

// A session writes again at the latest after this time, also when nothing changes.
inline constexpr std::chrono::minutes standing_every{5};
// Older than this nobody stands behind it: there is no session.
inline constexpr std::chrono::minutes standing_holds{12};

[[nodiscard]] Result<void> write(Journal& journal, const Standing& standing);
// Absent: none was written, or it cannot be read, which is logged.
[[nodiscard]] Result<std::optional<Standing>> standing(Journal& journal);

}  // namespace kiosk::duty
