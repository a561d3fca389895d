// The log cannot hold personal data, by type: an entry is an enumerated event with codes and
// counts. There is no way to pass free text of a citizen.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace kiosk::log {

enum class Level { info, warning, error };

// A value that may appear in a log: an identifier of ours, a code, or a number.
// Identifiers are limited to [A-Za-z0-9._:/-], 80 characters; anything else is written as "?".
struct Field {
    std::string_view name;
    std::string_view identifier = {};
    std::int64_t number = 0;
    bool is_number = false;
};
[[nodiscard]] inline Field id(std::string_view name, std::string_view identifier) {
    return {name, identifier, 0, false};
}
[[nodiscard]] inline Field count(std::string_view name, std::int64_t number) {
    return {name, {}, number, true};
}

// One line of JSON on standard error: {"at":…,"program":…,"level":…,"event":…,fields}.
// `event` is a literal in the field's words: "order_committed", "printer_offline".
void write(Level level, std::string_view event, std::initializer_list<Field> fields = {});

// Named once by each program's main.
void set_program(std::string_view name);

}  // namespace kiosk::log
