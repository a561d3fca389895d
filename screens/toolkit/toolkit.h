// The toolkit turns scenes into pixels and inputs into the events of nodes. It knows no window:
// inputs and pixels are those of kiosk/ports/display.h. Showing, input and drawing are three calls,
// so that an event is applied after the frame it came from and never within it.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/ports/display.h"
#include "kiosk/settings/settings.h"
#include "kiosk/visit/event.h"
#include "kiosk/visit/step.h"
#include "screens/scene/node.h"
#include "screens/toolkit/layout.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace screens {

class Toolkit {
  public:
    // `home` holds assets/fonts and assets/icons. invalid_configuration when the fonts are missing.
    [[nodiscard]] static kiosk::Result<std::unique_ptr<Toolkit>> open(const std::string& home,
                                                                      const kiosk::Panel& panel,
                                                                      kiosk::PixelSize pixels);
    ~Toolkit();
    Toolkit(const Toolkit&) = delete;
    Toolkit& operator=(const Toolkit&) = delete;

    // Shows a scene from the next draw() on. Focus and content page stay where the scene has the
    // same id; another scene starts at its first page with the focus on its first node.
    void show(const Scene& scene, const kiosk::visit::Preferences& preferences);

    // At most one event, that of the node which was activated. Paging, focus and the pressed look
    // are the toolkit's own and give none. Key::back activates "action.back" (under an overlay:
    // "overlay.back"), Key::help "banner.help". `now` is steady time.
    [[nodiscard]] std::optional<kiosk::visit::Event> input(const kiosk::Input& input,
                                                           std::chrono::milliseconds now);

    // Turns the content's pages, as the pager's buttons do.
    void turn_page(int by);

    // Draws what changed since the last call into `target` and says where; everything when the
    // target is another one or `everything` is set. Empty: nothing is to be presented.
    [[nodiscard]] std::vector<kiosk::PixelRect> draw(const kiosk::PixelBuffer& target,
                                                     bool everything = false);

    [[nodiscard]] const Layout& layout() const;
    [[nodiscard]] std::string focused() const;  // id of the node; empty: none
    [[nodiscard]] bool by_keypad() const;  // the last input came from the keypad: longer idle limit

    // The unlit first screen after two quiet minutes: whole picture dimmed, and shifted by a few
    // pixels as `shift` grows, against burn-in.
    void dim(bool dimmed, int shift = 0);

    // Stock ImGui windows of technicians over the citizen's picture: `windows` is called once a
    // frame between NewFrame and Render and gets touches, text and keys first. Empty: none.
    void technicians(std::function<void()> windows);
    [[nodiscard]] bool technicians_want_a_frame() const;

    // Forgets every set text and what was pressed: nothing of a citizen stays in a mask.
    void forget();

    // Glyphs that no shipped font had, since the toolkit was opened. A test wants zero.
    [[nodiscard]] int unknown_glyphs() const;

  private:
    Toolkit();
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace screens
