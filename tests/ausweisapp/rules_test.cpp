#include "drivers/ausweisapp/auth.h"
#include "drivers/ausweisapp/pin.h"

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

Next hear(Conversation& talk, const std::string& text) {
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

kiosk::eid::Secrets secrets(bool with_can, bool last_try) {
    kiosk::eid::Secrets given;
    given.pin = SecretText("123456");
    if (with_can) given.can = SecretText("500540");
    given.spend_last_try = last_try;
    return given;
}

struct NewPin : PinConversation {
    explicit NewPin(bool with_can = false, bool last_try = false)
        : PinConversation("R", secrets(with_can, last_try), SecretText("654321")) {}
};

struct WithPuk : PukConversation {
    WithPuk() : PukConversation("R", SecretText("9876543210")) {}
};

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
          std::string(R"({"msg":"ACCESS_RIGHTS"})"),
          std::string(R"({"msg":"ACCESS_RIGHTS","chat":{"required":[1]}})"),
          std::string(R"({"msg":"AUTH","result":{"major":"x#error"}})"),
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
    NewPin talk;
    EXPECT_EQ(said(hear(talk, asking("ENTER_PIN", 3))), R"({"cmd":"SET_PIN","value":"123456"})");
    EXPECT_EQ(said(hear(talk, asking("ENTER_NEW_PIN", 3))),
              R"({"cmd":"SET_NEW_PIN","value":"654321"})");
    const Next end = hear(talk, R"({"msg":"CHANGE_PIN","success":true})");
    ASSERT_TRUE(std::holds_alternative<Finished>(end));
    EXPECT_TRUE(std::get<Finished>(end));
}

TEST(AusweisAppPin, IsGivenOnceAndTheAppIsWaitedFor) {
    NewPin talk;
    static_cast<void>(hear(talk, asking("ENTER_PIN", 3)));
    EXPECT_EQ(said(hear(talk, asking("ENTER_PIN", 2))), cancelled);
    EXPECT_TRUE(std::holds_alternative<Wait>(hear(talk, asking("ENTER_PIN", 2))));
    const Next end = hear(talk, let_go);
    EXPECT_EQ(trouble_of(end), TroubleKind::wrong_pin);
    EXPECT_EQ(std::get<Finished>(end).error().tries_left, 2);
}

TEST(AusweisAppPin, IsNotTriedForTheLastTimeWithoutConsent) {
    NewPin without_can;
    EXPECT_EQ(said(hear(without_can, asking("ENTER_CAN", 1))), cancelled);
    EXPECT_EQ(trouble_of(hear(without_can, let_go)), TroubleKind::pin_suspended);
    NewPin unasked(true);
    EXPECT_EQ(said(hear(unasked, asking("ENTER_CAN", 1))), cancelled);
    EXPECT_EQ(trouble_of(hear(unasked, let_go)), TroubleKind::last_try_needs_consent);
    NewPin agreed(true, true);
    EXPECT_EQ(said(hear(agreed, asking("ENTER_CAN", 1))), R"({"cmd":"SET_CAN","value":"500540"})");
    EXPECT_EQ(said(hear(agreed, asking("ENTER_PIN", 1))), R"({"cmd":"SET_PIN","value":"123456"})");
}

TEST(AusweisAppPin, ThatIsBlockedSendsNothing) {
    NewPin talk(true, true);
    EXPECT_EQ(said(hear(talk, asking("ENTER_PUK", 0))), cancelled);
    EXPECT_EQ(trouble_of(hear(talk, let_go)), TroubleKind::pin_blocked);
}

TEST(AusweisAppPin, IsUnblockedByThePukAndNoPinIsSent) {
    WithPuk talk;
    EXPECT_EQ(said(hear(talk, asking("ENTER_PUK", 0))),
              R"({"cmd":"SET_PUK","value":"9876543210"})");
    EXPECT_EQ(said(hear(talk, asking("ENTER_PIN", 3))), cancelled);
    const Next end = hear(talk, let_go);
    ASSERT_TRUE(std::holds_alternative<Finished>(end));
    EXPECT_TRUE(std::get<Finished>(end));
    WithPuk wrong;
    static_cast<void>(hear(wrong, asking("ENTER_PUK", 0)));
    static_cast<void>(hear(wrong, asking("ENTER_PUK", 0)));
    EXPECT_EQ(trouble_of(hear(wrong, let_go)), TroubleKind::wrong_puk);
}

TEST(AusweisAppPin, StaysInAReaderWithKeys) {
    NewPin talk;
    const Next next = hear(talk, asking("ENTER_PIN", 3, true));
    EXPECT_EQ(said(next), R"({"cmd":"SET_PIN"})");
    EXPECT_EQ(std::get<Say>(next).stage, kiosk::EidStage::asking_on_the_keypad);
    EXPECT_EQ(said(hear(talk, asking("ENTER_NEW_PIN", 3, true))), R"({"cmd":"SET_NEW_PIN"})");
}

TEST(AusweisAppPin, GoesOnAfterAPauseAndEndsWithTheCard) {
    NewPin talk;
    EXPECT_EQ(said(hear(talk, R"({"msg":"PAUSE","cause":"BadCardPosition"})")),
              R"({"cmd":"CONTINUE"})");
    EXPECT_EQ(said(hear(talk, R"({"msg":"INSERT_CARD"})")), cancelled);
    EXPECT_EQ(trouble_of(hear(talk, let_go)), TroubleKind::card_removed);
}

TEST(AusweisAppPin, EndsWithEveryErrorOfTheApp) {
    for (const char* name : {"INTERNAL_ERROR", "UNKNOWN_COMMAND", "INVALID", "BAD_STATE"}) {
        NewPin talk;
        EXPECT_TRUE(trouble_of(hear(talk, std::string(R"({"msg":")") + name + R"(","error":"x"})")))
            << name;
    }
    NewPin out_of_turn;
    EXPECT_EQ(trouble_of(hear(out_of_turn, R"({"msg":"CHANGE_PIN","success":true})")),
              TroubleKind::card_faulty);
}

TEST(AusweisAppPin, GoesToNoOtherReaderAndNotAgainWhenItsDigitsWereRefused) {
    NewPin elsewhere;
    EXPECT_EQ(said(hear(elsewhere, R"({"msg":"ENTER_PIN","reader":{"name":"Simulator",)"
                                   R"("attached":true,"keypad":true,"card":null}})")),
              cancelled);
    EXPECT_EQ(trouble_of(hear(elsewhere, let_go)), TroubleKind::reader_lost);
    NewPin refused;
    static_cast<void>(hear(refused, asking("ENTER_PIN", 3)));
    const std::string again = asking("ENTER_PIN", 3);
    EXPECT_EQ(said(hear(refused, R"({"error":"You must provide 6 digits",)" + again.substr(1))),
              cancelled);
    EXPECT_EQ(trouble_of(hear(refused, let_go)), TroubleKind::card_faulty);
}

TEST(AusweisAppPin, EndsWhenItsReaderTellsThatTheCardOrItselfIsGone) {
    const auto after = [](const char* news) {
        NewPin talk;
        static_cast<void>(hear(talk, asking("ENTER_PIN", 3)));
        static_cast<void>(hear(talk, news));
        return trouble_of(hear(talk, let_go));
    };
    EXPECT_EQ(after(R"({"msg":"READER","name":"R","attached":true,"card":null})"),
              TroubleKind::card_removed);
    EXPECT_EQ(after(R"({"msg":"READER","name":"R","attached":false})"), TroubleKind::reader_lost);
    EXPECT_EQ(after(R"({"msg":"READER","name":"Q","attached":false})"), TroubleKind::card_faulty);
}

TEST(AusweisAppPin, ThatWasSetBeforeTheCancelCameIsSet) {
    NewPin talk;
    static_cast<void>(hear(talk, asking("ENTER_PIN", 3)));
    static_cast<void>(hear(talk, asking("ENTER_NEW_PIN", 3)));
    static_cast<void>(talk.give_up(kiosk::eid::trouble(TroubleKind::card_removed, "")));
    EXPECT_TRUE(std::get<Finished>(hear(talk, R"({"msg":"CHANGE_PIN","success":true})")));
}

AuthConversation reading(std::vector<kiosk::eid::Field> fields, bool by_can = false) {
    kiosk::eid::ReadRequest request;
    request.fields = std::move(fields);
    if (by_can)
        request.secrets.can = SecretText("500540");
    else
        request.secrets.pin = SecretText("123456");
    return {"R", request, "https://eid.example/token?id=\"1\""};
}

std::string rights(const char* effective, const char* optional, const char* required) {
    return std::string(R"({"msg":"ACCESS_RIGHTS","chat":{"effective":)") + effective +
           R"(,"optional":)" + optional + R"(,"required":)" + required + "}}";
}

std::string auth_ended(const std::string& minor) {
    return R"({"msg":"AUTH","result":{"major":"http://www.bsi.bund.de/ecard/api/1.1/)"
           R"(resultmajor#error","minor":"http://www.bsi.bund.de/ecard/api/1.1/resultminor/)" +
           minor + R"(","message":"…"}})";
}

