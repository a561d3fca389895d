#include "kiosk/answers/fact_members.h"
#include "kiosk/answers/import_knowledge.h"
#include "kiosk/answers/write_whole.h"

#include <filesystem>

#include <nlohmann/json.hpp>

namespace kiosk::answers {
namespace {

using json = nlohmann::ordered_json;

void put(json& object, const std::string& name, const std::string& text) {
    if (!text.empty()) object[name] = text;
}

template <class T>
void put(json& object, const std::string& name, const std::vector<T>& list) {
    if (!list.empty()) object[name] = list;
}

template <class T>
void put(json& object, const std::string& name, const std::map<std::string, T, std::less<>>& by) {
    for (const auto& [language, value] : by) object[name][language] = value;
}

void put(json& object, const std::string& name, std::optional<Date> date) {
    if (date && date->ok()) object[name] = to_iso(*date);
}

void put(json& object, const Source& source) {
    if (!source.name.empty()) object["source"] = {{"name", source.name}, {"url", source.url}};
}

json fact_json(const Fact& fact, const Topic& topic, const std::string& text_member) {
    json object;
    put(object, text_member, fact.text);
    put(object, "url", fact.url);
    put(object, "legal", fact.legal);
    if (fact.source.name != topic.source.name || fact.source.url != topic.source.url)
        put(object, fact.source);
    if (fact.updated != topic.updated) put(object, "updated", fact.updated);
    put(object, "valid_until", fact.valid_until);
    return object;
}

void put_facts(json& object, const Topic& topic) {
    for (const Fee& fee : topic.fees) {
        json entry = fact_json(fee.fact, topic, "label");
        if (fee.amount) entry["amount_cent"] = *fee.amount;
        object["fees"].push_back(std::move(entry));
    }
    for (const auto& [name, aspect] : fact_members) {
        const auto facts = topic.facts.find(aspect);
        if (facts == topic.facts.end()) continue;
        for (const Fact& fact : facts->second)
            object[std::string(name)].push_back(fact_json(fact, topic, "text"));
    }
}

}  // namespace

std::string topic_file_text(const Topic& topic) {
    json object;
    object["id"] = topic.id;
    put(object, "owner", topic.owner);
    put(object, "base_of", topic.base_of);
    put(object, "variant_words", topic.variant_words);
    put(object, "title", topic.title);
    put(object, "synonyms", topic.synonyms);
    put(object, "keywords", topic.keywords);
    put(object, "questions", topic.questions);
    put(object, "questions_in", topic.questions_in);
    put(object, "summary", topic.summary);
    put(object, "body", topic.body);
    put_facts(object, topic);
    put(object, "where", topic.where);
    put(object, "order", topic.order);
    put(object, "see", topic.see);
    put(object, topic.source);
    put(object, "updated", topic.updated);
    put(object, "valid_until", topic.valid_until);
    return object.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<void> write_topics(const std::string& directory, const std::vector<Topic>& topics) {
    const std::filesystem::path folder = std::filesystem::path(directory) / "topics";
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) return fail(ErrorKind::unavailable, folder.string() + ": cannot be made");
    for (const Topic& topic : topics)
        TRY_VOID(write_whole(folder / (topic.id + ".json"), topic_file_text(topic)));
    return {};
}

}  // namespace kiosk::answers
