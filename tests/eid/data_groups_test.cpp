#include "kiosk/eid/data_groups.h"

#include "kiosk/eid/card_text.h"
#include "kiosk/eid/tlv.h"
#include "tests/eid/scripted_card.h"

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace kiosk::eid;
using kiosk::SecretText;
using kiosk::view_of;

SecretBytes text_file(Tag group, std::string_view text) {
    return tlv(group, tlv(0x0C, view_of(text)));
}

std::string text_in(const Outcome<FieldValue>& value) {
    return std::string(std::get<SecretText>(*value).reveal());
}

TEST(DataGroups, KeepNamesByteForByte) {
    for (const std::string name :
         {"Müller-Lüdenscheidt", "Straße", "GROẞ", "Zoe\u0308", "Zoë", "Čapek", "", "O’Neill 𝒳"})
        EXPECT_EQ(text_in(decode(Field::family_name, text_file(0x65, name))), name);
}

TEST(DataGroups, RefuseTextThatIsNotUtf8OrHoldsControlCharacters) {
    for (const std::string& wrong :
         {std::string("\xC3"), std::string("\xC0\xAF"), std::string("\xED\xA0\x80"),
          std::string("\xF4\x90\x80\x80"), std::string("\xFF"), std::string("a\0b", 3),
          std::string("\n"), std::string("\xC2\x85"), std::string("\x1B[2J"), std::string("\x80"),
          std::string("\xE0\x80\x80")})
        EXPECT_FALSE(text_from_card(view_of(wrong)));
    EXPECT_FALSE(text_from_card(view_of(std::string(2000, 'a'))));
}

TEST(DataGroups, RefuseTheContentOfAnotherGroup) {
    EXPECT_FALSE(decode(Field::given_names, text_file(0x65, "Erika")));
    EXPECT_FALSE(decode(Field::given_names, tlv(0x64, tlv(0x13, view_of("Erika")))));
    SecretBytes trailing = text_file(0x64, "Erika");
    trailing.push_back(0);
    EXPECT_FALSE(decode(Field::given_names, trailing));
}

CardDate date(std::string_view digits) {
    const auto decoded = decode_date(view_of(digits));
    EXPECT_TRUE(decoded) << digits;
    return decoded.value_or(CardDate{});
}

TEST(DataGroups, ReadDatesOfWhichPartsAreUnknown) {
    EXPECT_EQ(date("19640812"), (CardDate{1964, 8, 12}));
    EXPECT_EQ(date("196408  "), (CardDate{1964, 8, {}}));
    EXPECT_EQ(date("1964    "), (CardDate{1964, {}, {}}));
    EXPECT_EQ(date("19640000"), (CardDate{1964, {}, {}}));
    EXPECT_EQ(date("        "), (CardDate{}));
    EXPECT_EQ(date("20000229"), (CardDate{2000, 2, 29}));
}

TEST(DataGroups, RefuseDatesThatDoNotExist) {
    for (const char* wrong : {"19640230", "19641301", "1964 812", "19640 12", "1964  12",
                              "    0812", "1964081", "196408121", "1964AUG1", "19000229"})
        EXPECT_FALSE(decode_date(view_of(wrong))) << wrong;
}

TEST(DataGroups, ReadAStructuredAddress) {
    const auto street = tlv(0xAA, tlv(0x0C, view_of("Straße des 17. Juni 135")));
    const auto city = tlv(0xAB, tlv(0x0C, view_of("Łódź-Viertel")));
    const auto country = tlv(0xAD, tlv(0x13, view_of("D")));
    const auto code = tlv(0xAE, tlv(0x13, view_of("10623")));
    const auto whole = tlv(0x30, joined({street, city, country, code}));
    for (const auto& file : {tlv(0x71, whole), tlv(0x71, tlv(0x31, whole))}) {
        const auto value = decode(Field::address, file);
        ASSERT_TRUE(value) << value.error().detail;
        const auto& place = std::get<Place>(*value);
        EXPECT_EQ(place.street->reveal(), "Straße des 17. Juni 135");
        EXPECT_EQ(place.city->reveal(), "Łódź-Viertel");
        EXPECT_FALSE(place.state);
        EXPECT_EQ(place.postal_code->reveal(), "10623");
    }
    EXPECT_FALSE(decode(Field::address, tlv(0x71, tlv(0x30, joined({city, street})))));
}

TEST(DataGroups, ReadAnAddressInFreeTextAndTheWordsForNone) {
    for (const Tag tag : {Tag{0xA1}, Tag{0xA2}}) {
        const auto file =
            tlv(0x71, tlv(tag, tlv(0x0C, view_of("keine Hauptwohnung in Deutschland"))));
        EXPECT_EQ(std::get<FreeText>(*decode(Field::address, file)).text.reveal(),
                  "keine Hauptwohnung in Deutschland");
    }
}

TEST(DataGroups, RefuseAddressesWithinAddressesWithoutEnd) {
    SecretBytes nested = tlv(0x31, {});
    for (int i = 0; i < 100; ++i) nested = tlv(0x31, nested);
    EXPECT_FALSE(decode(Field::address, tlv(0x71, nested)));
}

TEST(DataGroups, GiveTheCommunityAsItsDigits) {
    const auto file = tlv(0x72, tlv(0x04, hex("02761100000000")));
    EXPECT_EQ(text_in(decode(Field::community_id, file)), "02761100000000");
}

TEST(DataGroups, KnowEachFieldByItsName) {
    for (const Field field : all_fields) EXPECT_EQ(field_named(name_of(field)), field);
    EXPECT_FALSE(field_named("religion"));
}

}  // namespace
}  // namespace tests
