// What an answer may say: nothing but fields, each with its source and day.
#include "kiosk/answers/answerer.h"

#include "kiosk/answers/mask.h"
#include "tests/answers/mutated_questions.h"
#include "tests/answers/shipped_knowledge.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unicode/unistr.h>

namespace kiosk::answers {
namespace {

using nlohmann::json;

constexpr Date a_day{std::chrono::year{2026}, std::chrono::November, std::chrono::day{24}};
constexpr LocalTime a_morning{a_day, 10 * 60};

// A knowledge directory of two topics that each test may change.
class SmallTown : public testing::Test {
  protected:
    void SetUp() override {
        folder = std::filesystem::temp_directory_path() /
                 ("knowledge-" + std::to_string(std::random_device()()));
        std::filesystem::create_directories(folder / "topics");
        std::filesystem::create_directories(folder / "frames");
        for (const char* language : {"de", "en"})
            std::filesystem::copy(HOUSE "/assets/knowledge/frames/" + std::string(language),
                                  folder / "frames" / language);
        dog = {{"id", "hund"},
               {"title", {{"de", "Hund anmelden (Hundesteuer)"}, {"en", "Register a dog"}}},
               {"questions", {"Ich habe einen Hund gekauft", "Was kostet die Hundesteuer?"}},
               {"summary", {{"de", "Wer einen Hund hält, meldet ihn an."}}},
               {"fees",
                {{{"label", "erster Hund, im Jahr"}, {"amount_cent", 9600}, {"legal", "§ 5"}}}},
               {"source", {{"name", "Satzung"}, {"url", "https://example.org/satzung"}}},
               {"updated", "2026-10-01"}};
        house = {{"id", "wohnsitz"},
                 {"title", {{"de", "Wohnsitz anmelden"}}},
                 {"source", {{"name", "Gesetz"}, {"url", "https://example.org/gesetz"}}},
                 {"updated", "2026-10-01"}};
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    Result<Answerer> town() {
        std::ofstream(folder / "topics/hund.json") << dog.dump();
        std::ofstream(folder / "topics/wohnsitz.json") << house.dump();
        return Answerer::load(folder);
    }
    std::string told(Date today = a_day) {
        const auto answerer = town();
        if (!answerer) return answerer.error().detail;
        const auto answer = answerer->tell("hund", Aspect::fee, {today, 10 * 60}, "de");
        return answer ? answer->text() : "nothing";
    }

    std::filesystem::path folder;
    json dog;
    json house;
};

TEST_F(SmallTown, TellsTheFeeFirstWithItsConditionAndRule) {
    EXPECT_TRUE(told().starts_with("Kosten: 96,00 € – erster Hund, im Jahr (§ 5)")) << told();
}

TEST_F(SmallTown, TellsNoNumberWhereTheFeeIsNotKnown) {
    dog.erase("fees");
    const std::string text = told();
    EXPECT_TRUE(text.starts_with("Kosten: Das ist an diesem Terminal nicht hinterlegt.")) << text;
    EXPECT_EQ(text.find('6'), std::string::npos) << text;
    EXPECT_EQ(text.find("€"), std::string::npos) << text;
}

TEST_F(SmallTown, NeverTellsWhatHasExpired) {
    dog["fees"][0]["valid_until"] = "2026-11-23";
    EXPECT_EQ(told().find("96"), std::string::npos);
    dog["valid_until"] = "2026-11-23";
    EXPECT_EQ(told(), "nothing");
}

TEST_F(SmallTown, WarnsOfAFeeThatIsOlderThanHalfAYear) {
    EXPECT_EQ(told().find("Stand"), std::string::npos);
    const std::string later =
        told(Date{std::chrono::year{2027}, std::chrono::June, std::chrono::day{1}});
    EXPECT_NE(later.find("– Stand 01.10.2026"), std::string::npos) << later;
    EXPECT_NE(later.find("nicht mehr neu"), std::string::npos) << later;
}

TEST_F(SmallTown, RefusesAFactWithoutSourceOrDate) {
    dog.erase("source");
    EXPECT_NE(told().find("/fees/0/source"), std::string::npos) << told();
    dog["source"] = {{"name", "Satzung"}, {"url", "https://example.org"}};
    dog.erase("updated");
    EXPECT_NE(told().find("/fees/0/updated"), std::string::npos) << told();
}

TEST_F(SmallTown, AnswersInTheQuestionsLanguageWithTheFactsAsTheyStand) {
    const auto answerer = town();
    ASSERT_TRUE(answerer) << answerer.error().detail;
    const auto answer = answerer->tell("hund", Aspect::fee, a_morning, "en");
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->text().starts_with("Cost: 96,00 € – erster Hund")) << answer->text();
    EXPECT_NE(answer->text().find("given in German"), std::string::npos);
    EXPECT_EQ(answer->source.url, "https://example.org/satzung");
}

TEST(Answerer, GivesTheSameAnswerToTheSameQuestion) {
    const Reply once = shipped_answerer().ask("Was kostet ein neuer Personalausweis?", a_morning);
    const auto fresh = Answerer::load(HOUSE "/assets/knowledge");
    ASSERT_TRUE(fresh);
    const Reply again = fresh->ask("Was kostet ein neuer Personalausweis?", a_morning);
    ASSERT_TRUE(once.told && again.told);
    EXPECT_EQ(once.told->text(), again.told->text());
    EXPECT_EQ(once.confidence, again.confidence);
    EXPECT_EQ(once.candidates.front().id, "personalausweis-beantragen");
    EXPECT_EQ(once.aspect, Aspect::fee);
}

TEST(Answerer, AsksBackWhereOneWordMeansManyThings) {
    EXPECT_EQ(shipped_answerer().ask("Pass", a_morning).decision, Decision::choose);
}

TEST(Answerer, ReferstoThe115WhereItDoesNotKnow) {
    const Reply reply = shipped_answerer().ask("Wie wird das Wetter am Wochenende?", a_morning);
    EXPECT_EQ(reply.decision, Decision::refer);
    EXPECT_FALSE(reply.told);
    EXPECT_NE(reply.say.find("115"), std::string::npos);
}

TEST(Answerer, PutsHelpFirstWhateverElseWasAsked) {
    const Reply reply =
        shipped_answerer().ask("Mein Mann schlägt mich, wie kann ich mich ummelden?", a_morning);
    EXPECT_EQ(reply.decision, Decision::emergency);
    EXPECT_NE(reply.say.find("110"), std::string::npos);
}

TEST(Answerer, KnowsNothingOfTheCitizensOwnCase) {
    const Reply reply = shipped_answerer().ask("Wo bleibt mein Bescheid?", a_morning);
    EXPECT_EQ(reply.decision, Decision::refer);
    EXPECT_FALSE(reply.told);
}

TEST(Answerer, JoinsAVerbWithItsParticle) {
    EXPECT_EQ(
        shipped_answerer().ask("Wie melde ich mein Auto ab?", a_morning).candidates.front().id,
        "kfz-abmeldung");
    EXPECT_EQ(
        shipped_answerer().ask("Wie melde ich meinen Hund an?", a_morning).candidates.front().id,
        "hundesteuer-anmelden");
}

TEST(Mask, BlotsOutWhatIsPersonal) {
    const std::string name = "Erika Mustermann";
    for (const char* question :
         {"Ich heiße Erika Mustermann, wo melde ich mich an?",
          "Frau Erika Mustermann, geboren 12.08.1964", "IBAN DE02 1203 0000 0000 2020 51",
          "Rufen Sie 0341 1234567 an", "erika@example.com ist meine Adresse"}) {
        const Masked masked = mask_personal(question);
        EXPECT_TRUE(masked.any) << question;
        for (const char* part : {"Mustermann", "1964", "1203", "1234567", "example"})
            EXPECT_EQ(masked.text.find(part), std::string::npos) << masked.text;
    }
    EXPECT_FALSE(mask_personal("Was kostet ein Reisepass für 2 Kinder?").any);
}

// KIOSK_WHOLE: ten thousand, as in ./dev soak.
TEST(Answerer, TakesAnyQuestionWithoutHarm) {
    MutatedQuestions questions;
    const int count = std::getenv("KIOSK_WHOLE") != nullptr ? 10'000 : 60;
    for (int i = 0; i < count; ++i) {
        const Reply reply = shipped_answerer().ask(questions.next(), a_morning);
        ASSERT_LE(reply.candidates.size(), 10U);
        ASSERT_GE(reply.confidence, 0);
        ASSERT_LE(reply.confidence, 1);
    }
}

}  // namespace
}  // namespace kiosk::answers
