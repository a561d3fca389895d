// Small files that must be whole whenever the power fails, and keys that nobody else may read.
#pragma once

#include "kiosk/base/result.h"

#include <string>

#include <sys/types.h>

namespace kiosk::programs {

// Durable on return; what stood there before is replaced at once.
[[nodiscard]] Result<void> put_file(const std::string& directory, const std::string& name,
                                    const std::string& text, mode_t mode);
// invalid_configuration: others may read it, or it cannot be read.
[[nodiscard]] Result<std::string> read_private(const std::string& directory,
                                               const std::string& name);

}  // namespace kiosk::programs
