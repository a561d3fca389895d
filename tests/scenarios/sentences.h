// The sentences of a scenario file. A line is played, or it says why it could not be.
#pragma once

#include "tests/scenarios/terminal.h"

#include <string>

namespace scenes {

// Empty: it went as written. Otherwise the reason, with what the screen said.
[[nodiscard]] std::string play(Terminal& terminal, const std::string& sentence);

}  // namespace scenes
