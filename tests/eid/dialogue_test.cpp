// What a hostile card can draw out of a conversation is bounded.
#include "kiosk/eid/dialogue.h"

#include "drivers/clock/simulated_clock.h"
#include "tests/eid/scripted_card.h"

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace kiosk::eid;
using kiosk::to_hex;
using namespace std::chrono_literals;

struct Conversation {
    explicit Conversation(std::vector<std::string> answers) : card(std::move(answers)) {}
    ScriptedCard card;
    drivers::SimulatedClock clock{kiosk::Instant{}};
    Dialogue dialogue{card, clock};
};

const Command get_challenge{.cla = 0, .ins = 0x84, .p1 = 0, .p2 = 0, .data = {}, .answer_size = 8};

TEST(Apdu, WritesTheFourCasesShortAndExtended) {
    Command command{.cla = 0, .ins = 0xA4, .p1 = 4, .p2 = 12, .data = {}, .answer_size = 0};
    EXPECT_EQ(to_hex(encode(command)), "00a4040c");
    command.answer_size = 256;
    EXPECT_EQ(to_hex(encode(command)), "00a4040c00");
    command.answer_size = 65536;
    EXPECT_EQ(to_hex(encode(command)), "00a4040c000000");
    command.data = {0xAA};
    EXPECT_EQ(to_hex(encode(command)), "00a4040c000001aa0000");
    command.answer_size = 0;
    EXPECT_EQ(to_hex(encode(command)), "00a4040c01aa");
    command.data.assign(256, 0);
    EXPECT_EQ(to_hex(encode(command)).substr(0, 14), "00a4040c000100");
}

TEST(Apdu, RefusesAnswersThatAreNone) {
    EXPECT_FALSE(parse_response({}));
    EXPECT_FALSE(parse_response(hex("90")));
    EXPECT_FALSE(parse_response(hex("0000")));
    EXPECT_FALSE(parse_response(kiosk::Bytes(65539, 0x90)));
    EXPECT_EQ(parse_response(hex("01026A82"))->status, 0x6A82);
}

TEST(Dialogue, FetchesAnAnswerThatComesInPieces) {
    Conversation with({"01026102", "03049000"});
    EXPECT_EQ(to_hex(with.dialogue.exchange(get_challenge)->data), "01020304");
    EXPECT_EQ(with.card.asked.back(), "00c0000002");
}

TEST(Dialogue, AsksAgainOnceForAnotherSize) {
    Conversation with({"6C04", "010203049000"});
    EXPECT_TRUE(with.dialogue.exchange(get_challenge)->ok());
    EXPECT_EQ(with.card.asked.back(), "0084000004");
    Conversation hostile({"6C04", "6C05", "6C06"});
    EXPECT_EQ(hostile.dialogue.exchange(get_challenge).error().kind, TroubleKind::card_faulty);
    EXPECT_EQ(hostile.card.asked.size(), 2U);
}

TEST(Dialogue, EndsAnAnswerWithoutEnd) {
    Conversation with({"016101"});
    with.card.repeats_last = true;
    EXPECT_EQ(with.dialogue.exchange(get_challenge).error().kind, TroubleKind::card_faulty);
    EXPECT_LT(with.card.asked.size(), 20U);
}

TEST(Dialogue, EndsAFileThatComesInTinyPiecesOrNeverEnds) {
    Conversation tiny({"30823FFF 9000", "01 9000"});
    tiny.card.repeats_last = true;
    EXPECT_EQ(tiny.dialogue.read_file(0x1C).error().kind, TroubleKind::card_faulty);
    EXPECT_LT(tiny.card.asked.size(), 4U);
    Conversation endless({"3083FFFFFF 9000"});
    EXPECT_EQ(endless.dialogue.read_file(0x1C).error().kind, TroubleKind::card_faulty);
    EXPECT_EQ(endless.card.asked.size(), 1U);
}

TEST(Dialogue, ReadsAFileInPiecesUpToTheEndOfItsObject) {
    const std::string piece = [] {
        std::string text;
        for (int i = 0; i < 96; ++i) text += "00";
        return text;
    }();
    Conversation with({"3081C0" + piece + "9000", piece + "6282"});
    EXPECT_EQ(with.dialogue.read_file(0x1C)->data.size(), 195U);
    EXPECT_EQ(with.card.asked[0], "00b09c0000");
    EXPECT_EQ(with.card.asked[1], "00b0006300");
}

TEST(Dialogue, TellsRemovalFromALostReader) {
    Conversation with({});
    EXPECT_EQ(with.dialogue.exchange(get_challenge).error().kind, TroubleKind::card_removed);
}

TEST(Dialogue, GivesUpOnACardThatIsTooSlowInAll) {
    Conversation with({"9000", "9000"});
    EXPECT_TRUE(with.dialogue.exchange(get_challenge));
    with.clock.let_pass(16s);
    EXPECT_EQ(with.dialogue.exchange(get_challenge).error().kind, TroubleKind::timed_out);
}

}  // namespace
}  // namespace tests
