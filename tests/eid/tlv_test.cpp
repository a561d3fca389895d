#include "kiosk/eid/tlv.h"

#include "tests/eid/scripted_card.h"

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace kiosk::eid;
using kiosk::to_hex;

TEST(Tlv, ReadsElementsOneAfterAnother) {
    const auto bytes = hex("80 01 AA 7F21 03 810155 3000");
    TlvReader reader(bytes);
    EXPECT_EQ(to_hex(*reader.expect(0x80)), "aa");
    EXPECT_EQ(to_hex(*reader.expect(0x7F21)), "810155");
    EXPECT_TRUE(reader.expect(0x30)->empty());
    EXPECT_TRUE(reader.finish());
}

TEST(Tlv, TakesAnOptionalElementOnlyWhenItIsThere) {
    const auto bytes = hex("87 01 01 88 01 02");
    TlvReader reader(bytes);
    EXPECT_FALSE(*reader.take(0x86));
    EXPECT_TRUE(*reader.take(0x87));
    EXPECT_TRUE(*reader.take(0x88));
    EXPECT_FALSE(*reader.take(0x88));
}

TEST(Tlv, RefusesWhatIsNotInItsShortestForm) {
    for (const char* wrong : {
             "30 80 0000",        // indefinite length
             "30 81 01 05",       // long form for a short length
             "30 82 0080",        // leading zero byte
             "30 83 000100",      // and once more
             "30 84 00000001 05"  // four bytes of length
         }) {
        const auto bytes = hex(wrong);
        EXPECT_FALSE(TlvReader(bytes).next()) << wrong;
    }
}

TEST(Tlv, RefusesLengthsThatDoNotFit) {
    for (const char* wrong :
         {"30", "30 02 05", "30 81", "30 82 FF", "30 FF", "7F", "7F21", "30 83 FFFFFF"}) {
        const auto bytes = hex(wrong);
        EXPECT_FALSE(TlvReader(bytes).next()) << wrong;
    }
}

TEST(Tlv, RefusesTagsOfThreeBytesAndPaddingZeros) {
    for (const char* wrong : {"00 00", "7F 81 01 00", "7F 1E 00"}) {
        const auto bytes = hex(wrong);
        EXPECT_FALSE(TlvReader(bytes).next()) << wrong;
    }
}

TEST(Tlv, TellsASizeAsSoonAsItCanBeKnown) {
    EXPECT_FALSE(*announced_size(hex("31")));
    EXPECT_FALSE(*announced_size(hex("3182")));
    EXPECT_EQ(**announced_size(hex("31820100")), 260U);
    EXPECT_FALSE(announced_size(hex("3180")));
}

TEST(Tlv, WritesEachFormOfTheLength) {
    EXPECT_EQ(to_hex(tlv(0x7F4E, hex("AA"))), "7f4e01aa");
    EXPECT_EQ(to_hex(tlv(0x30, kiosk::Bytes(128))).substr(0, 6), "308180");
    EXPECT_EQ(to_hex(tlv(0x30, kiosk::Bytes(256))).substr(0, 8), "30820100");
}

TEST(Tlv, ReadsWholeNumbersThatAreSmallAndNotNegative) {
    EXPECT_EQ(*small_integer(hex("0D")), 13);
    EXPECT_EQ(*small_integer(hex("0100")), 256);
    for (const char* wrong : {"", "FF", "000D", "0102030405"})
        EXPECT_FALSE(small_integer(hex(wrong))) << wrong;
}

}  // namespace
}  // namespace tests
