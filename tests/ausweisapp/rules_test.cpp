#include "drivers/eid/ausweisapp_pin.h"

#include <gtest/gtest.h>

namespace {

using namespace drivers::ausweisapp;
using kiosk::SecretText;
using kiosk::eid::TroubleKind;

std::string asking(const std::string& name, int tries, bool keypad = false) {
    return R"({"msg":")" + name + R"(","reader":{"name":"R","attached":true,"keypad":)" +
           (keypad ? "true" : "false") + R"(,"card":{"deactivated":false,"inoperative":false,)" +
           R"("retryCounter":)" + std::to_string(tries) + "}}}";
}

Next hear(PinConversation& talk, const std::string& text) {
    const auto message = parse_message(text);
    EXPECT_TRUE(message) << text;
    return message ? talk.hear(*message) : Next(Wait{});
}

std::string said(const Next& next) {
    const auto* say = std::get_if<Say>(&next);
    return say == nullptr ? "" : std::string(say->text.reveal());
}

std::optional<TroubleKind> trouble_of(const Next& next) {
    const auto* finished = std::get_if<Finished>(&next);
    if (finished == nullptr || *finished) return std::nullopt;
    return finished->error().kind;
}

constexpr const char* let_go = R"({"msg":"CHANGE_PIN","success":false})";
constexpr const char* cancelled = R"({"cmd":"CANCEL"})";

PinWish new_pin(bool with_can = false, bool last_try = false) {
    PinWish wish;
    wish.secrets.pin = SecretText("123456");
    if (with_can) wish.secrets.can = SecretText("500540");
    wish.secrets.spend_last_try = last_try;
    wish.new_pin = SecretText("654321");
    return wish;
}

PinWish with_puk() {
    PinWish wish;
    wish.puk = SecretText("9876543210");
    return wish;
}

TEST(AusweisAppMessage, TellsAnEidCardAnUnknownCardAndNone) {
    const auto read = [](const std::string& card) {
        return parse_message(
                   R"({"msg":"READER","name":"R","attached":true,"keypad":false,"card":)" + card +
                   "}")
            ->reader->card;
    };
    EXPECT_EQ(read(R"({"deactivated":false,"inoperative":false,"retryCounter":3})"),
              Reader::Card::eid);
    EXPECT_EQ(read("{}"), Reader::Card::unknown);
    EXPECT_EQ(read("null"), Reader::Card::none);
}

TEST(AusweisAppMessage, RefusesWhatIsNotAMessage) {
    const std::string deep =
        R"({"msg":"A","x":)" + std::string(4000, '[') + std::string(4000, ']') + "}";
    for (const std::string& text :
         {std::string(), std::string("[]"), std::string("{"), std::string(R"({"msg":1})"), deep,
          std::string(R"({"msg":"READER","name":7})"), std::string(R"({"msg":"ENTER_PIN"})"),
          std::string(R"({"msg":"READER_LIST"})"), asking("ENTER_PIN", 99), asking("ENTER_PIN", -2),
          std::string(R"({"msg":"READER","name":"R","card":[]})"),
          std::string(R"({"msg":"CHANGE_PIN","success":"yes"})"),
          R"({"msg":")" + std::string(longest_message, 'A') + "\"}"}) {
        const auto message = parse_message(text);
        ASSERT_FALSE(message) << text.substr(0, 80);
        EXPECT_EQ(message.error().kind, kiosk::ErrorKind::invalid_input);
    }
}

TEST(AusweisAppMessage, AgreesOnTheHighestLevelThatBothSpeak) {
    const auto level = [](const std::string& available) {
        return common_level(*parse_message(R"({"msg":"API_LEVEL","available":)" + available + "}"));
    };
    EXPECT_EQ(level("[1]"), 1);
    EXPECT_EQ(level("[1,2]"), 2);
    EXPECT_EQ(level("[1,2,3,4]"), 3);
    EXPECT_EQ(level("[9]"), std::nullopt);
}

TEST(AusweisAppPin, IsChanged) {
    PinConversation talk(new_pin());
    EXPECT_EQ(said(hear(talk, asking("ENTER_PIN", 3))), R"({"cmd":"SET_PIN","value":"123456"})");
    EXPECT_EQ(said(hear(talk, asking("ENTER_NEW_PIN", 3))),
              R"({"cmd":"SET_NEW_PIN","value":"654321"})");
    const Next end = hear(talk, R"({"msg":"CHANGE_PIN","success":true})");
    ASSERT_TRUE(std::holds_alternative<Finished>(end));
    EXPECT_TRUE(std::get<Finished>(end));
}

