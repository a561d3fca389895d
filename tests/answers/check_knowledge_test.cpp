// The validator: what it finds in a knowledge directory, on which line, and what is only a warning.
#include "kiosk/answers/check_knowledge.h"

#include "kiosk/answers/json_line.h"
#include "kiosk/answers/reviewed_languages.h"
#include "tests/answers/knowledge_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace kiosk::answers {
namespace {

using nlohmann::json;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const Date today = *parse_date("2026-11-24");

json in_every_language(const std::string& text) {
    json texts;
    for (const std::string_view language : reviewed_languages) texts[std::string(language)] = text;
    return texts;
}

json good_topic(const std::string& id) {
    return {{"id", id},
            {"title", in_every_language("Titel " + id)},
            {"summary", in_every_language("Das ist es. Fragen? Rufen Sie 115 an.")},
            {"questions", {id + " eins", id + " zwei", id + " drei", id + " vier", id + " fünf"}},
            {"source", {{"name", "Gesetz"}, {"url", "https://example.org/"}}},
            {"updated", "2026-11-01"}};
}

json good_fee() {
    return {{"label", "Ausweis"}, {"amount_cent", 3700}};
}

class Checked : public testing::Test {
  protected:
    // The sentences around the facts are those of the terminal.
    Checked() {
        std::filesystem::copy(HOUSE "/assets/knowledge/frames", folder_.path("frames"),
                              std::filesystem::copy_options::recursive);
    }
    void write(const json& topic) {
        folder_.write("topics/" + topic.value("id", "x") + ".json", topic.dump(2));
    }
    // "error /pointer: problem" for each finding.
    [[nodiscard]] std::vector<std::string> findings() const {
        std::vector<std::string> lines;
        for (const Finding& finding : check_knowledge(folder_.path(), today, {"birth-certificate"}))
            lines.push_back((finding.warning ? "warning " : "error ") + finding.pointer + ": " +
                            finding.problem);
        return lines;
    }
    // What is found when a good topic is changed.
    template <class Change>
    std::vector<std::string> found_after(Change change) {
        json topic = good_topic("a");
        change(topic);
        write(topic);
        return findings();
    }
    KnowledgeFolder folder_;
};

TEST_F(Checked, AGoodTopicHasNoFinding) {
    json topic = good_topic("a");
    topic["fees"] = {good_fee()};
    topic["order"] = "birth-certificate";
    write(topic);
    EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(Checked, AFactWithoutSourceOrDayIsAnError) {
    EXPECT_THAT(found_after([](json& topic) {
                    topic.erase("source");
                    topic["fees"] = {good_fee()};
                }),
                Contains(HasSubstr("error /fees/0/source: is missing")));
    EXPECT_THAT(found_after([](json& topic) {
                    topic.erase("updated");
                    topic["documents"] = {{{"text", "Ausweis"}}};
                }),
                Contains(HasSubstr("error /documents/0/updated: is missing")));
    EXPECT_THAT(found_after([](json& topic) { topic["source"]["url"] = "Rathaus"; }),
                Contains(HasSubstr("no web address")));
}

TEST_F(Checked, WhatHasPassedIsAnErrorAndWhatIsOldAWarning) {
    EXPECT_THAT(found_after([](json& topic) { topic["valid_until"] = "2026-11-23"; }),
                Contains(HasSubstr("error /valid_until: has passed")));
    EXPECT_THAT(found_after([](json& topic) { topic["valid_until"] = "2026-11-24"; }), IsEmpty());
    const auto fee_of = [&](const std::string& day) {
        return found_after([&](json& topic) {
            topic["fees"] = {good_fee()};
            topic["fees"][0]["updated"] = day;
        });
    };
    EXPECT_THAT(fee_of("2026-05-24"), IsEmpty());
    EXPECT_THAT(fee_of("2026-05-23"), Contains(HasSubstr("warning /fees/0/updated: is older")));
    EXPECT_THAT(fee_of("2026-11-25"), Contains(HasSubstr("error /fees/0/updated: lies in the")));
    EXPECT_THAT(found_after([](json& topic) { topic["updated"] = "2025-11-23"; }),
                Contains(HasSubstr("warning /updated: is older than 12 months")));
}

TEST_F(Checked, AQuestionThatStandsInTwoTopicsIsAnError) {
    json other = good_topic("b");
    other["questions_in"]["en"] = {"A, EINS?"};
    write(good_topic("a"));
    write(other);
    EXPECT_THAT(findings(), testing::ElementsAre("error /questions_in/en/0: is the same example "
                                                 "question as in a"));
}

TEST_F(Checked, AReviewedTextMustBeThereInEveryLanguage) {
    for (const char* member : {"title", "summary"})
        for (const std::string_view language : reviewed_languages) {
            const auto found =
                found_after([&](json& topic) { topic[member].erase(std::string(language)); });
            EXPECT_THAT(found, Contains(HasSubstr("error /" + std::string(member) + "/" +
                                                  std::string(language) + ": is missing")));
        }
    EXPECT_THAT(found_after([](json& topic) { topic["title"]["eo"] = "Titolo"; }),
                Contains(HasSubstr("no language of the terminal")));
}

TEST_F(Checked, AFigureInASummaryIsAnErrorInAnyScript) {
    for (const char* text : {"Es kostet 37 Euro.", "Innerhalb von ٣ Tagen.", "§ 17 BMG"})
        EXPECT_THAT(found_after([&](json& topic) { topic["summary"]["ar"] = text; }),
                    Contains(HasSubstr("error /summary/ar: holds a figure")))
            << text;
}

TEST_F(Checked, NamesOfNothingAreErrors) {
    const auto found = found_after([](json& topic) {
        topic["base_of"] = "nowhere";
        topic["where"] = {"no-office"};
        topic["see"] = {"a", "no-topic"};
        topic["order"] = "no-service";
    });
    EXPECT_THAT(found, Contains("error /base_of: nowhere is no topic"));
    EXPECT_THAT(found, Contains("error /where/0: no-office is no office"));
    EXPECT_THAT(found, Contains("error /see/1: no-topic is no topic"));
    EXPECT_THAT(found, Contains("error /order: no-service is no service of this terminal"));
    EXPECT_THAT(found, Contains(HasSubstr("error /variant_words: are missing")));
    EXPECT_THAT(found, SizeIs(5));
}

TEST_F(Checked, EverySlipOfAFileIsToldAndNotTheFirstOnly) {
    const auto found = found_after([](json& topic) {
        topic["synonyms"] = "eins";
        topic["keywords"] = {1};
        topic["unknown"] = true;
        topic["fees"] = {{{"amount_cent", -1}, {"label", 7}}};
        topic["questions_in"] = {{"en", "one"}};
        topic["online"] = {{{"url", "https://example.org"}}};
    });
    for (const char* pointer : {"/synonyms", "/keywords", "/unknown", "/fees/0/amount_cent",
                                "/fees/0/label", "/questions_in/en", "/online/0/text"})
        EXPECT_THAT(found, Contains(testing::StartsWith("error " + std::string(pointer) + ":")));
}

TEST_F(Checked, AFileIsNamedAsItsTopic) {
    folder_.write("topics/b.json", good_topic("a").dump());
    EXPECT_THAT(findings(), Contains("error /id: is not the file's name, b"));
}

TEST_F(Checked, BrokenJsonIsToldWithItsLine) {
    write(good_topic("a"));
    folder_.write("topics/b.json", "{\n  \"id\": \"b\",\n  \"title\" {}\n}\n");
    const auto found = check_knowledge(folder_.path(), today, {});
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].file, folder_.path("topics/b.json"));
    EXPECT_EQ(found[0].line, 3);
    EXPECT_THAT(found[0].problem, HasSubstr("not well-formed"));
}

