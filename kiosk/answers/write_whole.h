// Writes files that a terminal may be reading at the same time.
#pragma once

#include "kiosk/base/result.h"

#include <filesystem>
#include <string>

namespace kiosk::answers {

// Under another name first, so that a terminal that reads the folder sees it whole.
[[nodiscard]] Result<void> write_whole(const std::filesystem::path& file, const std::string& text);

}  // namespace kiosk::answers
