// A scene as JSON, for tests, technicians and golden files.
#pragma once

#include "screens/scene/node.h"

#include <string_view>

#include <nlohmann/json.hpp>

namespace screens {

[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::string_view name_of(Region region);
[[nodiscard]] std::string_view name_of(Emphasis emphasis);
[[nodiscard]] std::string_view name_of(Tone tone);

// Members that hold their default are left out; "operable" stands for the event.
[[nodiscard]] nlohmann::ordered_json to_json(const Node& node);
[[nodiscard]] nlohmann::ordered_json to_json(const Scene& scene);

}  // namespace screens
