// Our own reader of icons draws what librsvg, which reads all of SVG, draws; and what it does not
// read it refuses.
#include "screens/toolkit/cairo_mask.h"
#include "screens/toolkit/icon_drawing.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <librsvg/rsvg.h>

namespace screens {
namespace {

constexpr int size = 96;
// Of 255, at the edge of a curve: both flatten curves in their own way.
constexpr int of_flattening = 40;

std::string contents_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

Mask drawn_by_us(const std::string& svg) {
    return cairo_mask(size, size, [&](cairo_t* cairo) {
        const auto drawn = draw_icon(cairo, svg, size);
        EXPECT_TRUE(drawn) << drawn.error().detail;
    });
}

Mask drawn_by_librsvg(const std::string& svg) {
    const std::unique_ptr<RsvgHandle, decltype(&g_object_unref)> handle(
        rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(svg.data()), svg.size(), nullptr),
        g_object_unref);
    const RsvgRectangle whole{0, 0, size, size};
    return cairo_mask(size, size, [&](cairo_t* cairo) {
        EXPECT_TRUE(rsvg_handle_render_document(handle.get(), cairo, &whole, nullptr));
    });
}

int greatest_difference(const Mask& a, const Mask& b) {
    int greatest = a.coverage.size() == b.coverage.size() ? 0 : 255;
    for (std::size_t i = 0; i < std::min(a.coverage.size(), b.coverage.size()); ++i)
        greatest = std::max(greatest, std::abs(a.coverage[i] - b.coverage[i]));
    return greatest;
}

bool reads(const std::string& svg) {
    bool read = false;
    (void)cairo_mask(size, size,
                     [&](cairo_t* cairo) { read = draw_icon(cairo, svg, size).has_value(); });
    return read;
}

std::string icon_of(const std::string& inside) {
    return R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">)" + inside + "</svg>";
}

TEST(Icons, AreDrawnAsLibrsvgDrawsThem) {
    int icons = 0;
    for (const auto& file : std::filesystem::directory_iterator(KIOSK_HOME "/assets/icons")) {
        const std::string svg = contents_of(file.path());
        const Mask ours = drawn_by_us(svg);
        EXPECT_LE(greatest_difference(ours, drawn_by_librsvg(svg)), of_flattening) << file.path();
        EXPECT_TRUE(std::ranges::any_of(ours.coverage, [](int c) { return c == 255; }))
            << file.path();
        ++icons;
    }
    EXPECT_GT(icons, 40);
}

TEST(Icons, WithARarePathAreDrawnAsLibrsvgDrawsThem) {
    for (const char* data :
         {"M2 2 20 4l-3 3zm1 10H9v3z", "M3 12c1-4 5-4 6 0s5 4 6 0S20 8 21 12",
          "M4 4s4 0 4 4 4 4 4 4", "M3 12a5 3 30 1 0 9 2", "M3 12a5 3 30 0 1 9 2",
          "M3 12a1 1 0 11 9 9", "M3 12A9 9 0 0020 13", "M3 3a0 4 0 0 1 9 9", "M.5.5 9-1"}) {
        const std::string svg = icon_of(
            R"(<path fill="none" stroke="#000" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d=")" +
            std::string(data) + R"("/>)");
        EXPECT_LE(greatest_difference(drawn_by_us(svg), drawn_by_librsvg(svg)), of_flattening)
            << data;
    }
}

TEST(Icons, WithAnythingElseAreRefused) {
    EXPECT_TRUE(reads(icon_of(R"(<circle cx="1" cy="1" r="1"/>)")));
    for (const char* inside :
         {"<text>A</text>", R"(<circle cx="1" cy="1" r="1" opacity="0.5"/>)",
          R"(<path d="M1 1q2 2 3 3"/>)", R"(<path d="M1 1 2"/>)", R"(<path d="1 1"/>)",
          R"(<path fill="#f00" d="M1 1h1v1z"/>)", "<path/>", R"(<path d="M1 1h1)", "words", "<g>",
          "</g></g>", R"(<circle r="x"/>)", R"x(<g transform="scale(2)"/>)x"})
        EXPECT_FALSE(reads(icon_of(inside))) << inside;
    EXPECT_FALSE(reads(""));
    EXPECT_FALSE(reads(R"(<svg viewBox="0 0 24 12"/>)"));
    EXPECT_FALSE(reads(R"(<path d="M1 1h1v1z"/>)"));
}

}  // namespace
}  // namespace screens
