// XZuFi: the services of a federal state's catalogue.
#include "kiosk/answers/import_knowledge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kiosk::answers {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const Origin origin{.file = "export.xml", .source = "Katalog des Landes"};

std::string module_text(const std::string& code, const std::string& name,
                        const std::string& content) {
    return "<x:modulText><x:inhalt languageCode=\"de\">" + content + "</x:inhalt>" +
           "<x:leikaTextmodul><code>" + code + "</code>" +
           (name.empty() ? "" : "<name>" + name + "</name>") + "</x:leikaTextmodul></x:modulText>";
}

std::string service(const std::string& content) {
    return "<x:leistung><x:id schemeID=\"s\">42</x:id>" + content +
           "<x:versionsinformation><x:geaendertDatumZeit>2026-03-04T05:06:07Z</"
           "x:geaendertDatumZeit>"
           "</x:versionsinformation></x:leistung>";
}

std::string message(const std::string& services) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<x:transport xmlns:x=\"http://xoev.de/schemata/xzufi/2_2_0\" xzufiVersion=\"2.2.0\">"
           "<x:nachrichtenkopf/><x:schreibe>" +
           services + "</x:schreibe></x:transport>";
}

Topic topic_of_service(const std::string& content) {
    const auto imported = import_xzufi(message(service(content)), origin);
    if (!imported || imported->topics.size() != 1) {
        ADD_FAILURE() << (imported ? "no topic" : imported.error().detail);
        return {};
    }
    return imported->topics[0];
}

std::vector<std::string> texts_of(const Topic& topic, Aspect aspect) {
    std::vector<std::string> texts;
    if (const auto facts = topic.facts.find(aspect); facts != topic.facts.end())
        for (const Fact& fact : facts->second) texts.push_back(fact.text);
    return texts;
}

const std::string name_module = module_text("02", "Leistungsbezeichnung", "Hundesteuer Anmeldung");

TEST(ImportXzufi, TheCitizensNameIsTheTitleAndTheOfficialOneASynonym) {
    const Topic topic = topic_of_service(
        name_module + module_text("03", "Leistungsbezeichnung II", "Hund anmelden"));
    EXPECT_EQ(topic.id, "42");
    EXPECT_EQ(topic.title.at("de"), "Hund anmelden");
    EXPECT_THAT(topic.synonyms, ElementsAre("Hundesteuer Anmeldung"));
    EXPECT_EQ(to_iso(topic.updated), "2026-03-04");
}

TEST(ImportXzufi, TextModulesBecomeFactsByTheirNames) {
    const Topic topic =
        topic_of_service(name_module + module_text("05", "Kurztext", "Wer einen Hund hält.") +
                         module_text("07", "Rechtsgrundlage(n)", "Satzung") +
                         module_text("08", "Erforderliche Unterlagen",
                                     "<![CDATA[<ul><li>Ausweis</li><li>Antrag</li></ul>]]>") +
                         module_text("10", "Kosten", "96 &amp;euro; im Jahr") +
                         module_text("11", "Verfahrensablauf", "Sie melden den Hund an.") +
                         module_text("13", "Frist", "binnen zwei Wochen"));
    EXPECT_THAT(texts_of(topic, Aspect::documents), ElementsAre("Ausweis", "Antrag"));
    EXPECT_THAT(texts_of(topic, Aspect::deadline), ElementsAre("binnen zwei Wochen"));
    EXPECT_THAT(texts_of(topic, Aspect::general), ElementsAre("Sie melden den Hund an."));
    ASSERT_THAT(topic.fees, SizeIs(1));
    EXPECT_EQ(topic.fees[0].fact.text, "96 € im Jahr");
    EXPECT_EQ(topic.fees[0].fact.source.name, "Katalog des Landes");
    EXPECT_EQ(topic.body, "Wer einen Hund hält.\nSatzung");
}

TEST(ImportXzufi, AModuleWithoutANameIsAFeeOnlyWhenItSpeaksOfMoney) {
    EXPECT_THAT(topic_of_service(name_module + module_text("11", "", "50 Euro")).fees, SizeIs(1));
    const Topic procedure = topic_of_service(name_module + module_text("11", "", "Sie kommen."));
    EXPECT_THAT(procedure.fees, IsEmpty());
    EXPECT_EQ(procedure.body, "Sie kommen.");
}

