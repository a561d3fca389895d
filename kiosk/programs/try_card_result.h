// What kiosk-try card prints: the result object of its contract.
#pragma once

#include "kiosk/eid/reading.h"
#include "kiosk/eid/trouble.h"

#include <chrono>

#include <nlohmann/json.hpp>

namespace kiosk::programs {

using ResultObject = nlohmann::ordered_json;

[[nodiscard]] ResultObject to_json(const eid::Trouble& trouble, std::chrono::milliseconds after);
[[nodiscard]] ResultObject to_json(const eid::PinState& state);
// Fields as the contract names them, and what was not granted or is absent.
[[nodiscard]] ResultObject to_json(const eid::Reading& reading);

}  // namespace kiosk::programs
