// Words set with Pango for paper: no hyphens are invented and no dot depends on the output, so
// that PDF and raster break their lines alike.
#pragma once

#include "screens/scene/node.h"
#include "screens/toolkit/fonts.h"

#include <memory>
#include <string>

#include <pango/pangocairo.h>

namespace screens::paper {

struct Face {
    double points = 12;
    bool bold = false;
    double before = 0;       // space above, in points
    bool with_next = false;  // belongs to what follows
};
[[nodiscard]] Face face_of(const Node& node);

using Layout = std::shared_ptr<PangoLayout>;

class Lettering {
  public:
    Lettering(PangoFontMap* fonts, const Scene& scene);

    // Lines no wider than `measure` points; negative: one line.
    [[nodiscard]] Layout set(const Node& node, const std::string& text, const Face& face,
                             double measure) const;

  private:
    std::unique_ptr<PangoContext, ReleaseObject> context_;
    const Scene& scene_;
};

[[nodiscard]] double width_of(const Layout& layout);   // points
[[nodiscard]] double height_of(const Layout& layout);  // points
void show(cairo_t* cairo, const Layout& layout, double x, double y);

}  // namespace screens::paper
