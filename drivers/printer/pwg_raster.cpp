#include "drivers/printer/pwg_raster.h"

#include <cmath>
#include <memory>

#include <cups/cups.h>  // before pwg.h, which cannot stand alone
#include <cups/pwg.h>
#include <cups/raster.h>

namespace drivers {

using kiosk::Bitmap;
using kiosk::ErrorKind;
using kiosk::Result;

namespace {

struct CloseRaster {
    void operator()(cups_raster_t* raster) const { cupsRasterClose(raster); }
};

// PWG 5102.4 §4.3: the page's size in points, in dots, and in the terms of its media name.
Result<cups_page_header2_t> header_of(const Bitmap& page, bool black_only) {
    constexpr double hundredths_of_mm_per_inch = 2540;
    const auto hundredths = [&](int dots) {
        return static_cast<int>(std::lround(dots * hundredths_of_mm_per_inch / page.dots_per_inch));
    };
    pwg_media_t* media = pwgMediaForSize(hundredths(page.width), hundredths(page.height));
    cups_page_header2_t header;
    if (media == nullptr ||
        cupsRasterInitPWGHeader(&header, media, black_only ? "black_1" : "sgray_8",
                                page.dots_per_inch, page.dots_per_inch, "one-sided", "normal") == 0)
        return kiosk::fail(ErrorKind::internal, "raster: no page header");
    header.cupsWidth = static_cast<unsigned>(page.width);
    header.cupsHeight = static_cast<unsigned>(page.height);
    header.cupsBytesPerLine = black_only ? (header.cupsWidth + 7) / 8 : header.cupsWidth;
    return header;
}

// One bit a dot, 1 is black.
kiosk::Bytes bits_of(std::span<const std::uint8_t> dots) {
    constexpr std::uint8_t half = 128;
    kiosk::Bytes bits((dots.size() + 7) / 8, 0);
    for (std::size_t i = 0; i < dots.size(); ++i)
        if (dots[i] < half) bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | (0x80U >> i % 8));
    return bits;
}

Result<void> write_page(cups_raster_t* raster, const Bitmap& page, bool black_only) {
    cups_page_header2_t header = TRY(header_of(page, black_only));
    const auto width = static_cast<std::size_t>(page.width);
    bool written = cupsRasterWriteHeader2(raster, &header) != 0;
    for (std::size_t y = 0; written && y < static_cast<std::size_t>(page.height); ++y) {
        const std::span<const std::uint8_t> dots(page.dots.data() + y * width, width);
        kiosk::Bytes row = black_only ? bits_of(dots) : kiosk::Bytes(dots.begin(), dots.end());
        written = cupsRasterWritePixels(raster, row.data(), static_cast<unsigned>(row.size())) != 0;
    }
    if (!written) return kiosk::fail(ErrorKind::internal, "raster: cannot write");
    return {};
}

ssize_t append(void* to, unsigned char* data, std::size_t size) {
    auto* all = static_cast<kiosk::Bytes*>(to);
    all->insert(all->end(), data, data + size);
    return static_cast<ssize_t>(size);
}

}  // namespace

Result<kiosk::Bytes> to_pwg_raster(std::span<const Bitmap> pages, bool black_only) {
    for (const Bitmap& page : pages)
        if (page.width <= 0 || page.height <= 0 || page.dots_per_inch <= 0 ||
            page.dots.size() !=
                static_cast<std::size_t>(page.width) * static_cast<std::size_t>(page.height))
            return kiosk::fail(ErrorKind::invalid_input, "raster: dots do not match the size");
    kiosk::Bytes document;
    {
        const std::unique_ptr<cups_raster_t, CloseRaster> raster(
            cupsRasterOpenIO(append, &document, CUPS_RASTER_WRITE_PWG));
        if (!raster) return kiosk::fail(ErrorKind::internal, "raster: cannot open");
        for (const Bitmap& page : pages) TRY_VOID(write_page(raster.get(), page, black_only));
    }
    return document;
}

}  // namespace drivers
