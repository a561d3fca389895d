#include "kiosk/answers/fact_members.h"
#include "kiosk/answers/knowledge.h"
#include "kiosk/base/json_object.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>

namespace kiosk::answers {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 12> aspect_names = {
    "fee",         "documents", "where",         "hours",    "duration", "online",
    "appointment", "deadline",  "prerequisites", "validity", "contact",  "general"};

void read_source(JsonObject& object, Source& into, std::string_view name = "source") {
    const json* member = object.member(name);
    if (member == nullptr) return;
    JsonObject source(*member, object.file(), object.pointer_to(name));
    source.require("name", into.name);
    source.require("url", into.url);
    if (const auto done = source.finish(); !done) object.adopt(done.error());
}

void read_by_language(JsonObject& object, std::string_view name, ByLanguage& into) {
    const json* member = object.member(name);
    if (member == nullptr) return;
    if (!member->is_object()) return object.complain(name, "must be an object: language → text");
    for (const auto& [language, text] : member->items()) {
        if (!text.is_string()) return object.complain(name, "must hold texts");
        into[language] = text.get<std::string>();
    }
}

void read_questions_in(JsonObject& object, Topic& topic) {
    const json* member = object.member("questions_in");
    if (member == nullptr) return;
    JsonObject languages(*member, object.file(), object.pointer_to("questions_in"));
    for (const auto& [language, list] : member->items())
        languages.read(language, topic.questions_in[language]);
    if (const auto done = languages.finish(); !done) object.adopt(done.error());
}

// What a fact does not say itself, it has from its topic.
void read_fact(JsonObject& object, const Topic& topic, Fact& fact) {
    fact.source = topic.source;
    fact.updated = topic.updated;
    object.read("legal", fact.legal);
    object.read("url", fact.url);
    read_source(object, fact.source);
    object.read("updated", fact.updated);
    object.read("valid_until", fact.valid_until);
    if (fact.source.name.empty()) object.complain("source", "is missing: a fact needs one");
    if (!fact.updated.ok()) object.complain("updated", "is missing: a fact needs a date");
}

template <class Read>
void read_list(JsonObject& object, std::string_view name, Read read) {
    const json* list = object.member(name);
    if (list == nullptr) return;
    if (!list->is_array()) return object.complain(name, "must be a list");
    for (std::size_t i = 0; i < list->size(); ++i) {
        JsonObject entry((*list)[i], object.file(),
                         object.pointer_to(name) + "/" + std::to_string(i));
        read(entry);
        if (const auto done = entry.finish(); !done) object.adopt(done.error());
    }
}

void read_fee(JsonObject& entry, Topic& topic) {
    Fee fee;
    std::string label;
    std::string condition;
    entry.read("label", label);
    entry.read("condition", condition);
    entry.read("text", fee.fact.text);
    entry.read("amount_cent", fee.amount);
    read_fact(entry, topic, fee.fact);
    if (fee.fact.text.empty()) fee.fact.text = label;
    if (!condition.empty()) fee.fact.text += (fee.fact.text.empty() ? "" : ": ") + condition;
    if (fee.fact.text.empty()) entry.complain("label", "is missing");
    if (fee.amount && *fee.amount < 0) entry.complain("amount_cent", "must not be negative");
    topic.fees.push_back(std::move(fee));
}

void read_facts(JsonObject& object, Topic& topic) {
    for (const auto& [name, aspect] : fact_members)
        read_list(object, name, [&, &into = topic.facts[aspect]](JsonObject& entry) {
            Fact fact;
            entry.require("text", fact.text);
            read_fact(entry, topic, fact);
            into.push_back(std::move(fact));
        });
    std::erase_if(topic.facts, [](const auto& facts) { return facts.second.empty(); });
    read_list(object, "fees", [&](JsonObject& entry) { read_fee(entry, topic); });
}

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells(1);
    for (const char c : line) {
        if (c == '\t')
            cells.emplace_back();
        else if (c != '\r')
            cells.back() += c;
    }
    return cells;
}

Result<void> load_all(const std::string& directory, Knowledge& knowledge) {
    for (const std::string& file : json_files_in(directory + "/topics"))
        knowledge.topics.push_back(TRY(load_topic(file)));
    for (const std::string& file : json_files_in(directory + "/offices"))
        knowledge.offices.push_back(TRY(load_office(file)));
    knowledge.verbs = TRY(SeparableVerbs::load(directory));
    for (const char* folder : {"/lexicon", "/glossary"}) {
        std::error_code none;
        for (const auto& entry : std::filesystem::directory_iterator(directory + folder, none)) {
            if (entry.path().extension() != ".tsv") continue;
            knowledge.lexicon[entry.path().stem()] = TRY(load_lexicon(entry.path()));
        }
    }
    return {};
}

}  // namespace

std::string_view name_of(Aspect aspect) {
    return aspect_names.at(static_cast<std::size_t>(aspect));
}

