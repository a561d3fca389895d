// What the picture in a buffer shows, and where the next one differs from it.
#pragma once

#include "kiosk/ports/display.h"
#include "screens/toolkit/layout.h"
#include "screens/toolkit/print.h"

#include <vector>

namespace screens {

class Shown {
  public:
    // Rectangles to draw again, none of which touch; the whole screen where that is simpler.
    [[nodiscard]] std::vector<kiosk::PixelRect> damage(const Layout& layout, const Look& look,
                                                       const std::vector<Print>& prints,
                                                       const kiosk::PixelBuffer& target) const;
    void note(const Layout& layout, const Look& look, std::vector<Print> prints,
              const kiosk::PixelBuffer& target);
    void forget() { in_ = nullptr; }

  private:
    std::vector<Print> prints_;
    std::vector<kiosk::PixelRect> surfaces_;
    kiosk::PixelRect card_;
    Look look_;
    bool contrast_ = false;
    const std::uint32_t* in_ = nullptr;
    kiosk::PixelSize size_;
};

}  // namespace screens
