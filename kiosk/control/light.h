// How a terminal stands, for a look from across the room. Never by colour alone: each reason has a
// code and, where it is known, since when.
#pragma once

#include "kiosk/fleet/reported.h"
#include "kiosk/ports/control_store.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::control {

enum class Colour { green, yellow, red, grey };
[[nodiscard]] std::string_view name_of(Colour colour);

struct Reason {
    Colour colour = Colour::green;
    std::string
        code;  // "not_heard", "service.closed.by_staff", "paper.paperOut", "orders.need_staff"
    std::optional<Instant> since;
    friend bool operator==(const Reason&, const Reason&) = default;
};

struct Light {
    Colour colour = Colour::green;
    std::vector<Reason> reasons;  // the worst first
};

// Grey: not heard for 90 s (three polls), or since its line was lost (`line_lost`). Red: it cannot
// serve, or somebody has to come. Yellow: it is closed by staff, or somebody should come soon. A
// terminal that nobody hears has no other colour, but what it said last still stands among its
// reasons.
[[nodiscard]] Light light_of(const KnownTerminal& terminal,
                             const std::optional<fleet::Reported>& reported, Instant now,
                             std::optional<Instant> line_lost = {});

}  // namespace kiosk::control
