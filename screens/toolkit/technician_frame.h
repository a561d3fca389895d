// Stock ImGui windows for technicians, over the citizen's picture. The font atlas is built when the
// first window is wanted, so that a citizen's session never pays for it.
#pragma once

#include "kiosk/ports/display.h"
#include "screens/toolkit/mask.h"

#include <functional>
#include <string>
#include <vector>

#include <imgui.h>

namespace screens {

class TechnicianFrame {
  public:
    explicit TechnicianFrame(std::string font_file) : font_file_(std::move(font_file)) {}

    void use(std::function<void()> windows);
    [[nodiscard]] bool active() const { return static_cast<bool>(windows_); }

    // Takes an input for the windows. True: it belongs to them and to nobody else.
    [[nodiscard]] bool input(const kiosk::Input& input);
    // Frames are drawn until the windows have settled: ImGui answers an input a frame later.
    [[nodiscard]] bool wants_a_frame() const { return active() && frames_wanted_ > 0; }
    void want_frames() { frames_wanted_ = frames_to_settle; }
    // Runs the windows and draws them.
    void draw(const kiosk::PixelBuffer& target);

  private:
    static constexpr int frames_to_settle = 4;
    void build_atlas();
    void press(int x, int y, bool down);
    void key(kiosk::Key key);

    std::string font_file_;
    std::function<void()> windows_;
    Mask atlas_;
    std::vector<ImVec4> clips_;  // where the windows of the last frame lay
    int frames_wanted_ = 0;
    bool release_next_ = false;
};

}  // namespace screens
