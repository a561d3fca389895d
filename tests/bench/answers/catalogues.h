// The catalogues that the questions of the sets are about, as knowledge directories.
#pragma once

#include <string>
#include <vector>

namespace kiosk::answers {

struct Catalogue {
    std::string directory;
    std::vector<std::string> sets;
};

// Our own, and Munich's and Berlin's where their exports lie beside the repository; those are
// written into `scratch` as kiosk-try import-knowledge does.
[[nodiscard]] std::vector<Catalogue> catalogues(const std::string& scratch);

}  // namespace kiosk::answers
