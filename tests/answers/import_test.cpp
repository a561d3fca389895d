// Exports of other catalogues: what becomes of their entries, and of their slips.
#include "kiosk/answers/import_knowledge.h"
#include "tests/answers/knowledge_folder.h"
#include "tests/answers/shared_answers.h"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace kiosk::answers {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const Origin origin{.file = "export", .source = "Katalog der Stadt"};

std::vector<std::string> problems_of(const Imported& imported) {
    std::vector<std::string> problems;
    for (const Finding& finding : imported.findings) problems.push_back(finding.problem);
    return problems;
}

std::string refusal_of(const Result<Imported>& imported) {
    return imported ? "accepted" : imported.error().detail;
}

std::vector<std::string> texts_of(const Topic& topic, Aspect aspect) {
    std::vector<std::string> texts;
    if (const auto facts = topic.facts.find(aspect); facts != topic.facts.end())
        for (const Fact& fact : facts->second) texts.push_back(fact.text);
    return texts;
}

TEST(ImportDldb, ACleanedEntryKeepsItsWordsAndItsFeesWithSourceAndDay) {
    const auto imported = import_dldb(
        R"([{"id":"7","title":"Hund anmelden","keywords":["Hundesteuer","Tier"],
             "text":"Wer einen Hund hält.","fees":"96 Euro im Jahr","updated":"2026-06-08T07:41:01",
             "links":["Antrag"]}])",
        origin);
    ASSERT_TRUE(imported) << refusal_of(imported);
    ASSERT_THAT(imported->topics, SizeIs(1));
    const Topic& topic = imported->topics[0];
    EXPECT_EQ(topic.id, "7");
    EXPECT_EQ(topic.title.at("de"), "Hund anmelden");
    EXPECT_THAT(topic.keywords, ElementsAre("Hundesteuer", "Tier"));
    EXPECT_EQ(topic.body, "Wer einen Hund hält.\nAntrag");
    ASSERT_THAT(topic.fees, SizeIs(1));
    EXPECT_EQ(topic.fees[0].fact.text, "96 Euro im Jahr");
    EXPECT_EQ(topic.fees[0].amount, std::nullopt) << "a sum is never read out of a text";
    EXPECT_EQ(topic.fees[0].fact.source.name, "Katalog der Stadt");
    EXPECT_EQ(to_iso(topic.fees[0].fact.updated), "2026-06-08");
    EXPECT_THAT(imported->findings, IsEmpty());
}

TEST(ImportDldb, TheFullerShapeGivesDocumentsConditionsAndLinks) {
    const auto imported = import_dldb(
        R"({"data":[{"id":326069,"name":"Unterhalts&shy;vorschuss","description":"<p>Für Kinder</p>",
             "requirements":[{"name":"Antrag","description":"schriftlich","link":""},{"name":"Ausweis"}],
             "prerequisites":{"name":"Das Kind ist klein."},"process_time":"vier Wochen",
             "onlineprocessing":{"description":"","link":"https://example.org/online"},
             "meta":{"url":"https://example.org/7","lastupdate":"2025-11-25T11:12:04+02:00",
                     "keywords":"Kind, alleinerziehend; Kind"},
             "legal":[{"name":"Unterhaltsvorschussgesetz","link":""}],"responsibility_all":true}]})",
        origin);
    ASSERT_TRUE(imported) << refusal_of(imported);
    ASSERT_THAT(imported->topics, SizeIs(1));
    const Topic& topic = imported->topics[0];
    EXPECT_EQ(topic.id, "326069");
    EXPECT_THAT(topic.keywords, ElementsAre("Kind", "alleinerziehend"));
    EXPECT_THAT(texts_of(topic, Aspect::documents), ElementsAre("Antrag: schriftlich", "Ausweis"));
    EXPECT_THAT(texts_of(topic, Aspect::prerequisites), ElementsAre("Das Kind ist klein."));
    EXPECT_THAT(texts_of(topic, Aspect::duration), ElementsAre("vier Wochen"));
    EXPECT_EQ(topic.facts.at(Aspect::online)[0].url, "https://example.org/online");
    EXPECT_EQ(topic.source.url, "https://example.org/7");
    EXPECT_EQ(topic.body, "Für Kinder\nUnterhaltsvorschussgesetz");
}

TEST(ImportDldb, AFeeWithoutADayIsSearchedButNeverShown) {
    const auto imported =
        import_dldb(R"([{"id":"1","title":"Angeln","fees":"33 Euro","updated":"bald"}])", origin);
    ASSERT_TRUE(imported);
    EXPECT_THAT(imported->topics[0].fees, IsEmpty());
    EXPECT_EQ(imported->topics[0].body, "33 Euro");
    EXPECT_THAT(problems_of(*imported), ElementsAre(HasSubstr("has no date")));
}