using kiosk::eid::Field;

TEST(AusweisAppAuth, NamesTheTokenOfTheServer) {
    EXPECT_EQ(reading({}).opening().reveal(),
              R"({"cmd":"RUN_AUTH","tcTokenURL":"https://eid.example/token?id=\"1\""})");
}

TEST(AusweisAppAuth, AcceptsWhatWasAgreedAndGivesThePin) {
    auto talk = reading({Field::family_name, Field::address});
    EXPECT_TRUE(std::holds_alternative<Wait>(hear(talk, R"({"msg":"AUTH"})")));
    EXPECT_EQ(said(hear(talk, rights(R"(["FamilyName","Address"])", R"(["Address"])",
                                     R"(["FamilyName"])"))),
              R"({"cmd":"ACCEPT"})");
    EXPECT_EQ(said(hear(talk, asking("ENTER_PIN", 3))), R"({"cmd":"SET_PIN","value":"123456"})");
    EXPECT_TRUE(std::get<Finished>(hear(
        talk, R"({"msg":"AUTH","result":{"major":"http://…/resultmajor#ok"},"url":"https://…"})")));
}

TEST(AusweisAppAuth, TakesOptionalRightsAwayThatTheCitizenDidNotLetStand) {
    auto talk = reading({Field::family_name, Field::birth_name});
    const char* all = R"(["FamilyName","Address","BirthName","CanAllowed"])";
    const char* optional = R"(["Address","BirthName","CanAllowed"])";
    EXPECT_EQ(said(hear(talk, rights(all, optional, R"(["FamilyName"])"))),
              R"({"chat":["BirthName"],"cmd":"SET_ACCESS_RIGHTS"})");
    EXPECT_EQ(
        said(hear(talk, rights(R"(["FamilyName","BirthName"])", optional, R"(["FamilyName"])"))),
        R"({"cmd":"ACCEPT"})");
    auto ignored = reading({Field::family_name});
    static_cast<void>(hear(ignored, rights(all, optional, R"(["FamilyName"])")));
    EXPECT_EQ(said(hear(ignored, rights(all, optional, R"(["FamilyName"])"))), cancelled);
}

TEST(AusweisAppAuth, DoesNotGoOnWhereMoreIsRequiredThanAgreed) {
    auto talk = reading({Field::family_name});
    EXPECT_EQ(said(hear(talk, rights(R"(["FamilyName","Address"])", "[]",
                                     R"(["FamilyName","Address"])"))),
              cancelled);
    EXPECT_EQ(trouble_of(hear(talk, auth_ended("sal#cancellationByUser"))),
              TroubleKind::terminal_refused);
}

TEST(AusweisAppAuth, ByTheCanAloneGivesNoPin) {
    auto talk = reading({Field::family_name}, true);
    EXPECT_EQ(said(hear(talk, asking("ENTER_CAN", 3))), R"({"cmd":"SET_CAN","value":"500540"})");
    auto not_entitled = reading({Field::family_name}, true);
    EXPECT_EQ(said(hear(not_entitled, asking("ENTER_PIN", 3))), cancelled);
    EXPECT_EQ(trouble_of(hear(not_entitled, auth_ended("sal#cancellationByUser"))),
              TroubleKind::terminal_refused);
}

TEST(AusweisAppAuth, SaysHonestlyHowItFailed) {
    const auto end = [](const std::string& text) {
        auto talk = reading({Field::family_name});
        return trouble_of(hear(talk, text));
    };
    EXPECT_EQ(end(auth_ended("dp#trustedChannelEstablishmentFailed")),
              TroubleKind::terminal_refused);
    EXPECT_EQ(end(auth_ended("sal#cancellationByUser")), TroubleKind::card_removed);
    EXPECT_EQ(end(auth_ended("al/common#internalError")), TroubleKind::card_faulty);
    EXPECT_EQ(end(R"({"msg":"AUTH","error":"tcTokenURL cannot be undefined"})"),
              TroubleKind::terminal_refused);
    EXPECT_EQ(end(R"({"msg":"AUTH","result":{"major":"x#error","minor":"y#internalError",)"
                  R"("reason":"Card_Removed"}})"),
              TroubleKind::card_removed);
}

}  // namespace
