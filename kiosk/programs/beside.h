// Where the programs find each other: those of one installation lie in one folder.
#pragma once

#include <string>
#include <string_view>

#include <unistd.h>

namespace kiosk::programs {

[[nodiscard]] inline std::string beside_this_program(std::string_view name) {
    char path[4096];
    const auto length = readlink("/proc/self/exe", path, sizeof path);
    if (length <= 0) return std::string(name);
    const std::string_view self(path, static_cast<std::size_t>(length));
    return std::string(self.substr(0, self.rfind('/') + 1)) + std::string(name);
}

}  // namespace kiosk::programs
