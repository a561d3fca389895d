// How a receipt lies on paper, judged by programs that are not ours.
#include "tests/paper/print_room.h"

#include <gtest/gtest.h>

namespace tests {
namespace {

std::string picture_of(const PrintRoom& room, const std::string& pdf) {
    (void)output_of("pdftoppm -r 203 -gray -singlefile " + pdf + " " + room.path("page"));
    return room.path("page.pgm");
}

TEST(Press, PrintsACodeThatCanBeReadFromSheetAndRoll) {
    const PrintRoom room;
    for (const auto& format : {sheet, roll})
        EXPECT_EQ(read_code(picture_of(room, room.pdf("de", format))),
                  room.receipt.acknowledgement.status_url);
}

TEST(Press, PrintsACodeThatCanBeReadFromDots) {
    const PrintRoom room;
    EXPECT_EQ(read_code(picture_of(room, room.bitmap("de", roll))),
              room.receipt.acknowledgement.status_url);
}

TEST(Press, MakesModulesOfAtLeastOneMillimetreInWholeDots) {
    const PrintRoom room;
    EXPECT_EQ(width_of_finder_pattern(room.bitmap("de", roll)), 7 * 8);  // 8 dots at 203 dpi
    kiosk::PaperFormat fine = roll;
    fine.dots_per_inch = 300;
    EXPECT_EQ(width_of_finder_pattern(room.bitmap("de", fine)), 7 * 12);
}

TEST(Press, RefusesACodeThatWouldNotFitThePaper) {
    PrintRoom room;
    room.receipt.acknowledgement.status_url += std::string(400, 'a');
    EXPECT_FALSE(room.press.pdf(room.scene("de"), roll, "Beleg"));
}

class PressInEveryLanguage : public testing::TestWithParam<std::string> {};

TEST_P(PressInEveryLanguage, LeavesTheMarginsOfA80MillimetreRollFree) {
    PrintRoom room;
    kiosk::tariffs::OrderLine line;
    line.register_kind = kiosk::forms::Register::partnership;
    line.entry = "a";
    line.variant = kiosk::tariffs::Variant::register_printout;
    line.copies = 10;
    line.number_known = false;
    room.order({line});
    const kiosk::Bitmap bitmap = room.bitmap(GetParam(), roll);
    const int margin = bitmap.dots_per_inch * 38 / 254;  // 3.8 mm of the 4 mm that heads leave
    ASSERT_EQ(bitmap.width, 639);                        // 80 mm
    int stray = 0;
    for (int y = 0; y < bitmap.height; ++y)
        for (int x = 0; x < margin; ++x)
            stray += black(bitmap, x, y) + black(bitmap, bitmap.width - 1 - x, y);
    EXPECT_EQ(stray, 0);
}

TEST_P(PressInEveryLanguage, KeepsTheOrderNumberAsItIs) {
    const PrintRoom room;
    EXPECT_NE(room.text(GetParam(), roll).find("L26 042 327193 17"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Languages, PressInEveryLanguage,
                         testing::Values("de", "en", std::string(kiosk::text::longer_language),
                                         std::string(kiosk::text::mirrored_language)));

TEST(Press, SetsNoWordSmallerThanTwelvePoints) {
    const PrintRoom room;
    const std::string words =
        output_of("pdftotext -bbox-layout " + room.pdf("de", sheet) + " - | grep -o '<line .*'");
    // A line of Noto Sans is 1.362 em high.
    std::size_t lines = 0;
    for (std::size_t at = words.find("yMin=\""); at != std::string::npos;
         at = words.find("yMin=\"", at + 1), ++lines) {
        const double top = std::stod(words.substr(at + 6));
        const double foot = std::stod(words.substr(words.find("yMax=\"", at) + 6));
        EXPECT_GE(foot - top, 12 * 1.3);
    }
    EXPECT_GT(lines, 20U);
}

TEST(Press, MirrorsTheSheetForLanguagesFromRightToLeft) {
    const PrintRoom room;
    const auto first_ink = [&](const std::string& language) {
        const kiosk::Bitmap bitmap = room.bitmap(language, sheet);
        for (int y = 0; y < bitmap.height; ++y)
            for (int x = 0; x < bitmap.width; ++x)
                if (black(bitmap, x, y)) return x < bitmap.width / 2 ? "left" : "right";
        return "nowhere";
    };
    EXPECT_STREQ(first_ink("de"), "left");
    EXPECT_STREQ(first_ink(std::string(kiosk::text::mirrored_language)), "right");
}

TEST(Press, WritesATaggedPdfWithTitleLanguageAndFonts) {
    const PrintRoom room;
    const std::string pdf = room.pdf("en", sheet);
    const std::string facts = output_of("pdfinfo " + pdf);
    EXPECT_NE(facts.find("Receipt"), std::string::npos);
    EXPECT_NE(facts.find("Tagged:          yes"), std::string::npos) << facts;
    EXPECT_NE(facts.find("Pages:           1"), std::string::npos) << facts;
    EXPECT_NE(facts.find("A4"), std::string::npos) << facts;
    const std::string structure = output_of("pdfinfo -struct " + pdf);
    for (const char* tag : {"Document", "H1", "H2", "P", "Figure"})
        EXPECT_NE(structure.find(tag), std::string::npos) << tag;
    EXPECT_EQ(output_of("pdffonts " + pdf + " | tail -n +3 | grep -vc ' yes yes ' || true"), "0\n");
    EXPECT_EQ(output_of("grep -ac '/Lang (en)' " + pdf), "1\n");
    // A reader that repairs or complains would say so here.
    EXPECT_EQ(output_of("gs -q -dNOPAUSE -dBATCH -sDEVICE=nullpage " + pdf + " 2>&1"), "");
}

TEST(Press, PutsAUsualOrderOnOneSheetWithAllThatACityCanSay) {
    PrintRoom room;
    room.office.counter = "Bürgerbüro, Erdgeschoss";
    room.office.opening_hours = "Mo bis Fr 8 bis 18 Uhr (Stand November 2026)";
    room.office.dispatch = {.working_days = 14,
                            .source = "Stadt Leipzig, mitgeteilt in der Leipziger Zeitung",
                            .as_of = kiosk::Date(std::chrono::year(2025) / 9 / 8)};
    for (const std::string language : {"de", "en"})
        EXPECT_EQ(room.press.pdf(room.scene(language), sheet, "Beleg")->pages, 1) << language;
}

TEST(Press, PutsALongOrderOnFurtherSheetsWithNothingLost) {
    PrintRoom room;
    std::vector<kiosk::tariffs::OrderLine> lines(6);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        lines[i].entry = std::string(1, static_cast<char>('a' + i));
        lines[i].number_known = false;
        lines[i].eu_forms = {{.language = "fr", .copies = 1}, {.language = "it", .copies = 2}};
    }
    room.order(lines);
    const auto document = room.press.pdf(room.scene("de"), sheet, "Beleg").value();
    EXPECT_EQ(document.pages, 2);
    EXPECT_NE(room.text("de", sheet).find("Haben Sie Fragen?"), std::string::npos);
}

TEST(Press, CutsARollWhereTheReceiptEnds) {
    const PrintRoom room;
    const auto document = room.press.pdf(room.scene("de"), roll, "Beleg").value();
    EXPECT_EQ(document.pages, 1);
    EXPECT_EQ(document.width_mm, 80);
    const kiosk::Bitmap bitmap = room.bitmap("de", roll);
    int last = 0;
    for (int y = 0; y < bitmap.height; ++y)
        for (int x = 0; x < bitmap.width; ++x)
            if (black(bitmap, x, y)) last = y;
    const double blank_mm = (bitmap.height - last) * 25.4 / bitmap.dots_per_inch;
    EXPECT_GT(blank_mm, 14);  // to grip
    EXPECT_LT(blank_mm, 20);
}

}  // namespace
}  // namespace tests
