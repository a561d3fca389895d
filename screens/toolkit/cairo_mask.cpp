#include "screens/toolkit/cairo_mask.h"

#include "kiosk/base/secret.h"

#include <memory>

namespace screens {

namespace {

struct ReleaseSurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct ReleaseCairo {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};

}  // namespace

Mask cairo_mask(int width, int height, const std::function<void(cairo_t*)>& draw) {
    if (width <= 0 || height <= 0) return {};
    const std::unique_ptr<cairo_surface_t, ReleaseSurface> surface(
        cairo_image_surface_create(CAIRO_FORMAT_A8, width, height));
    {
        const std::unique_ptr<cairo_t, ReleaseCairo> cairo(cairo_create(surface.get()));
        draw(cairo.get());
    }
    cairo_surface_flush(surface.get());
    unsigned char* from = cairo_image_surface_get_data(surface.get());
    if (from == nullptr) return {};
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    Mask mask{width, height, {}};
    mask.coverage.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y) {
        const unsigned char* row = from + static_cast<std::size_t>(y) * stride;
        mask.coverage.insert(mask.coverage.end(), row, row + width);
    }
    kiosk::wipe(from, stride * static_cast<std::size_t>(height));
    return mask;
}

}  // namespace screens
