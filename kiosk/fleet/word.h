// Words between terminal and control room: codes, states, versions. There is no room in one for a
// name or a sentence.
#pragma once

#include <string_view>

namespace kiosk::fleet {

// At most 64 characters out of [A-Za-z0-9._-]; may be empty.
[[nodiscard]] bool is_word(std::string_view text);

}  // namespace kiosk::fleet
