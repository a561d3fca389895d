#include "screens/paper/press.h"

#include "screens/paper/pdf_language.h"
#include "screens/paper/setting.h"

#include <cmath>
#include <memory>
#include <utility>

#include <cairo-pdf.h>

namespace screens {

using kiosk::Bitmap;
using kiosk::ErrorKind;
using kiosk::Result;
using paper::Setting;

namespace {

struct ReleaseSurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct ReleaseCairo {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using Surface = std::unique_ptr<cairo_surface_t, ReleaseSurface>;
using Cairo = std::unique_ptr<cairo_t, ReleaseCairo>;

cairo_status_t append(void* to, const unsigned char* data, unsigned size) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(data), size);
    return CAIRO_STATUS_SUCCESS;
}

Result<std::string> draw_pdf(const Setting& setting, const Setting::Pages& pages,
                             const std::string& title) {
    std::string bytes;
    const Surface surface(
        cairo_pdf_surface_create_for_stream(append, &bytes, setting.sheet.width, pages.height));
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
    const Cairo cairo(cairo_create(surface.get()));
    cairo_tag_begin(cairo.get(), "Document", nullptr);
    for (std::size_t page = 0; page < pages.first.size(); ++page) {
        setting.draw(cairo.get(), pages, page);
        cairo_show_page(cairo.get());
    }
    cairo_tag_end(cairo.get(), "Document");
    cairo_surface_finish(surface.get());
    if (cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS ||
        cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS)
        return kiosk::fail(ErrorKind::internal, "paper: Cairo failed");
    return bytes;
}

Result<Bitmap> draw_bitmap(const Setting& setting, const Setting::Pages& pages, std::size_t page,
                           int dots_per_inch) {
    constexpr double points_per_inch = 72;
    const double scale = dots_per_inch / points_per_inch;
    Bitmap bitmap{.width = static_cast<int>(std::lround(setting.sheet.width * scale)),
                  .height = static_cast<int>(std::ceil(pages.height * scale)),
                  .dots_per_inch = dots_per_inch,
                  .dots = {}};
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_A8, bitmap.width, bitmap.height));
    const Cairo cairo(cairo_create(surface.get()));
    cairo_set_antialias(cairo.get(), CAIRO_ANTIALIAS_NONE);
    cairo_scale(cairo.get(), scale, scale);
    setting.draw(cairo.get(), pages, page);
    cairo_surface_flush(surface.get());
    if (cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS)
        return kiosk::fail(ErrorKind::internal, "paper: Cairo failed");
    const unsigned char* ink = cairo_image_surface_get_data(surface.get());
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    const auto width = static_cast<std::size_t>(bitmap.width);
    const auto height = static_cast<std::size_t>(bitmap.height);
    bitmap.dots.resize(width * height);
    constexpr unsigned white = 255;
    for (std::size_t y = 0; y < height; ++y)
        for (std::size_t x = 0; x < width; ++x)
            bitmap.dots[y * width + x] = static_cast<std::uint8_t>(white - ink[y * stride + x]);
    return bitmap;
}

}  // namespace

Result<Press> Press::open(const std::string& home) {
    return Press(TRY(open_fonts(home)));
}

Result<Document> Press::pdf(const Scene& scene, const kiosk::PaperFormat& format,
                            const std::string& title) const {
    const Setting setting = TRY(paper::set(scene, format, fonts_.get()));
    const Setting::Pages pages = setting.pages();
    const std::string bytes =
        TRY(paper::with_language(TRY(draw_pdf(setting, pages, title)), scene.language));
    const kiosk::ByteView view = kiosk::view_of(bytes);
    return Document{.pdf = {view.begin(), view.end()},
                    .width_mm = setting.sheet.width / paper::points_per_mm,
                    .height_mm = pages.height / paper::points_per_mm,
                    .pages = static_cast<int>(pages.first.size())};
}

Result<std::vector<Bitmap>> Press::bitmaps(const Scene& scene,
                                           const kiosk::PaperFormat& format) const {
    const Setting setting = TRY(paper::set(scene, format, fonts_.get()));
    const Setting::Pages pages = setting.pages();
    std::vector<Bitmap> bitmaps;
    for (std::size_t page = 0; page < pages.first.size(); ++page)
        bitmaps.push_back(TRY(draw_bitmap(setting, pages, page, format.dots_per_inch)));
    return bitmaps;
}

}  // namespace screens
