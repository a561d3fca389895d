#include "tests/bench/answers/fields.h"

#include <vector>

namespace kiosk::answers {
namespace {

void append(std::string& field, const std::string& text) {
    field += text;
    field += '\n';
}

void append(std::string& field, const std::vector<std::string>& texts) {
    for (const std::string& text : texts) append(field, text);
}

}  // namespace

Fields fields_of(const Topic& topic) {
    Fields fields;
    auto& [title, synonyms, keywords, questions, summary, body] = fields;
    for (const auto& [language, text] : topic.title) append(title, text);
    append(synonyms, topic.synonyms);
    append(keywords, topic.keywords);
    append(questions, topic.questions);
    for (const auto& [language, texts] : topic.questions_in) append(questions, texts);
    for (const auto& [language, text] : topic.summary)
        if (language != "de-x-easy") append(summary, text);
    append(body, topic.body);
    for (const Fee& fee : topic.fees) append(body, fee.fact.text);
    for (const auto& [aspect, facts] : topic.facts)
        for (const Fact& fact : facts) append(body, fact.text);
    return fields;
}

}  // namespace kiosk::answers
