// How both desks take a path apart and answer.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/ports/http_server.h"

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace kiosk::control {

// "/v1/terminals/x" as {"v1", "terminals", "x"}; empty unless it begins with a slash and has no
// empty part.
[[nodiscard]] std::vector<std::string_view> parts_of(std::string_view path);

[[nodiscard]] HttpAnswer json_answer(int status, const nlohmann::json& body);
// {"problem":code}, and a detail for what came in malformed.
[[nodiscard]] HttpAnswer problem(const Error& error);

}  // namespace kiosk::control
