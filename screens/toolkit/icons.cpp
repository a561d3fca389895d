#include "screens/toolkit/icons.h"

#include "screens/toolkit/cairo_mask.h"
#include "screens/toolkit/icon_drawing.h"

#include <fstream>
#include <iterator>

namespace screens {

namespace {

Mask mask_of(const std::string& path, int size) {
    std::ifstream file(path, std::ios::binary);
    const std::string svg(std::istreambuf_iterator<char>(file), {});
    bool drawn = false;
    Mask mask = cairo_mask(
        size, size, [&](cairo_t* cairo) { drawn = draw_icon(cairo, svg, size).has_value(); });
    return drawn ? mask : Mask{};
}

}  // namespace

const Mask& Icons::at(std::string_view name, int size) {
    auto [entry, fresh] = masks_.try_emplace({std::string(name), size});
    if (fresh && size > 0)
        entry->second = mask_of(directory_ + "/" + std::string(name) + ".svg", size);
    return entry->second;
}

}  // namespace screens
