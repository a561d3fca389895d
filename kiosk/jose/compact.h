// The frame that JWE and JWS share: base64url parts with dots between them.
#pragma once

#include "kiosk/base/bytes.h"

#include <optional>
#include <string_view>
#include <vector>

namespace kiosk::jose {

// The parts between the dots, when there are exactly `count` of them.
[[nodiscard]] inline std::optional<std::vector<std::string_view>> split(std::string_view compact,
                                                                        std::size_t count) {
    std::vector<std::string_view> parts;
    std::size_t start = 0;
    while (parts.size() < count) {
        const std::size_t dot = compact.find('.', start);
        parts.push_back(compact.substr(start, dot == std::string_view::npos ? dot : dot - start));
        if (dot == std::string_view::npos) break;
        start = dot + 1;
        if (parts.size() == count) return std::nullopt;
    }
    if (parts.size() != count) return std::nullopt;
    return parts;
}

}  // namespace kiosk::jose
