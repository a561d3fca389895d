// What a key does to a field's value: whole characters as people see them (UAX #29), at the end of
// the field. The dots of a date come by themselves; its canonical form comes when the citizen goes
// on.
#pragma once

#include "kiosk/forms/service.h"

#include <optional>
#include <string>
#include <string_view>

namespace kiosk::visit {

// Whether this field is typed into; the others are chosen from.
[[nodiscard]] bool is_typed(const forms::Field& field);
[[nodiscard]] bool is_date(const forms::Field& field);

// The value after one more key; nullopt: it does not fit (too long, or a letter in a number).
[[nodiscard]] std::optional<std::string> with_key(const forms::Field& field, std::string_view value,
                                                  std::string_view key);
[[nodiscard]] std::string without_last(const forms::Field& field, std::string_view value);

// As the citizen reads it in the field; empty for "I don't know".
[[nodiscard]] std::string shown(const forms::Field& field, std::string_view value);

// Which page of the letters suits what comes next: capitals where a name or sentence begins.
[[nodiscard]] int keyboard_page_after(const forms::Field& field, std::string_view value,
                                      int page_now);

}  // namespace kiosk::visit
