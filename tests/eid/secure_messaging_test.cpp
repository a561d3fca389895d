// Secure messaging from the card's side: every answer that is not exactly right is refused.
#include "kiosk/eid/secure_messaging.h"

#include "kiosk/eid/tlv.h"
#include "tests/eid/scripted_card.h"
#include "tests/eid/worked_example.h"

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace kiosk::eid;
using kiosk::ByteView;
using kiosk::to_hex;
namespace example = worked_example;

SessionKeys keys() {
    const auto secret = [](const std::string& text) {
        const auto bytes = hex(text);
        return SecretBytes(bytes.begin(), bytes.end());
    };
    return {secret(example::encryption_key), secret(example::authentication_key)};
}

// What a true card says to the first command: its counter stands at 2 then.
struct CardAnswer {
    std::uint8_t counter = 2;
    std::string data = {};  // hex, empty: none
    std::string status = "9000";

    [[nodiscard]] Block count() const {
        Block block{};
        block.back() = counter;
        return block;
    }
    [[nodiscard]] SecretBytes sealed(ByteView padded_plain) const {
        const auto k = keys();
        const auto body =
            *encrypt_cbc(k.encryption, encrypt_block(k.encryption, count()), padded_plain);
        const std::array<std::uint8_t, 1> indicator{1};
        return tlv(0x87, joined({indicator, body}));
    }
    [[nodiscard]] SecretBytes checksum(ByteView objects) const {
        const auto message = joined({count(), objects});
        return tlv(0x8E, cmac(keys().authentication, padded(message)));
    }
    [[nodiscard]] Response with_objects(ByteView objects) const {
        Response answer;
        answer.data = joined({objects, checksum(objects)});
        const auto word = hex(status);
        answer.status = static_cast<StatusWord>((word[0] << 8) | word[1]);
        return answer;
    }
    [[nodiscard]] Response make() const {
        const auto plain = hex(data);
        return with_objects(
            joined({data.empty() ? SecretBytes() : sealed(padded(plain)), tlv(0x99, hex(status))}));
    }
};

const Command read_file{.cla = 0, .ins = 0xB0, .p1 = 0x84, .p2 = 0, .data = {}, .answer_size = 256};

Outcome<Response> opened(const Response& answer) {
    SecureMessaging messaging(keys());
    (void)messaging.protect(read_file);
    return messaging.open(answer);
}

TEST(SecureMessaging, OpensWhatACardSealed) {
    const auto answer = opened(CardAnswer{.data = "640A0C08"}.make());
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(to_hex(answer->data), "640a0c08");
    EXPECT_TRUE(answer->ok());
    const auto refusal = opened(CardAnswer{.status = "6A82"}.make());
    EXPECT_EQ(refusal->status, 0x6A82);
    EXPECT_TRUE(refusal->data.empty());
}

TEST(SecureMessaging, SealsACommandSoThatTheCardCanOpenIt) {
    SecureMessaging messaging(keys());
    Command command{.cla = 0x10, .ins = 0x86, .p1 = 0, .p2 = 0, .data = {}, .answer_size = 256};
    command.data = {0x7C, 0x00};
    const Command secured = messaging.protect(command);
    EXPECT_EQ(secured.cla, 0x1C);
    TlvReader reader(secured.data);
    const ByteView sealed = *reader.expect(0x87);
    EXPECT_EQ(to_hex(*reader.expect(0x97)), "00");
    const ByteView mac = *reader.expect(0x8E);
    EXPECT_TRUE(reader.finish());
    Block counter{};
    counter.back() = 1;
    const auto k = keys();
    EXPECT_EQ(to_hex(*unpadded(*decrypt_cbc(k.encryption, encrypt_block(k.encryption, counter),
                                            sealed.subspan(1)))),
              "7c00");
    const auto header = padded(hex("1C860000"));
    const auto objects = ByteView(secured.data).first(secured.data.size() - 10);
    EXPECT_EQ(to_hex(mac),
              to_hex(cmac(k.authentication, padded(joined({counter, header, objects})))));
}

// RESET RETRY COUNTER after the PUK: the padded header is whole blocks already, and not padded
// twice.
TEST(SecureMessaging, AuthenticatesACommandWithoutDataByItsHeaderAlone) {
    SecureMessaging messaging(keys());
    const Command secured =
        messaging.protect({.cla = 0, .ins = 0x2C, .p1 = 3, .p2 = 3, .data = {}, .answer_size = 0});
    Block counter{};
    counter.back() = 1;
    const auto message = joined({counter, padded(hex("0C2C0303"))});
    EXPECT_EQ(to_hex(secured.data), "8e08" + to_hex(cmac(keys().authentication, message)));
}

