// How a receipt lies on paper, judged by programs that are not ours.
#include "tests/paper/print_room.h"

#include <fstream>

#include <gtest/gtest.h>

namespace tests {
namespace {

std::string read_code(const PrintRoom& room, const std::string& image) {
    std::string text = output_of("zbarimg -q --raw -Sdisable -Sqrcode.enable " + image);
    if (text.ends_with('\n')) text.pop_back();
    (void)room;
    return text;
}

std::string picture_of(const PrintRoom& room, const std::string& pdf) {
    (void)output_of("pdftoppm -r 203 -gray -singlefile " + pdf + " " + room.path("page"));
    return room.path("page.pgm");
}

std::string picture_of(const PrintRoom& room, const kiosk::Bitmap& bitmap) {
    std::ofstream file(room.path("dots.pgm"), std::ios::binary);
    file << "P5\n"
         << bitmap.width << ' ' << bitmap.height << "\n255\n"
         << kiosk::text_of(bitmap.dots);
    file.close();
    return room.path("dots.pgm");
}

bool black(const kiosk::Bitmap& bitmap, int x, int y) {
    return bitmap.dots[static_cast<std::size_t>(y) * static_cast<std::size_t>(bitmap.width) +
                       static_cast<std::size_t>(x)] < 128;
}

// The first run of black dots from the left that is longer than any letter's stroke, and not a
// rule.
int width_of_finder_pattern(const kiosk::Bitmap& bitmap) {
    constexpr int longer_than_a_stroke = 45;
    constexpr int shorter_than_a_rule = 200;
    for (int y = 0; y < bitmap.height; ++y)
        for (int x = 0, run = 0; x < bitmap.width; ++x) {
            run = black(bitmap, x, y) ? run + 1 : 0;
            const bool ends = run > 0 && (x + 1 == bitmap.width || !black(bitmap, x + 1, y));
            if (ends && run > longer_than_a_stroke && run < shorter_than_a_rule) return run;
        }
    return 0;
}

TEST(Press, PrintsACodeThatCanBeReadFromSheetAndRoll) {
    const PrintRoom room;
    for (const auto& format : {sheet, roll})
        EXPECT_EQ(read_code(room, picture_of(room, room.pdf("de", format))),
                  room.receipt.acknowledgement.status_url);
}

TEST(Press, PrintsACodeThatCanBeReadFromDots) {
    const PrintRoom room;
    EXPECT_EQ(read_code(room, picture_of(room, room.bitmap("de", roll))),
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
