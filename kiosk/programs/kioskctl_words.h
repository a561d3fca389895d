// What kioskctl says in place of codes and instants.
#pragma once

#include "kiosk/base/date.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace kiosk::programs {

// What to say for a code (kiosk/control/words.h).
using Words = std::function<std::string(const std::string& code)>;

// German legal time: "10:14" when that is today, otherwise "2026-11-30 10:14".
[[nodiscard]] std::string said_at(Instant instant, Instant now);

// What staff mean by "2026-12-01T18:00" or "18:00" (today, or tomorrow when that is past) on the
// clock on the wall; nullopt for anything else, and for the hour that summer time leaves out.
[[nodiscard]] std::optional<Instant> wall_time(std::string_view text, Instant now);

// One line of the list: "leipzig-042  red     out of paper since 10:14".
[[nodiscard]] std::string line_for(const nlohmann::json& terminal, std::size_t name_width,
                                   Instant now, const Words& words);

// A row that was changed past every rule may hold anything, but not move the cursor.
[[nodiscard]] std::string printable(std::string text);

}  // namespace kiosk::programs
