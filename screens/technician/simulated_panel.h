// Plays the devices in development builds: a stock ImGui window with one button for each mishap.
// It knows no driver, only what it is given. Never compiled for a release.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace screens {

struct Trick {
    std::string label;
    std::function<void()> play;
};

struct TrickGroup {
    std::string label;
    std::vector<Trick> tricks;
};

// Between ImGui's NewFrame and Render; the trick whose button was pressed, to be played after the
// frame.
[[nodiscard]] const Trick* simulator_panel(const std::vector<TrickGroup>& groups);

}  // namespace screens
