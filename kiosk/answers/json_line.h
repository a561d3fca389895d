// Tells the person who edits a JSON file (comments allowed) on which line a finding stands.
#pragma once

#include <string_view>

namespace kiosk::answers {

// The line, from 1, of the value that the RFC 6901 pointer names; of the nearest value around it
// when it does not exist. `json` must be well-formed.
[[nodiscard]] int line_of_pointer(std::string_view json, std::string_view pointer);

}  // namespace kiosk::answers
