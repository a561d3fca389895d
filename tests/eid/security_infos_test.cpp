#include "kiosk/eid/security_infos.h"

#include "kiosk/eid/chip_authentication.h"
#include "kiosk/eid/pace.h"
#include "kiosk/eid/tlv.h"
#include "tests/eid/scripted_card.h"

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace kiosk::eid;
using kiosk::Bytes;

// As a German test card gives it in clear (openpace's example, without its card information).
const std::string terminal_2 = "300D060804007F0007020202020102";
const std::string chip_2 = "3012060A04007F00070202030202020102020141";
const std::string pace_128 = "3012060A04007F0007020204020202010202010D";
const std::string pace_256 = "3012060A04007F00070202040204020102020110";
const std::string chip_parameters = "301C060904007F000702020302300C060704007F0007010202010D020141";

Bytes set_of(std::initializer_list<std::string> infos) {
    std::string all;
    for (const std::string& info : infos) all += info;
    const auto set = tlv(0x31, hex(all));
    return {set.begin(), set.end()};
}

SecurityInfos card_access() {
    return *parse_security_infos(set_of({terminal_2, chip_2, pace_128, chip_parameters}));
}

TEST(SecurityInfos, TellAnEidCard) {
    const auto infos = card_access();
    EXPECT_TRUE(infos.has_eid());
    EXPECT_EQ(infos.pace.at(0).parameter_id, 13);
    EXPECT_EQ(infos.chip_authentication.at(0).key_id, 0x41);
    EXPECT_EQ(infos.chip_parameters.at(0).parameter_id, 13);
}

TEST(SecurityInfos, TellAPassportFromAnEidCard) {
    EXPECT_FALSE(parse_security_infos(set_of({pace_128}))->has_eid());
    EXPECT_FALSE(parse_security_infos(set_of({}))->has_eid());
}

TEST(SecurityInfos, LetTheStrongestOfferOfPaceBeChosen) {
    const auto infos = parse_security_infos(set_of({pace_128, pace_256, terminal_2, chip_2}));
    EXPECT_EQ(infos->pace_offers, 2);
    EXPECT_TRUE(Pace::choose(*infos));
    EXPECT_FALSE(Pace::choose(
        *parse_security_infos(set_of({"3012060A04007F0007020204020102010202010D"}))));  // 3DES
    EXPECT_FALSE(Pace::choose(*parse_security_infos(
        set_of({"3012060A04007F00070202040202020102020108"}))));  // a curve of 192 bit
}

TEST(SecurityInfos, RefuseWhatIsMalformed) {
    for (const char* wrong : {"", "3100FF", "3180", "300D060804007F0007020202020102", "31023000",
                              "31050603040506", "3111300F060804007F00070202020203000002"})
        EXPECT_FALSE(parse_security_infos(hex(wrong))) << wrong;
    std::string many;
    for (int i = 0; i < 65; ++i) many += pace_128;
    EXPECT_FALSE(parse_security_infos(tlv(0x31, hex(many))));
}

TEST(SecurityInfos, KeepWhatTheyDoNotKnowWithoutLookingIntoIt) {
    const auto infos = parse_security_infos(set_of({"3008060304007F020109"}));
    ASSERT_TRUE(infos);
    EXPECT_EQ(infos->infos.size(), 1U);
}

TEST(SecurityInfos, RefuseToBeDowngraded) {
    EXPECT_TRUE(check_downgrade(card_access(), card_access()));
    const auto with_more =
        *parse_security_infos(set_of({terminal_2, chip_2, pace_128, pace_256, chip_parameters}));
    EXPECT_EQ(check_downgrade(with_more, card_access()).error().kind, TroubleKind::not_authentic);
    EXPECT_EQ(check_downgrade(card_access(), with_more).error().kind, TroubleKind::not_authentic);
}

TEST(SecurityInfos, BindTheChipsKeyToTheParametersThatWereOffered) {
    const auto choice = choose_chip_authentication(card_access());
    ASSERT_TRUE(choice);
    EXPECT_FALSE(choice->key(card_access()));  // no key at all
    SecurityInfos with_key = card_access();
    with_key.chip_keys.push_back({.parameter_id = 12, .encoded = Bytes(65), .key_id = 0x41});
    EXPECT_FALSE(choice->key(with_key));  // on another curve
    with_key.chip_keys[0].parameter_id = 13;
    EXPECT_EQ(choice->key(with_key).error().kind, TroubleKind::not_authentic);  // no point of it
    with_key.chip_keys[0].encoded =
        hex("049E880F842905B8B3181F7AF7CAA9F0EFB743847F44A306D2D28C1D9EC65DF6DB"
            "7764B22277A2EDDC3C265A9F018F9CB852E111B768B326904B59A0193776F094");
    EXPECT_TRUE(choice->key(with_key));
    with_key.chip_keys[0].key_id = 0x42;
    EXPECT_FALSE(choice->key(with_key));  // another key
}

}  // namespace
}  // namespace tests
