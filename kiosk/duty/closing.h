// Who keeps the terminal out of service, besides its own health: staff on site and the control
// room, each by a word of its own in the journal, so that neither undoes the other's.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/ports/journal.h"

#include <optional>
#include <string>

namespace kiosk::duty {

enum class ClosedBy { staff, control_room };

struct Closing {
    std::string reason = {};  // for staff, never shown to citizens
    Instant since{};
    std::optional<Instant> until = {};  // then it is over by itself; absent: until further notice
    friend bool operator==(const Closing&, const Closing&) = default;
};

// Absent where nobody of that side keeps it closed, or its end has come. What cannot be read counts
// as closed until further notice: somebody wanted it so.
[[nodiscard]] Result<std::optional<Closing>> closing(Journal& journal, ClosedBy side, Instant now);
[[nodiscard]] Result<void> close(Journal& journal, ClosedBy side, const Closing& closing);
[[nodiscard]] Result<void> open(Journal& journal, ClosedBy side);

}  // namespace kiosk::duty