TEST(ImportDldb, WhatIsWrongWithOneEntryDoesNotKeepTheOthersOut) {
    const auto imported = import_dldb(
        R"([7, null, {"title":"ohne Nummer"}, {"id":"a"}, {"id":"b","title":["falsch"]},
            {"id":"c","title":"gut","keywords":{"name":"allein"},"fees":17,"text":["eins",2]},
            {"id":"c","title":"zweimal"}, {"id":"../../etc/passwd","title":"Pfad"}])",
        origin);
    ASSERT_TRUE(imported) << refusal_of(imported);
    ASSERT_THAT(imported->topics, SizeIs(2));
    EXPECT_EQ(imported->topics[0].id, "c");
    EXPECT_THAT(imported->topics[0].keywords, ElementsAre("allein"));
    EXPECT_EQ(imported->topics[1].id, "-.-..-etc-passwd");
    EXPECT_THAT(problems_of(*imported),
                testing::IsSupersetOf({HasSubstr("is no object"), HasSubstr("has no id"),
                                       HasSubstr("has no title"), HasSubstr("stands twice"),
                                       HasSubstr("its id is written as")}));
    EXPECT_EQ(imported->findings[0].pointer, "/0");
}

TEST(ImportDldb, HostileFilesAreRefusedInWords) {
    EXPECT_THAT(refusal_of(import_dldb("", origin)), HasSubstr("not well-formed"));
    EXPECT_THAT(refusal_of(import_dldb("[{\"id\":", origin)), HasSubstr("not well-formed"));
    EXPECT_THAT(refusal_of(import_dldb("17", origin)), HasSubstr("holds no list"));
    EXPECT_THAT(refusal_of(import_dldb(std::string(3'000'000, '['), origin)),
                HasSubstr("nested too deeply"));
    EXPECT_THAT(refusal_of(import_dldb("[" + std::string(5'000'010, ','), origin)),
                HasSubstr("too many values"));
    EXPECT_THAT(refusal_of(import_dldb(std::string(largest_export + 1, ' '), origin)),
                HasSubstr("larger than 100 MB"));
    EXPECT_THAT(refusal_of(import_dldb("[{\"id\":\"1\",\"title\":\"\xC3\"}]", origin)), "accepted")
        << "old encodings are read as what they are";
}

TEST(ImportDldb, TextOfAnyKindBecomesPlainText) {
    const auto imported = import_dldb(
        R"([{"id":"1","title":"<b>Pa&szlig;</b>\u200b &lt;neu&gt;","text":"<ul><li>eins</li><li>unter &#x3c; 5 &euro; </li></ul><script>alert(1)</script>a < b\u202e","updated":"08.06.2026"}])",
        origin);
    ASSERT_TRUE(imported);
    EXPECT_EQ(imported->topics[0].title.at("de"), "Paß <neu>");
    EXPECT_EQ(imported->topics[0].body, "eins\nunter < 5 €\na < b");
    EXPECT_EQ(to_iso(imported->topics[0].updated), "2026-06-08");
}

TEST(ImportTitles, ATitleAndItsDayAreAllThatComesIn) {
    const auto imported = import_titles(
        R"([{"id":"9","title":"Abfälle","topic":"Umwelt","updated":"2015-02-05T08:10:13+01:00","fees":"5 Euro"}])",
        origin);
    ASSERT_TRUE(imported);
    const Topic& topic = imported->topics[0];
    EXPECT_EQ(topic.title.at("de"), "Abfälle");
    EXPECT_EQ(topic.body, "Umwelt");
    EXPECT_THAT(topic.fees, IsEmpty());
}

TEST(ImportCsv, ColumnsStandInAnyOrderWithAnySeparator) {
    for (const char separator : {',', ';', '\t'}) {
        std::string table =
            "\xEF\xBB\xBFTitel|ID|Synonyme|Beschreibung|Link|Stand|Gebühren\r\n"
            "\"Hund, anmelden\"|7|\"Köter|Vierbeiner\"|\"sagt "
            "\"\"wau\"\"\nlaut\"|https://example.org/|2026-01-02|5 €\r\n"
            "Katze|8\r\n\r\n";
        std::ranges::replace(table, '|', separator);
        const auto imported = import_csv(table, origin);
        ASSERT_TRUE(imported) << refusal_of(imported);
        ASSERT_THAT(imported->topics, SizeIs(2));
        const Topic& topic = imported->topics[0];
        EXPECT_EQ(topic.title.at("de"), "Hund, anmelden");
        EXPECT_EQ(topic.body, "sagt \"wau\" laut");
        EXPECT_EQ(topic.source.url, "https://example.org/");
        EXPECT_EQ(topic.fees[0].fact.text, "5 €");
        EXPECT_EQ(imported->topics[1].id, "8");
    }
}

TEST(ImportCsv, ASpreadsheetsEncodingIsRead) {
    const auto imported = import_csv("id;title\n1;Geb\xFChren in \x80\n", origin);
    ASSERT_TRUE(imported);
    EXPECT_EQ(imported->topics[0].title.at("de"), "Gebühren in €");
}

