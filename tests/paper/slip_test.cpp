// An answer to take home.
#include "tests/paper/print_room.h"
#include "tests/text/as_read.h"

#include <fstream>

#include <gtest/gtest.h>

namespace tests {
namespace {

screens::Slip slip() {
    screens::Slip slip;
    slip.title = "Geburtsurkunde bestellen";
    slip.language = "de";
    slip.hotline = "Behördennummer 115: Jetzt geöffnet, bis 18 Uhr.";
    slip.printed = kiosk::parse_instant("2026-11-24T09:15:00Z").value();
    slip.told.source = {"Musterordnung § 1", "https://example.org/musterordnung"};
    slip.told.as_of = kiosk::parse_date("2026-01-15").value();
    slip.told.lines = {{.about = kiosk::answers::Aspect::fee,
                        .label = "Kosten",
                        .text = "12,34 € – Muster einer Gebühr",
                        .source = slip.told.source,
                        .as_of = slip.told.as_of},
                       {.text = "Eine Geburtsurkunde bekommen Sie beim Standesamt."}};
    return slip;
}

std::string pdf_of(const PrintRoom& room, const screens::Slip& slip) {
    const auto job =
        kiosk::programs::slip_job(slip, room.press, room.office, room.texts, sheet).value();
    const std::string path = room.path("slip.pdf");
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(job.document.data()),  // NOLINT
               static_cast<std::streamsize>(job.document.size()));
    return path;
}

TEST(Slip, SaysTheAnswerAndWhereItIsFrom) {
    const PrintRoom room;
    const std::string text = as_read(output_of("pdftotext -layout " + pdf_of(room, slip()) + " -"));
    for (const char* words :
         {"Geburtsurkunde bestellen", "12,34 €", "Standesamt", "Quelle: Musterordnung § 1",
          "15.01.2026", "https://example.org/musterordnung", "Behördennummer 115", "24.11.2026"})
        EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
}

TEST(Slip, CarriesTheAddressAsACode) {
    const PrintRoom room;
    const std::string pdf = pdf_of(room, slip());
    (void)output_of("pdftoppm -r 200 -png -singlefile " + pdf + " " + room.path("slip"));
    EXPECT_EQ(read_code(room.path("slip.png")), "https://example.org/musterordnung");
}

TEST(Slip, IsOneStripOnARoll) {
    const PrintRoom room;
    auto format = roll;
    format.wants_raster = true;
    const auto job = kiosk::programs::slip_job(slip(), room.press, room.office, room.texts, format);
    ASSERT_TRUE(job) << job.error().detail;
    EXPECT_EQ(job->format, "image/pwg-raster");
    EXPECT_GT(job->height_mm, 60);
}

}  // namespace
}  // namespace tests
