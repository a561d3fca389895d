// What a city was given to read cards with, as it lies in files. Read by whoever starts the process
// that holds the card: that one reads no file.
#pragma once

#include "kiosk/base/bytes.h"

#include <string>
#include <vector>

namespace drivers {

struct TerminalFiles {
    std::vector<std::string> anchors;       // trust/csca/*.pem
    std::vector<std::string> certificates;  // terminal/chain/*.cvcert, in the order of their names
};

// Folders or files that cannot be read give nothing; at most 64 files of at most 64 KiB each.
[[nodiscard]] TerminalFiles read_terminal_files(const std::string& trust_directory,
                                                const std::string& terminal_directory);

}  // namespace drivers