std::optional<Aspect> aspect_named(std::string_view name) {
    const auto* const found = std::ranges::find(aspect_names, name);
    if (found == aspect_names.end()) return std::nullopt;
    return static_cast<Aspect>(found - aspect_names.begin());
}

const Topic* Knowledge::topic(std::string_view id) const {
    const auto found = std::ranges::lower_bound(topics, id, {}, &Topic::id);
    return found != topics.end() && found->id == id ? &*found : nullptr;
}

const Office* Knowledge::office(std::string_view id) const {
    const auto found = std::ranges::find(offices, id, &Office::id);
    return found != offices.end() ? &*found : nullptr;
}

Result<Topic> load_topic(const std::string& file) {
    return topic_of(TRY(read_json_file(file)), file);
}

Result<Topic> topic_of(const json& content, const std::string& file) {
    JsonObject object(content, file);
    Topic topic;
    std::optional<std::string> leika;
    std::string editor;
    object.require("id", topic.id);
    object.read("leika", leika);  // for the exchange with other catalogues
    object.read("editor", editor);
    object.read("owner", topic.owner);
    object.read("base_of", topic.base_of);
    object.read("variant_words", topic.variant_words);
    read_by_language(object, "title", topic.title);
    if (!topic.title.contains("de")) object.complain("title", "has no German text");
    object.read("synonyms", topic.synonyms);
    object.read("keywords", topic.keywords);
    object.read("questions", topic.questions);
    read_questions_in(object, topic);
    read_by_language(object, "summary", topic.summary);
    object.read("body", topic.body);
    read_source(object, topic.source);
    object.read("updated", topic.updated);
    object.read("valid_until", topic.valid_until);
    read_facts(object, topic);
    object.read("where", topic.where);
    object.read("order", topic.order);
    object.read("see", topic.see);
    TRY_VOID(object.finish());
    return topic;
}

Result<Office> load_office(const std::string& file) {
    const json content = TRY(read_json_file(file));
    JsonObject object(content, file);
    Office office;
    std::optional<bool> accessible;
    object.require("id", office.id);
    read_by_language(object, "name", office.name);
    read_by_language(object, "for", office.task);
    object.read("phone", office.phone);
    object.read("address", office.address);
    object.read("hours", office.hours);
    read_source(object, office.hours_source, "hours_source");
    object.read("accessible", accessible);
    read_source(object, office.source);
    object.read("updated", office.updated);
    TRY_VOID(object.finish());
    return office;
}

Result<std::vector<LexiconEntry>> load_lexicon(const std::string& file) {
    std::ifstream in(file);
    if (!in) return fail(ErrorKind::invalid_configuration, file + ": cannot be read");
    std::vector<LexiconEntry> entries;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        if (line.empty() || line[0] == '#') continue;
        const std::vector<std::string> cells = cells_of(line);
        LexiconEntry entry{.said = cells[0], .meant = cells.size() > 1 ? cells[1] : ""};
        if (cells.size() > 2)
            std::from_chars(cells[2].data(), cells[2].data() + cells[2].size(), entry.weight);
        if (entry.said.empty() || entry.meant.empty() || !(entry.weight > 0 && entry.weight <= 1))
            return fail(ErrorKind::invalid_configuration,
                        file + ":" + std::to_string(number) + ": words, official words, weight");
        entries.push_back(std::move(entry));
    }
    return entries;
}

Result<std::vector<Situation>> load_situations(const std::string& file,
                                               const std::vector<Topic>& topics) {
    const json content = TRY(read_json_file(file));
    JsonObject object(content, file);
    std::vector<Situation> situations;
    read_list(object, "situations", [&](JsonObject& entry) {
        Situation& situation = situations.emplace_back();
        entry.require("id", situation.id);
        entry.require("icon", situation.icon);
        read_by_language(entry, "title", situation.title);
        if (!situation.title.contains("de")) entry.complain("title", "has no German text");
        entry.require("topics", situation.topics);
        for (const std::string& id : situation.topics)
            if (!std::ranges::binary_search(topics, id, {}, &Topic::id))
                entry.complain("topics", "names " + id + ", which is no topic");
    });
    TRY_VOID(object.finish());
    return situations;
}

Result<Knowledge> load_knowledge(const std::string& directory) {
    Knowledge knowledge;
    TRY_VOID(load_all(directory, knowledge));
    if (knowledge.topics.empty() && json_files_in(directory + "/courses").empty())
        return fail(ErrorKind::invalid_configuration, directory + ": no topics");
    std::ranges::sort(knowledge.topics, {}, &Topic::id);
    const auto twice = std::ranges::adjacent_find(knowledge.topics, {}, &Topic::id);
    if (twice != knowledge.topics.end())
        return fail(ErrorKind::invalid_configuration,
                    directory + ": two topics are called " + twice->id);
    if (const std::string file = directory + "/situations.json"; std::filesystem::exists(file))
        knowledge.situations = TRY(load_situations(file, knowledge.topics));
    return knowledge;
}

}  // namespace kiosk::answers