TEST(ImportXzufi, OwnElementsForCostsDeadlineWordsAndValidity) {
    const Topic topic = topic_of_service(
        name_module +
        "<x:modulKosten><x:beschreibung languageCode=\"en\">free</x:beschreibung>"
        "<x:beschreibung languageCode=\"de\">kostenfrei</x:beschreibung></x:modulKosten>"
        "<x:modulFrist><x:beschreibung>sofort</x:beschreibung></x:modulFrist>"
        "<x:modulBegriffImKontext><x:begriffImKontext><x:begriff>Köter</x:begriff>"
        "</x:begriffImKontext></x:modulBegriffImKontext>"
        "<x:synonyme>Tier; Vierbeiner</x:synonyme>"
        "<x:kategorie><x:bezeichnung>Steuern</x:bezeichnung></x:kategorie>"
        "<x:gueltigkeit><x:ende>2027-01-31</x:ende></x:gueltigkeit>");
    ASSERT_THAT(topic.fees, SizeIs(1));
    EXPECT_EQ(topic.fees[0].fact.text, "kostenfrei");
    EXPECT_THAT(texts_of(topic, Aspect::deadline), ElementsAre("sofort"));
    EXPECT_THAT(topic.synonyms, ElementsAre("Tier", "Vierbeiner"));
    EXPECT_THAT(topic.keywords, ElementsAre("Köter"));
    EXPECT_EQ(topic.body, "Steuern");
    ASSERT_TRUE(topic.valid_until);
    EXPECT_EQ(to_iso(*topic.valid_until), "2027-01-31");
}

TEST(ImportXzufi, OlderMessagesNameTheServiceItself) {
    const Topic topic = topic_of_service(
        "<x:bezeichnung languageCode=\"de\">Hund anmelden</x:bezeichnung>"
        "<x:bezeichnung languageCode=\"en\">Register a dog</x:bezeichnung>"
        "<x:bezeichnung languageCode=\"fr\">Chien</x:bezeichnung>");
    EXPECT_EQ(topic.title.at("de"), "Hund anmelden");
    EXPECT_EQ(topic.title.at("en"), "Register a dog");
    EXPECT_FALSE(topic.title.contains("fr")) << "no language of the terminal";
}

std::string refusal_of(const std::string& xml) {
    const auto imported = import_xzufi(xml, origin);
    return imported ? "accepted" : imported.error().detail;
}

TEST(ImportXzufi, HostileXmlIsRefusedInWords) {
    EXPECT_THAT(refusal_of(""), HasSubstr("not well-formed"));
    EXPECT_THAT(refusal_of("{}"), HasSubstr("not well-formed"));
    EXPECT_THAT(refusal_of("<a/>"), HasSubstr("holds no element"));
    EXPECT_THAT(refusal_of(message(service(name_module)).substr(0, 300)),
                HasSubstr("not well-formed"));
    EXPECT_THAT(refusal_of("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                           "<a><leistung><id>&x;</id></leistung></a>"),
                HasSubstr("document type"));
    EXPECT_THAT(refusal_of("<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">"
                           "<!ENTITY c \"&b;&b;&b;&b;\">]><a>&c;</a>"),
                HasSubstr("document type"));
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<a>";
    EXPECT_THAT(refusal_of(deep), HasSubstr("not well-formed"));
    EXPECT_THAT(refusal_of("<leistung>" + deep), HasSubstr("not well-formed"));
    EXPECT_THAT(refusal_of("<leistung><id>" + std::string(11U << 20U, 'x') + "</id></leistung>"),
                HasSubstr("not well-formed"));
}

TEST(ImportXzufi, AServiceWithoutIdOrNameIsLeftOutAndTheNextOneTaken) {
    const auto imported = import_xzufi(
        message("<x:leistung/>\n<x:leistung><x:id>1</x:id></x:leistung>\n" + service(name_module)),
        origin);
    ASSERT_TRUE(imported);
    EXPECT_THAT(imported->topics, SizeIs(1));
    ASSERT_THAT(imported->findings, SizeIs(2));
    EXPECT_EQ(imported->findings[1].line, 3);
}

}  // namespace
}  // namespace kiosk::answers
