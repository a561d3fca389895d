// A layout as quads of one ImGui draw list. Pure: what is focused or pressed comes in as data.
#pragma once

#include "screens/toolkit/icons.h"
#include "screens/toolkit/layout.h"
#include "screens/toolkit/print.h"
#include "screens/toolkit/theme.h"
#include "screens/toolkit/typesetter.h"

#include <map>

#include <imgui.h>

namespace screens {

class Painter {
  public:
    Painter(Typesetter& typesetter, Icons& icons) : typesetter_(typesetter), icons_(icons) {}

    void paint(const Layout& layout, const Look& look, ImDrawList& list);

  private:
    class Brush;
    const Mask& corner(int radius);

    Typesetter& typesetter_;
    Icons& icons_;
    std::map<int, Mask> corners_;
};

}  // namespace screens