TEST(ImportCsv, AFindingNamesTheLine) {
    const auto imported =
        import_csv("id,title\n1,\"zwei\nZeilen\"\n,ohne Nummer\n2,\"offen", origin);
    ASSERT_TRUE(imported);
    ASSERT_THAT(imported->findings, SizeIs(2));
    EXPECT_EQ(imported->findings[0].line, 4);
    EXPECT_THAT(imported->findings[1].problem, HasSubstr("not closed"));
    EXPECT_THAT(refusal_of(import_csv("a,b\n1,2\n", origin)), HasSubstr("id and title"));
}

TEST(WrittenTopics, LoadAgainAsTheyWere) {
    const auto imported = import_dldb(
        R"([{"id":"1","name":"Eins","fees":"5 Euro","requirements":["Ausweis"],"updated":"2026-01-02",
             "meta":{"keywords":"a, b","url":"https://example.org/1"}},
            {"id":"2","name":"Zwei"}])",
        origin);
    ASSERT_TRUE(imported);
    const KnowledgeFolder folder;
    ASSERT_TRUE(write_topics(folder.path(), imported->topics));
    const auto loaded = load_knowledge(folder.path());
    ASSERT_TRUE(loaded) << loaded.error().detail;
    ASSERT_THAT(loaded->topics, SizeIs(2));
    for (std::size_t i = 0; i < 2; ++i)
        EXPECT_EQ(topic_file_text(loaded->topics[i]), topic_file_text(imported->topics[i]));
    EXPECT_EQ(loaded->topics[0].fees[0].fact.source.url, "https://example.org/1");
}

TEST(WrittenTopics, AFolderThatCannotBeWrittenIsToldAndNotHalfFilled) {
    Topic topic;
    topic.id = "1";
    topic.title["de"] = "Eins";
    EXPECT_FALSE(write_topics("/proc/nowhere", {topic}));
}

// Bytes changed, cut out and doubled at random, always the same ones.
std::string mutated(std::string text, std::mt19937& random) {
    for (int change = 0; change < 3; ++change) {
        const std::size_t at = random() % text.size();
        const std::size_t length = random() % 12;
        switch (random() % 3) {
            case 0:
                text[at] = static_cast<char>(random());
                break;
            case 1:
                text.erase(at, std::min(length, text.size() - 1));
                break;
            default:
                text.insert(at, text.substr(random() % text.size(), length));
        }
    }
    return text;
}

TEST(AnyImport, BrokenExportsAreRefusedOrComeInAsTopicsThatLoad) {
    const std::string list =
        R"([{"id":"1","name":"<p>Eins</p>","fees":"5 &euro;","requirements":[{"name":"Ausweis"}],
            "updated":"2026-01-02","meta":{"keywords":"a, b"}}])";
    const std::string xml =
        "<t><leistung><id>1</id><bezeichnung>Eins</bezeichnung><modulText><inhalt>5 Euro</inhalt>"
        "<leikaTextmodul><code>11</code></leikaTextmodul></modulText></leistung></t>";
    const std::string table = "id;title;fees;updated\n1;\"Eins\";5 Euro;02.01.2026\n";
    std::mt19937 random(4);
    for (int round = 0; round < 500; ++round)
        for (const auto& imported : {import_dldb(mutated(list, random), origin),
                                     import_titles(mutated(list, random), origin),
                                     import_xzufi(mutated(xml, random), origin),
                                     import_csv(mutated(table, random), origin)}) {
            if (!imported) continue;
            for (const Topic& topic : imported->topics) {
                const auto written = nlohmann::json::parse(topic_file_text(topic));
                EXPECT_TRUE(topic_of(written, "x")) << written;
            }
        }
}

class SharedExport : public testing::TestWithParam<std::pair<const char*, std::size_t>> {};

TEST_P(SharedExport, ComesInWholeAndLoadsAgainEqual) {
    const auto& [name, count] = GetParam();
    const std::string bytes = shared_export(name);
    if (bytes.empty())
        GTEST_SKIP() << name << " is not here: set KIOSK_SHARED_ANSWERS to its folder";
    const bool titles = std::string_view(name).starts_with("ber");
    const auto imported = titles ? import_titles(bytes, origin) : import_dldb(bytes, origin);
    ASSERT_TRUE(imported) << refusal_of(imported);
    EXPECT_THAT(imported->topics, SizeIs(count));
    EXPECT_THAT(imported->findings, IsEmpty());
    const KnowledgeFolder folder;
    ASSERT_TRUE(write_topics(folder.path(), imported->topics));
    const auto loaded = load_knowledge(folder.path());
    ASSERT_TRUE(loaded) << loaded.error().detail;
    ASSERT_THAT(loaded->topics, SizeIs(count));
    for (const Topic& topic : imported->topics) {
        ASSERT_NE(loaded->topic(topic.id), nullptr) << topic.id;
        EXPECT_EQ(topic_file_text(*loaded->topic(topic.id)), topic_file_text(topic));
    }
}

INSTANTIATE_TEST_SUITE_P(Cities, SharedExport,
                         testing::Values(std::pair{"muc_kb.json", std::size_t{237}},
                                         std::pair{"ber_titles.json", std::size_t{560}}),
                         [](const auto& city) {
                             return std::string(city.param.first).substr(0, 3);
                         });

}  // namespace
}  // namespace kiosk::answers