TEST(SecureMessaging, UsesExtendedLengthWhenTheAnswerCouldBeLong) {
    SecureMessaging messaging(keys());
    Command command = read_file;
    command.answer_size = extended_answer;
    const Command secured = messaging.protect(command);
    EXPECT_EQ(secured.answer_size, extended_answer);
    EXPECT_EQ(to_hex(secured.data).substr(0, 8), "97020000");
}

TEST(SecureMessaging, RefusesAnAnswerInClear) {
    Response plain;
    plain.status = sw::ok;
    EXPECT_FALSE(opened(plain));
    plain.data = {0x64, 0x02, 0x0C, 0x00};
    EXPECT_FALSE(opened(plain));
}

TEST(SecureMessaging, RefusesAWrongChecksumAndEveryFlippedBit) {
    const Response good = CardAnswer{.data = "640A0C08"}.make();
    for (std::size_t bit = 0; bit < good.data.size() * 8; ++bit) {
        Response flipped = good;
        flipped.data[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        EXPECT_FALSE(opened(flipped)) << bit;
    }
}

TEST(SecureMessaging, RefusesEveryTruncation) {
    const Response good = CardAnswer{.data = "640A0C08"}.make();
    for (std::size_t size = 0; size < good.data.size(); ++size) {
        Response cut = good;
        cut.data.resize(size);
        EXPECT_FALSE(opened(cut)) << size;
    }
}

TEST(SecureMessaging, RefusesAReplayedAnswer) {
    SecureMessaging messaging(keys());
    const Response first = CardAnswer{.data = "6402"}.make();
    (void)messaging.protect(read_file);
    EXPECT_TRUE(messaging.open(first));
    (void)messaging.protect(read_file);
    EXPECT_FALSE(messaging.open(first));
    SecureMessaging again(keys());
    (void)again.protect(read_file);
    (void)again.open(first);
    (void)again.protect(read_file);
    EXPECT_TRUE(again.open(CardAnswer{.counter = 4, .data = "6402"}.make()));
}

TEST(SecureMessaging, RefusesAnotherStatusWordOutsideThanInside) {
    Response answer = CardAnswer{.status = "6A82"}.make();
    answer.status = sw::ok;
    EXPECT_FALSE(opened(answer));
}

TEST(SecureMessaging, RefusesMissingRepeatedAndForeignObjects) {
    const CardAnswer card;
    const auto status = tlv(0x99, hex("9000"));
    const auto body = card.sealed(padded(hex("AA")));
    EXPECT_FALSE(opened(card.with_objects(body)));                          // no 99
    EXPECT_FALSE(opened(card.with_objects(joined({status, body}))));        // another order
    EXPECT_FALSE(opened(card.with_objects(joined({body, body, status}))));  // 87 twice
    EXPECT_FALSE(opened(card.with_objects(joined({status, status}))));      // 99 twice
    EXPECT_FALSE(opened(card.with_objects(joined({tlv(0x81, hex("AA")), status}))));
    EXPECT_FALSE(opened(card.with_objects(tlv(0x99, hex("90")))));
    EXPECT_FALSE(opened(card.with_objects(tlv(0x99, hex("900000")))));
    Response without_checksum;
    without_checksum.status = sw::ok;
    without_checksum.data = status;
    EXPECT_FALSE(opened(without_checksum));
    Response short_checksum = card.make();
    short_checksum.data = joined({status, tlv(0x8E, hex("01020304"))});
    EXPECT_FALSE(opened(short_checksum));
    Response more = card.make();
    append(more.data, hex("0000"));
    EXPECT_FALSE(opened(more));
}

TEST(SecureMessaging, RefusesPaddingErrorsAlthoughTheChecksumHolds) {
    const CardAnswer card;
    const auto status = tlv(0x99, hex("9000"));
    for (const char* plain :
         {"00000000000000000000000000000000", "AA000000000000000000000000000000",
          "AA0000000000000000000000000000 01",
          "80000000000000000000000000000000 00000000000000000000000000000000"})
        EXPECT_FALSE(opened(card.with_objects(joined({card.sealed(hex(plain)), status})))) << plain;
    for (const char* object :
         {"8700", "870101", "870102", "8703010203", "8711 02 00112233445566778899AABBCCDDEEFF"})
        EXPECT_FALSE(opened(card.with_objects(joined({hex(object), status})))) << object;
}

}  // namespace
}  // namespace tests
