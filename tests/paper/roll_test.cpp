// A receipt on an 80 mm roll: through the print server to a printer that takes only PWG raster, and
// read back from what came out of it.
#include "drivers/printer/cups_printer.h"
#include "tests/paper/print_room.h"
#include "tests/printer/print_shop.h"

#include <fstream>
#include <iterator>
#include <memory>

#include <cups/raster.h>
#include <gtest/gtest.h>

namespace tests {
namespace {

struct CloseRaster {
    void operator()(cups_raster_t* raster) const { cupsRasterClose(raster); }
};

ssize_t take(void* from, unsigned char* data, std::size_t size) {
    auto* file = static_cast<std::ifstream*>(from);
    file->read(reinterpret_cast<char*>(data), static_cast<std::streamsize>(size));
    return file->gcount();
}

// The picture that a printer makes of its document; the page's header with it.
struct Printed {
    cups_page_header2_t header{};
    kiosk::Bitmap picture;
};

Printed decode(const std::filesystem::path& document) {
    std::ifstream file(document, std::ios::binary);
    const std::unique_ptr<cups_raster_t, CloseRaster> raster(
        cupsRasterOpenIO(take, &file, CUPS_RASTER_READ));
    Printed printed;
    EXPECT_NE(cupsRasterReadHeader2(raster.get(), &printed.header), 0U);
    EXPECT_EQ(printed.header.cupsBitsPerPixel, 8U);
    printed.picture = {.width = static_cast<int>(printed.header.cupsWidth),
                       .height = static_cast<int>(printed.header.cupsHeight),
                       .dots_per_inch = static_cast<int>(printed.header.HWResolution[0]),
                       .dots = {}};
    kiosk::Bytes row(printed.header.cupsBytesPerLine);
    for (unsigned y = 0; y < printed.header.cupsHeight; ++y) {
        EXPECT_NE(cupsRasterReadPixels(raster.get(), row.data(), printed.header.cupsBytesPerLine),
                  0U);
        printed.picture.dots.insert(printed.picture.dots.end(), row.begin(), row.end());
    }
    return printed;
}

TEST(Roll, ComesOutOfAPrinterThatTakesOnlyRasterAsItWasSet) {
    const PrintRoom room;
    PrintShop shop("--roll");
    ASSERT_TRUE(shop.open());
    drivers::CupsPrinter printer("bon", {.question = std::chrono::seconds(5),
                                         .offline = {},
                                         .trouble = {},
                                         .whole = {},
                                         .between = {}});
    const kiosk::PaperFormat paper = printer.paper();
    EXPECT_TRUE(paper.wants_raster);
    EXPECT_EQ(paper.width_mm, 80);
    EXPECT_EQ(paper.height_mm, 0);
    EXPECT_EQ(paper.dots_per_inch, 203);
    const auto job = kiosk::programs::receipt_job(room.receipt, room.press, room.office, room.texts,
                                                  "de", paper);
    ASSERT_TRUE(job);
    const std::atomic<bool> never{false};
    const auto report = drivers::CupsPrinter("bon").print(*job, never, {});
    EXPECT_EQ(report.outcome, kiosk::PrintOutcome::printed);
    ASSERT_EQ(shop.printed().size(), 1U);

    const Printed printed = decode(shop.printed().front());
    EXPECT_STREQ(printed.header.MediaClass, "PwgRaster");
    EXPECT_EQ(printed.header.HWResolution[0], 203U);
    EXPECT_EQ(printed.header.cupsWidth, 639U);
    // Nothing between us and the paper has scaled, cut or dithered: a module has 8 dots, and a
    // reader of codes and a reader of letters find what was set.
    EXPECT_EQ(printed.picture.dots, room.bitmap("de", roll).dots);
    const std::string picture = picture_of(room, printed.picture);
    EXPECT_EQ(read_code(picture), room.receipt.acknowledgement.status_url);
    EXPECT_EQ(width_of_finder_pattern(printed.picture), 7 * 8);
    const std::string words =
        output_of("OMP_THREAD_LIMIT=1 tesseract " + picture + " - -l deu --psm 6 2>/dev/null");
    for (const char* wanted : {"L26 042 327193 17", "Antragsbestätigung", "27,10", "Datenschutz"})
        EXPECT_NE(words.find(wanted), std::string::npos) << wanted << " in:\n" << words;
}

}  // namespace
}  // namespace tests