TEST_F(Checked, AFindingNamesTheLineOfItsMember) {
    json topic = good_topic("a");
    topic["see"] = {"a", "nowhere"};
    write(topic);
    const auto found = check_knowledge(folder_.path(), today, {});
    ASSERT_THAT(found, SizeIs(1));
    const std::string text = folder_.read("topics/a.json");
    const std::string before = text.substr(0, text.find("nowhere"));
    EXPECT_EQ(found[0].line, 1 + std::ranges::count(before, '\n'));
}

TEST_F(Checked, OfficesAndWordListsAreLookedAtToo) {
    write(good_topic("a"));
    folder_.write("offices/amt.json", R"({"id":"amt","name":{"de":"Amt"},"phone":"0341 1"})");
    folder_.write("lexicon/de.tsv", "Perso\tPersonalausweis\nnur ein Wort\n");
    folder_.write("rules/aspects.json", "{");
    const auto found = check_knowledge(folder_.path(), today, {});
    std::vector<std::string> files;
    for (const Finding& finding : found)
        if (finding.pointer != "/name/en")
            files.push_back(std::filesystem::path(finding.file).filename().string() + ":" +
                            std::to_string(finding.line) + finding.pointer);
    EXPECT_THAT(files, testing::IsSupersetOf({"amt.json:1/source", "amt.json:1/updated",
                                              "amt.json:1/name/uk", "de.tsv:2", "aspects.json:1"}));
}

