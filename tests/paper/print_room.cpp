#include "tests/paper/print_room.h"

#include <array>
#include <cstdio>
#include <fstream>

#include <gtest/gtest.h>

namespace tests {

using namespace std::chrono;

std::string output_of(const std::string& command) {
    std::FILE* pipe = popen(command.c_str(), "r");
    std::string all;
    std::array<char, 4096> piece{};
    while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), pipe))
        all.append(piece.data(), got);
    EXPECT_EQ(pclose(pipe), 0) << command;
    return all;
}

bool black(const kiosk::Bitmap& bitmap, int x, int y) {
    return bitmap.dots[static_cast<std::size_t>(y) * static_cast<std::size_t>(bitmap.width) +
                       static_cast<std::size_t>(x)] < 128;
}

std::string read_code(const std::string& picture) {
    std::string text = output_of("zbarimg -q --raw -Sdisable -Sqrcode.enable " + picture);
    if (text.ends_with('\n')) text.pop_back();
    return text;
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

std::string picture_of(const PrintRoom& room, const kiosk::Bitmap& bitmap) {
    std::ofstream file(room.path("dots.pgm"), std::ios::binary);
    file << "P5\n"
         << bitmap.width << ' ' << bitmap.height << "\n255\n"
         << kiosk::text_of(bitmap.dots);
    file.close();
    return room.path("dots.pgm");
}

namespace {

// One for the whole program, as in a terminal: Pango and fontconfig keep what they once loaded.
const screens::Press& the_press() {
    static const auto* press = new screens::Press(screens::Press::open(HOUSE).value());
    return *press;
}

}  // namespace

PrintRoom::PrintRoom()
    : texts(kiosk::text::Catalogue::load(HOUSE "/assets/text").value()), press(the_press()) {
    office.city = "Stadt Leipzig";
    office.registry_office = "Standesamt Leipzig";
    office.help_line = "115";
    receipt.acknowledgement = {
        .order_number = "L2604232719317",
        .order_id = "0190",
        .status_url = "https://status.leipzig.example/s/mzxw6ytboi4dkmzqgezdgnbvgy",
        .ordered = sys_days(2026y / November / 24) + 9h + 15min};
    kiosk::tariffs::OrderLine line;
    line.entry = "a";
    line.copies = 2;
    line.number_known = false;
    order({line});
}

void PrintRoom::order(std::vector<kiosk::tariffs::OrderLine> lines) {
    receipt.order.date = 2026y / November / 24;
    receipt.order.lines = std::move(lines);
    const auto tariffs = kiosk::tariffs::load_tariffs(HOUSE "/config/tariffs").value();
    receipt.quote = kiosk::tariffs::quote(tariffs, receipt.order).value();
}

screens::Scene PrintRoom::scene(const std::string& language) const {
    return screens::receipt_scene(receipt, office, texts, language);
}

std::string PrintRoom::pdf(const std::string& language, const kiosk::PaperFormat& format) const {
    const auto document = press.pdf(scene(language), format, texts(language, "receipt.document"));
    EXPECT_TRUE(document) << document.error().detail;
    const std::string file = path("receipt.pdf");
    std::ofstream(file, std::ios::binary) << kiosk::text_of(document.value().pdf);
    return file;
}

std::string PrintRoom::text(const std::string& language, const kiosk::PaperFormat& format) const {
    return output_of("pdftotext -enc UTF-8 " + pdf(language, format) + " -");
}

kiosk::Bitmap PrintRoom::bitmap(const std::string& language,
                                const kiosk::PaperFormat& format) const {
    return press.bitmaps(scene(language), format).value().front();
}

}  // namespace tests
