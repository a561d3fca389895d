// What the service menu says about each part, from the terminal's health; technicians read German.
#pragma once

#include "kiosk/programs/session_letter.h"
#include "kiosk/programs/session_setup.h"
#include "screens/technician/service_menu.h"

#include <vector>

namespace kiosk::programs {

[[nodiscard]] std::vector<screens::PartLine> parts_of(const HealthTaken& taken, const Setup& setup);
[[nodiscard]] screens::PartLine line_of(const KnowledgeRead& read, const Setup& setup);
[[nodiscard]] std::vector<screens::OrderRow> rows_of(const std::vector<OrderHeader>& orders);
[[nodiscard]] std::vector<screens::PartLine> versions(const Setup& setup);

}  // namespace kiosk::programs