TEST_F(Checked, OpeningHoursMustBeReadableAndHaveASource) {
    write(good_topic("a"));
    json office = {{"id", "amt"},
                   {"name", in_every_language("Amt")},
                   {"hours", "Mo-Fr 09:00-12:00"},
                   {"hours_source", {{"name", "Stadt"}, {"url", "https://example.org/"}}},
                   {"source", {{"name", "Stadt"}, {"url", "https://example.org/"}}},
                   {"updated", "2026-11-01"}};
    folder_.write("offices/amt.json", office.dump());
    EXPECT_THAT(findings(), IsEmpty());
    office["hours"] = "Mo-Xx 25:00";
    office.erase("hours_source");
    folder_.write("offices/amt.json", office.dump());
    EXPECT_THAT(findings(),
                testing::UnorderedElementsAre(HasSubstr("error /hours: "),
                                              HasSubstr("error /hours_source: is missing")));
}

TEST_F(Checked, AnImportedCatalogueIsFitToServeFrom) {
    write({{"id", "1"},
           {"title", {{"de", "Hund anmelden"}}},
           {"body", "Wer einen Hund hält."},
           {"fees", {{{"label", "96 Euro"}}}},
           {"source", {{"name", "Katalog"}, {"url", ""}}},
           {"updated", "2026-11-01"}});
    EXPECT_THAT(findings(), testing::Each(testing::StartsWith("warning ")));
    EXPECT_THAT(findings(), SizeIs(1));
}

TEST_F(Checked, AnEmptyDirectoryIsNoKnowledge) {
    EXPECT_THAT(findings(), Contains(HasSubstr("holds no topics")));
}

TEST_F(Checked, HostileFilesNeitherThrowNorHang) {
    std::string deep(200'000, '[');
    folder_.write("topics/deep.json", deep)
        .write("topics/list.json", "[1,2]")
        .write("topics/null.json", "null")
        .write("topics/types.json",
               R"({"id":7,"title":[],"summary":"x","questions":{"a":1},"questions_in":["x"],
                   "fees":{"label":1},"documents":[null,7,[]],"source":[],"updated":{},
                   "base_of":[],"where":"x","see":[[],{}],"a/b~c":1,"valid_until":"2026-02-30"})")
        .write("offices/list.json", "[]")
        .write("lexicon/de.tsv", std::string(100'000, '\t'));
    EXPECT_GT(findings().size(), 10);
}

TEST(LineOfPointer, CountsThroughCommentsStringsAndNesting) {
    const std::string text =
        "// first\n{\n  \"a\": [1, {\"x\": \"]}\\\"\"}, // comment, }\n    2],\n"
        "  /* more\n */ \"b/c\": {\n    \"d\": null\n  }\n}\n";
    EXPECT_EQ(line_of_pointer(text, ""), 2);
    EXPECT_EQ(line_of_pointer(text, "/a/1/x"), 3);
    EXPECT_EQ(line_of_pointer(text, "/a/2"), 4);
    EXPECT_EQ(line_of_pointer(text, "/b~1c/d"), 7);
    EXPECT_EQ(line_of_pointer(text, "/b~1c/missing"), 6) << "the nearest that exists";
    EXPECT_EQ(line_of_pointer("", "/a"), 1);
    EXPECT_EQ(line_of_pointer("{\"a", "/a"), 1);
}

}  // namespace
}  // namespace kiosk::answers
