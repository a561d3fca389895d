// PWG raster read back by libcups: the right size, resolution and dots.
#include "drivers/printer/pwg_raster.h"

#include <algorithm>
#include <cstring>
#include <memory>

#include <cups/raster.h>
#include <gtest/gtest.h>

namespace drivers {
namespace {

struct CloseRaster {
    void operator()(cups_raster_t* raster) const { cupsRasterClose(raster); }
};

ssize_t take(void* from, unsigned char* data, std::size_t size) {
    auto* rest = static_cast<kiosk::ByteView*>(from);
    const std::size_t taken = std::min(size, rest->size());
    std::memcpy(data, rest->data(), taken);
    *rest = rest->subspan(taken);
    return static_cast<ssize_t>(taken);
}

// 80 mm wide at 203 dpi, black in the left half.
kiosk::Bitmap strip() {
    kiosk::Bitmap bitmap{.width = 639, .height = 1200, .dots_per_inch = 203, .dots = {}};
    for (int i = 0; i < 639 * 1200; ++i)
        bitmap.dots.push_back(i % 639 < 320 ? std::uint8_t{0} : std::uint8_t{255});
    return bitmap;
}

struct Page {
    cups_page_header2_t header{};
    std::vector<unsigned char> row;
};

Page first_page(const kiosk::Bytes& document) {
    kiosk::ByteView rest = document;
    const std::unique_ptr<cups_raster_t, CloseRaster> raster(
        cupsRasterOpenIO(take, &rest, CUPS_RASTER_READ));
    Page page;
    EXPECT_NE(cupsRasterReadHeader2(raster.get(), &page.header), 0U);
    page.row.resize(page.header.cupsBytesPerLine);
    EXPECT_NE(
        cupsRasterReadPixels(raster.get(), page.row.data(), static_cast<unsigned>(page.row.size())),
        0U);
    return page;
}

TEST(PwgRaster, KeepsSizeResolutionAndGreys) {
    const kiosk::Bitmap bitmap = strip();
    const kiosk::Bytes document = to_pwg_raster({&bitmap, 1}, false).value();
    EXPECT_EQ(kiosk::text_of(kiosk::ByteView(document).first(4)), "RaS2");
    const Page page = first_page(document);
    EXPECT_STREQ(page.header.MediaClass, "PwgRaster");
    EXPECT_EQ(page.header.cupsWidth, 639U);
    EXPECT_EQ(page.header.cupsHeight, 1200U);
    EXPECT_EQ(page.header.HWResolution[0], 203U);
    EXPECT_EQ(page.header.HWResolution[1], 203U);
    EXPECT_NEAR(page.header.PageSize[0], 80 * 72 / 25.4, 1);
    EXPECT_NEAR(page.header.PageSize[1], 1200 * 72 / 203.0, 1);
    EXPECT_EQ(page.header.cupsBitsPerPixel, 8U);
    EXPECT_EQ(page.header.cupsColorSpace, CUPS_CSPACE_SW);
    EXPECT_EQ(page.row[0], 0);
    EXPECT_EQ(page.row[638], 255);
}

TEST(PwgRaster, PutsEightDotsInAByteForPrintersWithoutGrey) {
    const kiosk::Bitmap bitmap = strip();
    const Page page = first_page(to_pwg_raster({&bitmap, 1}, true).value());
    EXPECT_EQ(page.header.cupsBitsPerPixel, 1U);
    EXPECT_EQ(page.header.cupsColorSpace, CUPS_CSPACE_K);
    EXPECT_EQ(page.header.cupsBytesPerLine, 80U);
    EXPECT_EQ(page.row[0], 0xFF);
    EXPECT_EQ(page.row[79], 0);
}

TEST(PwgRaster, RefusesDotsThatDoNotMatchTheSize) {
    kiosk::Bitmap bitmap = strip();
    bitmap.dots.pop_back();
    EXPECT_FALSE(to_pwg_raster({&bitmap, 1}, false));
}

}  // namespace
}  // namespace drivers
