// The shape of zmsdldb (schema dldb_service.json), and the same cleaned to a few members.
#include "kiosk/answers/import_intake.h"
#include "kiosk/answers/loose_json.h"
#include "kiosk/answers/plain_text.h"

namespace kiosk::answers {
namespace {

using nlohmann::json;

std::string first_text(const json& object, std::initializer_list<std::string_view> names) {
    return text_of(member_of(object, names));
}

// {"name","description","link"}, or a text alone.
std::string item_text(const json& item) {
    if (!item.is_object()) return plain_text(text_of(item));
    std::string text = plain_text(first_text(item, {"name", "label", "title"}));
    const std::string more = plain_text(first_text(item, {"description", "text"}));
    if (!more.empty()) text += (text.empty() ? "" : ": ") + more;
    return text;
}

std::vector<std::string> words_in(const json& value) {
    if (value.is_string()) return listed_words(value.get<std::string>());
    std::vector<std::string> words;
    for (const json* element : elements_of(value)) {
        std::string word = item_text(*element);
        if (!word.empty()) words.push_back(std::move(word));
    }
    return words;
}

void add_paragraphs(Topic& topic, const json& value) {
    for (const json* element : elements_of(value)) {
        if (element->is_string())
            for (const std::string& line : plain_lines(element->get<std::string>()))
                add_body(topic, line);
        else
            add_body(topic, item_text(*element));
    }
}

void add_facts(Topic& topic, Aspect aspect, const json& value) {
    for (const json* element : elements_of(value))
        add_fact(topic, aspect, item_text(*element), first_text(*element, {"link", "url"}));
}

// Of a service that can be used on the web the export has the address, rarely words.
void add_link(Topic& topic, Aspect aspect, const json& value) {
    const std::string link = first_text(value, {"link", "url"});
    if (link.empty()) return;
    const std::string text = item_text(value);
    add_fact(topic, aspect, text.empty() ? link : text, link);
}

Topic topic_from(const json& entry) {
    const json& meta = member_of(entry, {"meta"});
    Topic topic;
    topic.id = first_text(entry, {"id"});
    topic.title["de"] = plain_text(first_text(entry, {"name", "title"}));
    topic.synonyms = words_in(member_of(entry, {"synonyms", "synonyme"}));
    topic.keywords = words_in(member_of(entry, {"keywords"}));
    for (std::string& word : words_in(member_of(meta, {"keywords"})))
        topic.keywords.push_back(std::move(word));
    topic.source.url = first_text(meta, {"url"});
    if (topic.source.url.empty()) topic.source.url = first_text(entry, {"url", "link"});
    for (const char* name : {"description", "text", "responsibility", "legal", "forms", "links",
                             "publications", "authorities"})
        add_paragraphs(topic, member_of(entry, {name}));
    for (const json* fee : elements_of(member_of(entry, {"fees"}))) add_fee(topic, item_text(*fee));
    add_facts(topic, Aspect::documents, member_of(entry, {"requirements"}));
    add_facts(topic, Aspect::prerequisites, member_of(entry, {"prerequisites"}));
    add_facts(topic, Aspect::duration, member_of(entry, {"process_time"}));
    add_link(topic, Aspect::online, member_of(entry, {"onlineprocessing"}));
    add_link(topic, Aspect::appointment, member_of(entry, {"appointment"}));
    return topic;
}

template <class Read>
Result<Imported> import_entries(std::string_view bytes, const Origin& origin, Read read) {
    const json exported = TRY(parse_loose_json(bytes, origin.file));
    Intake intake(origin);
    const auto entries = entries_of(exported);
    if (entries.empty())
        return fail(ErrorKind::invalid_input, origin.file + ": holds no list of services");
    for (const auto& [pointer, entry] : entries) {
        if (intake.full()) break;
        if (!entry->is_object()) {
            intake.note(pointer, "is no object and is left out");
            continue;
        }
        const json& meta = member_of(*entry, {"meta"});
        std::string day = first_text(*entry, {"updated", "lastupdate"});
        if (day.empty()) day = first_text(meta, {"lastupdate", "updated"});
        intake.take(read(*entry), day, pointer);
    }
    return intake.finish();
}

}  // namespace

Result<Imported> import_dldb(std::string_view bytes, const Origin& origin) {
    return import_entries(bytes, origin, topic_from);
}

Result<Imported> import_titles(std::string_view bytes, const Origin& origin) {
    return import_entries(bytes, origin, [](const json& entry) {
        Topic topic;
        topic.id = first_text(entry, {"id"});
        topic.title["de"] = plain_text(first_text(entry, {"title", "name"}));
        add_paragraphs(topic, member_of(entry, {"topic"}));
        return topic;
    });
}

}  // namespace kiosk::answers
