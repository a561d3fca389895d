// XZuFi 2.x as the catalogues of the federal states send it. A text module says by a code of the
// FIM list what it is about, and mostly by a name as well; the name is what counts.
#include "kiosk/answers/import_intake.h"
#include "kiosk/answers/plain_text.h"
#include "kiosk/answers/reviewed_languages.h"
#include "kiosk/answers/words.h"
#include "kiosk/answers/xml_stream.h"

#include <algorithm>
#include <array>

namespace kiosk::answers {
namespace {

enum class Module { name, citizens_name, documents, prerequisites, fee, deadline, duration, steps };

struct ModuleName {
    std::string_view name;  // folded, without blanks
    std::string_view code;
    Module module;
};
// Codes without a name here are only searched: their meaning changed between versions of the list.
constexpr std::array<ModuleName, 10> module_names = {{
    {"leistungsbezeichnung", "02", Module::name},
    {"leistungsbezeichnungii", "03", Module::citizens_name},
    {"erforderlicheunterlagen", "08", Module::documents},
    {"voraussetzungen", "09", Module::prerequisites},
    {"frist", "13", Module::deadline},
    {"fristen", "", Module::deadline},
    {"kosten", "", Module::fee},
    {"gebuhren", "", Module::fee},
    {"bearbeitungsdauer", "", Module::duration},
    {"verfahrensablauf", "", Module::steps},
}};

std::string tight(std::string_view text) {
    std::string name = folded(plain_text(text));
    std::erase_if(name, [](char c) { return c == ' ' || c == '_' || c == '-'; });
    return name;
}

bool speaks_of_money(std::string_view text) {
    const std::string words = folded(text);
    return std::ranges::any_of(
        std::array<std::string_view, 4>{"€", "euro", "gebuhrenfrei", "kostenfrei"},
        [&](std::string_view word) { return words.find(word) != std::string::npos; });
}

std::optional<Module> module_of(const XmlElement& text_module, std::string_view german) {
    const auto types = text_module.children("leikaTextmodul");
    if (types.empty()) return std::nullopt;
    const std::string code = plain_text(types.front().text_at({"code"}));
    const std::string name = tight(types.front().text_at({"name"}));
    for (const ModuleName& known : module_names)
        if (name.empty() ? !known.code.empty() && known.code == code : known.name == name)
            return known.module;
    // Costs are 10 in one version of the list and 11 in another, where 11 may be the procedure.
    if (name.empty() && (code == "10" || code == "11") && speaks_of_money(german))
        return Module::fee;
    return std::nullopt;
}

std::string language_of_text(const XmlElement& text) {
    std::string language = text.attribute("languageCode");
    if (language.empty()) language = text.attribute("lang");
    std::ranges::transform(language, language.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    });
    if (language.empty() || language == "de-de") return "de";
    return language.substr(0, language.starts_with("de") ? std::string::npos : 2);
}

// The German text among these; a text without a language is German.
std::string german_in(const std::vector<XmlElement>& texts) {
    for (const XmlElement& text : texts)
        if (language_of_text(text) == "de") return text.text();
    return {};
}

// Titles in the languages that a terminal speaks.
void read_titles(Topic& topic, const std::vector<XmlElement>& texts) {
    for (const XmlElement& text : texts) {
        const std::string language = language_of_text(text);
        std::string title = plain_text(text.text());
        const bool known =
            std::ranges::find(reviewed_languages, language) != reviewed_languages.end();
        if (known && !title.empty()) topic.title[language] = std::move(title);
    }
}

void add_lines(Topic& topic, Aspect aspect, std::string_view html) {
    for (std::string& line : plain_lines(html)) {
        if (line.starts_with("- ") || line.starts_with("• "))
            line = plain_text(line.substr(line.find(' ')));
        add_fact(topic, aspect, std::move(line));
    }
}

void read_module(Topic& topic, const XmlElement& text_module) {
    const auto texts = text_module.children("inhalt");
    const std::string german = german_in(texts);
    for (const XmlElement& link : text_module.children("weiterfuehrenderLink"))
        add_body(topic, plain_text(link.text_at({"titel"})));
    const auto module = module_of(text_module, german);
    if (!module) {
        for (const std::string& line : plain_lines(german)) add_body(topic, line);
        return;
    }
    switch (*module) {
        case Module::name: {
            // The official name stays as a synonym where citizens have a better one.
            if (topic.title.contains("de")) return topic.synonyms.push_back(plain_text(german));
            return read_titles(topic, texts);
        }
        case Module::citizens_name: {
            if (const std::string official = topic.title["de"]; !official.empty())
                topic.synonyms.push_back(official);
            return read_titles(topic, texts);
        }
        case Module::documents:
            return add_lines(topic, Aspect::documents, german);
        case Module::prerequisites:
            return add_lines(topic, Aspect::prerequisites, german);
        case Module::steps:
            return add_lines(topic, Aspect::general, german);
        case Module::deadline:
            return add_fact(topic, Aspect::deadline, plain_text(german));
        case Module::duration:
            return add_fact(topic, Aspect::duration, plain_text(german));
        case Module::fee:
            return add_fee(topic, plain_text(german));
    }
}

// Costs, deadlines and durations have elements of their own beside the text modules.
void read_own_modules(Topic& topic, const XmlElement& service) {
    for (const char* name : {"modulKosten", "gebuehr"})
        for (const XmlElement& costs : service.descendants(name)) {
            const auto texts = costs.children("beschreibung");
            add_fee(topic, plain_text(texts.empty() && std::string_view(name) == "gebuehr"
                                          ? costs.text()
                                          : german_in(texts)));
        }
    for (const XmlElement& deadline : service.children("modulFrist"))
        add_fact(topic, Aspect::deadline, plain_text(german_in(deadline.children("beschreibung"))));
    for (const XmlElement& duration : service.children("modulBearbeitungsdauer"))
        add_fact(topic, Aspect::duration, plain_text(german_in(duration.children("beschreibung"))));
}

void read_words(Topic& topic, const XmlElement& service) {
    for (const char* name : {"synonyme", "synonym"})
        for (const XmlElement& words : service.children(name))
            for (std::string& word : listed_words(words.text()))
                topic.synonyms.push_back(std::move(word));
    for (const XmlElement& word : service.descendants("begriffImKontext"))
        topic.keywords.push_back(plain_text(german_in(word.children("begriff"))));
    for (const XmlElement& category : service.children("kategorie"))
        add_body(topic, plain_text(german_in(category.children("bezeichnung"))));
}

std::string day_of_service(const XmlElement& service) {
    constexpr std::array<std::array<std::string_view, 2>, 3> paths = {{
        {"versionsinformation", "geaendertDatumZeit"},
        {"versionsinformation", "erstelltDatumZeit"},
        {"modulFachlicheFreigabe", "fachlichFreigegebenAm"},
    }};
    for (const auto& [outer, inner] : paths)
        if (std::string day = service.text_at({outer, inner}); !day_of(day).empty()) return day;
    return {};
}

Topic topic_from(const XmlElement& service) {
    Topic topic;
    topic.id = plain_text(service.text_at({"id"}));
    read_titles(topic, service.children("bezeichnung"));
    for (const XmlElement& text_module : service.children("modulText"))
        read_module(topic, text_module);
    read_own_modules(topic, service);
    read_words(topic, service);
    topic.source.url = plain_text(service.text_at({"modulUrsprungsportal", "uri"}));
    topic.valid_until = parse_date(day_of(service.text_at({"gueltigkeit", "ende"})));
    return topic;
}

}  // namespace

Result<Imported> import_xzufi(std::string_view bytes, const Origin& origin) {
    if (bytes.size() > largest_export)
        return fail(ErrorKind::invalid_input, origin.file + ": is larger than 100 MB");
    Intake intake(origin);
    bool any = false;
    TRY_VOID(for_each_element(bytes, origin.file, "leistung", [&](const XmlElement& service) {
        any = true;
        if (intake.full()) return false;
        intake.take(topic_from(service), day_of_service(service), "", service.line());
        return true;
    }));
    if (!any)
        return fail(ErrorKind::invalid_input, origin.file + ": holds no element \"leistung\"");
    return intake.finish();
}

}  // namespace kiosk::answers
