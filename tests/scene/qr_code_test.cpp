// ISO/IEC 18004, seen in the modules themselves. That telephones read it is seen end to end.
#include "screens/scene/qr_code.h"

#include <string>

#include <gtest/gtest.h>

namespace screens {
namespace {

QrCode code_of(const std::string& text) {
    auto code = encode_qr(text);
    EXPECT_TRUE(code);
    return code ? *code : QrCode{};
}

// Three squares of seven modules with a white ring, which a camera looks for first.
bool finder_at(const QrCode& code, int left, int top) {
    for (int y = 0; y < 7; ++y)
        for (int x = 0; x < 7; ++x) {
            const bool ring = x == 0 || x == 6 || y == 0 || y == 6;
            const bool middle = x >= 2 && x <= 4 && y >= 2 && y <= 4;
            if (code.at(left + x, top + y) != (ring || middle)) return false;
        }
    return true;
}

TEST(Qr, HasItsThreeFinders) {
    const QrCode code = code_of("https://portal.example/s/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    EXPECT_TRUE(finder_at(code, 0, 0));
    EXPECT_TRUE(finder_at(code, code.size - 7, 0));
    EXPECT_TRUE(finder_at(code, 0, code.size - 7));
    EXPECT_FALSE(finder_at(code, code.size - 7, code.size - 7));
}

// §7.9: the format's first two bits, masked with 10, say the level; 00 is M.
TEST(Qr, IsOfLevelM) {
    const QrCode code = code_of("https://portal.example/s/x");
    EXPECT_TRUE(code.at(0, 8));
    EXPECT_FALSE(code.at(1, 8));
}

// Table 7: version 1-M holds 14 bytes, version 4-M 62.
TEST(Qr, IsOfTheLowestVersionThatHoldsTheText) {
    EXPECT_EQ(code_of("fourteen-bytes").size, 21);
    EXPECT_EQ(code_of("fifteen-bytes-x").size, 25);
    EXPECT_EQ(code_of(std::string(62, 'a')).size, 33);
    EXPECT_EQ(code_of(std::string(63, 'a')).size, 37);
}

TEST(Qr, RefusesWhatNoCodeCanHold) {
    EXPECT_FALSE(encode_qr(""));
    EXPECT_FALSE(encode_qr(std::string(4000, 'a')));
    EXPECT_FALSE(encode_qr(std::string("a\0b", 3)));
}

TEST(Qr, DiffersWithTheText) {
    EXPECT_NE(code_of("one").dark, code_of("two").dark);
}

}  // namespace
}  // namespace screens
