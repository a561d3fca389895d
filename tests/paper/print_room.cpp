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
