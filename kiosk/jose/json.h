// JSON as a hostile portal may send it: bounded in size and depth, and a member named twice is an
// error, because two readers would disagree about which one counts (RFC 8725 §2.4).
#pragma once

#include "kiosk/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace kiosk::jose {

inline constexpr std::size_t largest_json = 8U << 20U;  // bytes
inline constexpr int deepest_json = 32;

// invalid_input: not UTF-8, not JSON (RFC 8259), too large, too deep, or a member named twice.
[[nodiscard]] Result<nlohmann::json> parse_json(std::string_view text,
                                                std::size_t largest = largest_json);

// The same, and the outermost value must be an object.
[[nodiscard]] Result<nlohmann::json> parse_object(std::string_view text,
                                                  std::size_t largest = largest_json);

// A member that must be a string; nullopt-like empty is not tolerated: invalid_input names the
// member.
[[nodiscard]] Result<std::string> string_member(const nlohmann::json& object, const char* name);

}  // namespace kiosk::jose
