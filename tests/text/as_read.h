// "⁨L26 042⁩" → "L26 042": the marks that isolate what was filled in are not read.
#pragma once

#include <string>
#include <string_view>

namespace tests {

[[nodiscard]] inline std::string as_read(std::string_view words) {
    std::string read(words);
    for (const std::string_view mark : {"\u2068", "\u2069"})
        for (auto at = read.find(mark); at != std::string::npos; at = read.find(mark))
            read.erase(at, mark.size());
    return read;
}

}  // namespace tests
