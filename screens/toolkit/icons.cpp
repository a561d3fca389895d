#include "screens/toolkit/icons.h"

#include "screens/toolkit/cairo_mask.h"

#include <memory>

#include <librsvg/rsvg.h>

namespace screens {

namespace {

struct ReleaseHandle {
    void operator()(RsvgHandle* handle) const { g_object_unref(handle); }
};

Mask draw_icon(const std::string& path, int size) {
    GError* error = nullptr;
    const std::unique_ptr<RsvgHandle, ReleaseHandle> svg(
        rsvg_handle_new_from_file(path.c_str(), &error));
    if (!svg) {
        g_clear_error(&error);
        return {};
    }
    const RsvgRectangle whole{0, 0, double(size), double(size)};
    return cairo_mask(size, size, [&](cairo_t* cairo) {
        rsvg_handle_render_document(svg.get(), cairo, &whole, nullptr);
    });
}

}  // namespace

const Mask& Icons::at(std::string_view name, int size) {
    auto [entry, fresh] = masks_.try_emplace({std::string(name), size});
    if (fresh && size > 0)
        entry->second = draw_icon(directory_ + "/" + std::string(name) + ".svg", size);
    return entry->second;
}

}  // namespace screens
