#include "screens/toolkit/picture.h"

#include <memory>
#include <vector>

#include <cairo.h>

namespace screens {

kiosk::Result<void> write_picture(Toolkit& toolkit, kiosk::PixelSize size,
                                  const std::string& file) {
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(size.width) *
                                      static_cast<std::size_t>(size.height));
    (void)toolkit.draw({pixels.data(), size, size.width}, true);
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
        cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(pixels.data()),
                                            CAIRO_FORMAT_RGB24, size.width, size.height,
                                            size.width * 4),
        cairo_surface_destroy);
    if (cairo_surface_write_to_png(surface.get(), file.c_str()) != CAIRO_STATUS_SUCCESS)
        return kiosk::fail(kiosk::ErrorKind::unavailable, file + ": cannot be written");
    return {};
}

}  // namespace screens