TEST(AusweisAppPin, IsGivenOnceAndTheAppIsWaitedFor) {
    PinConversation talk(new_pin());
    static_cast<void>(hear(talk, asking("ENTER_PIN", 3)));
    EXPECT_EQ(said(hear(talk, asking("ENTER_PIN", 2))), cancelled);
    EXPECT_TRUE(std::holds_alternative<Wait>(hear(talk, asking("ENTER_PIN", 2))));
    const Next end = hear(talk, let_go);
    EXPECT_EQ(trouble_of(end), TroubleKind::wrong_pin);
    EXPECT_EQ(std::get<Finished>(end).error().tries_left, 2);
}

TEST(AusweisAppPin, IsNotTriedForTheLastTimeWithoutConsent) {
    PinConversation without_can(new_pin());
    EXPECT_EQ(said(hear(without_can, asking("ENTER_CAN", 1))), cancelled);
    EXPECT_EQ(trouble_of(hear(without_can, let_go)), TroubleKind::pin_suspended);
    PinConversation unasked(new_pin(true));
    EXPECT_EQ(said(hear(unasked, asking("ENTER_CAN", 1))), cancelled);
    EXPECT_EQ(trouble_of(hear(unasked, let_go)), TroubleKind::last_try_needs_consent);
    PinConversation agreed(new_pin(true, true));
    EXPECT_EQ(said(hear(agreed, asking("ENTER_CAN", 1))), R"({"cmd":"SET_CAN","value":"500540"})");
    EXPECT_EQ(said(hear(agreed, asking("ENTER_PIN", 1))), R"({"cmd":"SET_PIN","value":"123456"})");
}

TEST(AusweisAppPin, ThatIsBlockedSendsNothing) {
    PinConversation talk(new_pin(true, true));
    EXPECT_EQ(said(hear(talk, asking("ENTER_PUK", 0))), cancelled);
    EXPECT_EQ(trouble_of(hear(talk, let_go)), TroubleKind::pin_blocked);
}

TEST(AusweisAppPin, IsUnblockedByThePukAndNoPinIsSent) {
    PinConversation talk(with_puk());
    EXPECT_EQ(said(hear(talk, asking("ENTER_PUK", 0))),
              R"({"cmd":"SET_PUK","value":"9876543210"})");
    EXPECT_EQ(said(hear(talk, asking("ENTER_PIN", 3))), cancelled);
    const Next end = hear(talk, let_go);
    ASSERT_TRUE(std::holds_alternative<Finished>(end));
    EXPECT_TRUE(std::get<Finished>(end));
    PinConversation wrong(with_puk());
    static_cast<void>(hear(wrong, asking("ENTER_PUK", 0)));
    static_cast<void>(hear(wrong, asking("ENTER_PUK", 0)));
    EXPECT_EQ(trouble_of(hear(wrong, let_go)), TroubleKind::wrong_puk);
}

TEST(AusweisAppPin, StaysInAReaderWithKeys) {
    PinConversation talk(new_pin());
    const Next next = hear(talk, asking("ENTER_PIN", 3, true));
    EXPECT_EQ(said(next), R"({"cmd":"SET_PIN"})");
    EXPECT_EQ(std::get<Say>(next).stage, kiosk::EidStage::asking_on_the_keypad);
    EXPECT_EQ(said(hear(talk, asking("ENTER_NEW_PIN", 3, true))), R"({"cmd":"SET_NEW_PIN"})");
}

TEST(AusweisAppPin, GoesOnAfterAPauseAndEndsWithTheCard) {
    PinConversation talk(new_pin());
    EXPECT_EQ(said(hear(talk, R"({"msg":"PAUSE","cause":"BadCardPosition"})")),
              R"({"cmd":"CONTINUE"})");
    EXPECT_EQ(said(hear(talk, R"({"msg":"INSERT_CARD"})")), cancelled);
    EXPECT_EQ(trouble_of(hear(talk, let_go)), TroubleKind::card_removed);
}

TEST(AusweisAppPin, EndsWithEveryErrorOfTheApp) {
    for (const char* name : {"INTERNAL_ERROR", "UNKNOWN_COMMAND", "INVALID", "BAD_STATE"}) {
        PinConversation talk(new_pin());
        EXPECT_TRUE(trouble_of(hear(talk, std::string(R"({"msg":")") + name + R"(","error":"x"})")))
            << name;
    }
    PinConversation out_of_turn(new_pin());
    EXPECT_EQ(trouble_of(hear(out_of_turn, R"({"msg":"CHANGE_PIN","success":true})")),
              TroubleKind::card_faulty);
}

}  // namespace
