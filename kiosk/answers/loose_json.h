// JSON as other programs write it: numbers and booleans as strings, one object where a list is due,
// members that are missing. Whatever comes, reading it does not throw and takes bounded memory.
#pragma once

#include "kiosk/base/result.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace kiosk::answers {

// At most `largest_export` bytes, 5,000,000 values and 32 levels; invalid_input otherwise.
[[nodiscard]] Result<nlohmann::json> parse_loose_json(std::string_view bytes,
                                                      const std::string& file);

// A string or number as text; empty for anything else.
[[nodiscard]] std::string text_of(const nlohmann::json& value);
// The first of these members that is there and not null; null otherwise.
[[nodiscard]] const nlohmann::json& member_of(const nlohmann::json& object,
                                              std::initializer_list<std::string_view> names);
// The elements of a list; a value that is none counts as a list of it; nothing for null.
[[nodiscard]] std::vector<const nlohmann::json*> elements_of(const nlohmann::json& value);

// The objects of an export with their pointers: a list, a list in a member of the export ("data",
// "services" …), an object that names them by id, or one alone.
[[nodiscard]] std::vector<std::pair<std::string, const nlohmann::json*>> entries_of(
    const nlohmann::json& exported);

}  // namespace kiosk::answers
