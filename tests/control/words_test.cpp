// How kioskctl says it, and what staff may type.
#include "kiosk/control/words.h"

#include "kiosk/programs/kioskctl_words.h"

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace kiosk::programs;
using kiosk::parse_instant;

const kiosk::Instant now = parse_instant("2026-12-01T10:00:00Z").value();  // 11:00 in Leipzig

std::string at(std::string_view text) {
    const auto instant = wall_time(text, now);
    return instant ? kiosk::to_iso(*instant) : "";
}

std::string words(const std::string& code) {
    static const auto texts = kiosk::text::Catalogue::load(HOUSE "/assets/control/text").value();
    return kiosk::control::words_for(code, texts, "en");
}

TEST(KioskctlWords, ALineNamesTerminalLightAndReason) {
    const auto terminal = nlohmann::json::parse(R"({"id":"leipzig-042","light":"red","words":[
        {"code":"paper.paperOut","light":"red","since":"2026-12-01T09:14:05Z"},
        {"code":"disk.low","light":"yellow","since":"2026-11-30T09:14:05Z"},
        {"code":"brand.new","light":"yellow","since":null}]})");
    EXPECT_EQ(line_for(terminal, 12, now, words),
              "leipzig-042   red     out of paper since 10:14; disk is nearly full since "
              "2026-11-30 10:14; brand.new");
    const auto well = nlohmann::json::parse(R"({"id":"leipzig-042","light":"green","words":[]})");
    EXPECT_EQ(line_for(well, 0, now, words), "leipzig-042  green   in service");
}

TEST(KioskctlWords, ATimeIsTheOneOnTheWall) {
    EXPECT_EQ(at("2026-12-01T18:00"), "2026-12-01T17:00:00Z");
    EXPECT_EQ(at("2026-07-01T18:00"), "2026-07-01T16:00:00Z");
    EXPECT_EQ(at("18:00"), "2026-12-01T17:00:00Z");
    EXPECT_EQ(at("10:59"), "2026-12-02T09:59:00Z");
    EXPECT_EQ(at("2027-03-28T02:30"), "");  // summer time leaves it out
    for (const char* wrong : {"", "24:00", "18:60", "1:00", "18.00", "2026-02-30T18:00",
                              "2026-12-01 18:00", "2026-12-01T18:00:00Z", "morgen"})
        EXPECT_EQ(at(wrong), "") << wrong;
}

TEST(KioskctlWords, NothingThatIsSaidMovesTheCursor) {
    EXPECT_EQ(printable("a\x1b[2Jb\nc\x7f"), "a?[2Jb?c?");
    EXPECT_EQ(printable("Löwe"), "Löwe");
}

}  // namespace
}  // namespace tests
