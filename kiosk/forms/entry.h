// How an answer is written: as typed on the keyboard ("12.08.1964") and as stored ("1964-08-12").
#pragma once

#include "kiosk/forms/service.h"

#include <string>
#include <string_view>

namespace kiosk::forms {

// From what was typed to what is stored; spaces at the ends go. Dates take "12.8.1964", "12081964",
// "8.1964", "1964" and ISO; register numbers take "g334/1987". What is not understood stays as it
// is, and check() says so.
[[nodiscard]] std::string canonical(const Field& field, std::string_view typed);

// The other way, for a field that is opened again.
[[nodiscard]] std::string as_typed(const Field& field, std::string_view stored);

}  // namespace kiosk::forms
