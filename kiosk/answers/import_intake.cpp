#include "kiosk/answers/import_intake.h"

#include "kiosk/answers/plain_text.h"

#include <algorithm>

namespace kiosk::answers {
namespace {

constexpr std::size_t longest_id = 100;
constexpr std::size_t longest_title = 400;
constexpr std::size_t longest_fact = 4000;
constexpr std::size_t longest_body = 200'000;
constexpr std::size_t most_words = 200;  // synonyms or keywords of one topic
constexpr std::size_t longest_word = 200;
constexpr std::size_t most_facts = 60;  // of one aspect
constexpr std::size_t most_findings = 1000;

bool is_safe(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
}

// Ids become file names.
std::string safe_id(std::string_view id) {
    std::string safe;
    for (const char c : id.substr(0, longest_id)) safe += is_safe(c) ? c : '-';
    if (safe.starts_with('.')) safe[0] = '-';
    return safe;
}

// Each once, and none that only repeats the title.
void bound_words(std::vector<std::string>& words, const std::string& title) {
    std::set<std::string> seen{title, ""};
    std::erase_if(words, [&](const std::string& word) {
        return word.size() > longest_word || !seen.insert(word).second;
    });
    if (words.size() > most_words) words.resize(most_words);
}

template <class Use>
void for_each_fact(Topic& topic, Use use) {
    for (Fee& fee : topic.fees) use(fee.fact);
    for (auto& [aspect, facts] : topic.facts)
        for (Fact& fact : facts) use(fact);
}

// What cannot be shown is searched all the same.
void move_facts_to_body(Topic& topic) {
    for_each_fact(topic, [&](const Fact& fact) { add_body(topic, fact.text); });
    topic.fees.clear();
    topic.facts.clear();
}

bool has_facts(const Topic& topic) {
    return !topic.fees.empty() || !topic.facts.empty();
}

}  // namespace

void Intake::note(const std::string& pointer, std::string problem, int line) {
    if (imported_.findings.size() >= most_findings) return;
    if (imported_.findings.size() + 1 == most_findings) problem = "and more findings";
    imported_.findings.push_back({.file = origin_.file,
                                  .pointer = pointer,
                                  .problem = std::move(problem),
                                  .warning = true,
                                  .line = line});
}

bool Intake::full() {
    if (imported_.topics.size() < most_entries) return false;
    note("", "holds more than 50000 entries; the rest is left out");
    return true;
}

void Intake::give_source(Topic& topic, const std::string& pointer, int line) {
    if (!topic.source.url.empty() && !is_web_address(topic.source.url)) {
        note(pointer, "its link is no web address and is left out", line);
        topic.source.url.clear();
    }
    topic.source.name = origin_.source;
    if (!topic.updated.ok() && has_facts(topic)) {
        note(pointer, "has no date: its fees and other facts are searched, not shown", line);
        move_facts_to_body(topic);
    }
    for_each_fact(topic, [&](Fact& fact) {
        if (!is_web_address(fact.url)) fact.url.clear();
        fact.source = topic.source;
        fact.updated = topic.updated;
    });
}

void Intake::take(Topic topic, std::string_view day, const std::string& pointer, int line) {
    const std::string id = safe_id(topic.id);
    if (id.empty()) return note(pointer, "has no id and is left out", line);
    if (id != topic.id) note(pointer, "its id is written as " + id, line);
    topic.id = id;
    const auto german = topic.title.find("de");
    if (german == topic.title.end() || german->second.empty())
        return note(pointer, "has no title and is left out", line);
    if (german->second.size() > longest_title)
        return note(pointer, "its title is too long to be one; it is left out", line);
    if (!ids_.insert(id).second)
        return note(pointer, "its id stands twice; the later one is left out", line);
    if (const auto date = parse_date(day_of(day))) topic.updated = *date;
    std::erase_if(topic.facts, [](const auto& facts) { return facts.second.empty(); });
    for (auto& [aspect, facts] : topic.facts)
        if (facts.size() > most_facts) {
            note(pointer, "has too many entries of one kind; the rest is left out", line);
            facts.resize(most_facts);
        }
    give_source(topic, pointer, line);
    bound_words(topic.synonyms, topic.title["de"]);
    bound_words(topic.keywords, topic.title["de"]);
    cut(topic.body, longest_body);
    imported_.topics.push_back(std::move(topic));
}

// A fact that was cut would be another fact.
void add_fee(Topic& topic, std::string text) {
    if (text.size() > longest_fact) return add_body(topic, text);
    if (!text.empty()) topic.fees.emplace_back().fact.text = std::move(text);
}

void add_fact(Topic& topic, Aspect aspect, std::string text, std::string url) {
    if (text.size() > longest_fact) return add_body(topic, text);
    if (text.empty()) return;
    Fact& fact = topic.facts[aspect].emplace_back();
    fact.text = std::move(text);
    fact.url = std::move(url);
}

void add_body(Topic& topic, std::string_view text) {
    if (text.empty() || topic.body.size() > longest_body) return;
    if (!topic.body.empty()) topic.body += '\n';
    topic.body += text;
}

}  // namespace kiosk::answers
