#include "drivers/eid/card_messages.h"

#include <gtest/gtest.h>

namespace drivers::card {
namespace {

using kiosk::SecretText;
using kiosk::eid::Field;
using kiosk::eid::TroubleKind;

kiosk::eid::Reading a_reading() {
    kiosk::eid::Reading reading;
    reading.fields[Field::family_name] = SecretText("Müller-Lüdenscheidt");
    reading.fields[Field::birth_date] = kiosk::eid::CardDate{1964, {}, {}};
    reading.fields[Field::address] =
        kiosk::eid::Place{SecretText("Straße 1"), SecretText("Łódź"), {}, SecretText("D"), {}};
    reading.fields[Field::birth_place] = kiosk::eid::FreeText{SecretText("unbekannt")};
    reading.not_granted = {Field::nationality};
    reading.absent = {Field::birth_name, Field::artistic_name};
    reading.old_enough = true;
    return reading;
}

kiosk::eid::ReadRequest a_request() {
    using namespace std::chrono;
    return {.secrets = {.pin = SecretText("123456"), .can = {}, .spend_last_try = true},
            .fields = {Field::given_names, Field::community_id},
            .born_before = year(2008) / November / 24};
}

std::vector<SecretBytes> every_request() {
    return {
        pack(Request(SetUp{"REINER", {"one", "two"}, {"", "three"}})),
        pack(Request(Look{
            kiosk::CardLook{kiosk::CardPresence::eid,
                            kiosk::eid::PinState{kiosk::eid::PinState::Kind::suspended, 1}, true},
            std::chrono::seconds(5)})),
        pack(Request(Read{a_request()})),
        pack(Request(ChangePin{{.pin = SecretText("12345"), .can = SecretText("500540")},
                               SecretText("654321")})),
        pack(Request(Unblock{SecretText("9876543210")})),
        pack(Request(Stop{})),
        pack(Request(Signed{"signature"})),
        pack(Request(Signed{}))};
}

std::vector<SecretBytes> every_answer() {
    return {
        pack(Answer(Ready{"no anchors"})),
        pack(Answer(Looked{})),
        pack(Answer(Staged{kiosk::EidStage::setting_pin})),
        pack(Answer(SignatureWanted{{{2, 3}, {1}, {}, {0x67, 0}}})),
        pack(Answer(HasRead{a_reading()})),
        pack(Answer(HasRead{kiosk::eid::trouble(TroubleKind::not_authentic, "signer")})),
        pack(Answer(HasSet{tl::unexpected(kiosk::eid::Trouble{TroubleKind::wrong_pin, {}, 2})})),
        pack(Answer(HasSet{}))};
}

TEST(CardMessages, ComeOutAsTheyWentIn) {
    for (const SecretBytes& bytes : every_request()) {
        const auto message = unpack_request(bytes);
        ASSERT_TRUE(message);
        EXPECT_EQ(pack(*message), bytes);
    }
    for (const SecretBytes& bytes : every_answer()) {
        const auto message = unpack_answer(bytes);
        ASSERT_TRUE(message);
        EXPECT_EQ(pack(*message), bytes);
    }
}

TEST(CardMessages, CarryAReadingByteForByte) {
    const auto answer = unpack_answer(pack(Answer(HasRead{a_reading()})));
    ASSERT_TRUE(answer);
    const auto& read = *std::get<HasRead>(*answer).outcome;
    EXPECT_EQ(read.fields, a_reading().fields);
    EXPECT_EQ(read.absent, a_reading().absent);
    EXPECT_EQ(read.not_granted, a_reading().not_granted);
    EXPECT_EQ(read.old_enough, true);
}

TEST(CardMessages, CarryADayAndTheSecretsOfARequest) {
    const auto request = unpack_request(pack(Request(Read{a_request()})));
    ASSERT_TRUE(request);
    const auto& read = std::get<Read>(*request).request;
    EXPECT_EQ(read.born_before, a_request().born_before);
    EXPECT_EQ(read.fields, a_request().fields);
    EXPECT_EQ(read.secrets.pin->reveal(), "123456");
    EXPECT_FALSE(read.secrets.can);
    EXPECT_TRUE(read.secrets.spend_last_try);
}

TEST(CardMessages, ThatAreCutOffOrTooLongAreRefused) {
    const auto refuse = [](const auto& all, auto unpack) {
        for (SecretBytes bytes : all) {
            for (std::size_t size = 0; size < bytes.size(); ++size)
                EXPECT_FALSE(unpack(kiosk::ByteView(bytes).first(size))) << size;
            bytes.push_back(0);
            EXPECT_FALSE(unpack(kiosk::ByteView(bytes)));
        }
    };
    refuse(every_request(), unpack_request);
    refuse(every_answer(), unpack_answer);
}

// Every byte in turn, so that every kind, count, flag and length is one that cannot be once.
TEST(CardMessages, ThatAreSpoiledNeverDoHarm) {
    int refused = 0;
    for (SecretBytes bytes : every_answer()) {
        for (std::uint8_t& byte : bytes) {
            const std::uint8_t was = std::exchange(byte, std::uint8_t{0xFF});
            const auto message = unpack_answer(bytes);
            if (message)
                EXPECT_EQ(pack(*message), bytes);
            else
                ++refused;
            byte = was;
        }
    }
    EXPECT_GT(refused, 20);
}

TEST(CardMessages, NameNoFieldThatThereIsNot) {
    SecretBytes bytes = pack(Answer(HasRead{kiosk::eid::Reading{{}, {Field::address}, {}, {}}}));
    const auto field = std::find(bytes.begin(), bytes.end(), 17);
    ASSERT_NE(field, bytes.end());
    *field = 16;
    EXPECT_FALSE(unpack_answer(bytes));
}

}  // namespace
}  // namespace drivers::card
