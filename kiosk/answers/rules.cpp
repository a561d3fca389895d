#include "kiosk/answers/rules.h"

#include "kiosk/base/json_object.h"

#include <algorithm>
#include <array>
#include <filesystem>

namespace kiosk::answers {
namespace {

using nlohmann::json;
using Words = std::vector<std::string>;

std::optional<Emergency> emergency_named(std::string_view name) {
    if (name == "112") return Emergency::rescue;
    if (name == "110") return Emergency::police;
    if (name == "violence") return Emergency::violence;
    if (name == "despair") return Emergency::despair;
    return std::nullopt;
}

std::vector<Pattern> patterns_of(const std::vector<std::string>& phrases) {
    std::vector<Pattern> patterns;
    for (const std::string& phrase : phrases)
        if (Pattern pattern(phrase); !pattern.empty()) patterns.push_back(std::move(pattern));
    return patterns;
}

bool any_in(const std::vector<Pattern>& patterns, const Words& words) {
    return std::ranges::any_of(patterns, [&](const Pattern& each) { return each.in(words); });
}

template <class Phrases>
bool any_in(const Phrases& phrases, std::string_view language, const Words& words) {
    const auto patterns = phrases.find(language);
    return patterns != phrases.end() && any_in(patterns->second, words);
}

// "" where there is no such file.
Result<json> content_of(const std::string& file) {
    if (!std::filesystem::exists(file)) return json::object();
    return read_json_file(file);
}

Error shape_error(const std::string& file, std::string_view wanted) {
    return {ErrorKind::invalid_configuration, file + ": " + std::string(wanted)};
}

}  // namespace

Result<void> Rules::load_emergencies(const std::string& file) {
    const json content = TRY(content_of(file));
    const auto list = content.find("rules");
    if (list == content.end()) return {};
    for (std::size_t i = 0; i < list->size(); ++i) {
        JsonObject object((*list)[i], file, "/rules/" + std::to_string(i));
        std::string kind;
        std::string language;
        std::vector<std::string> any;
        std::vector<std::string> unless;
        object.require("kind", kind);
        object.require("lang", language);
        object.require("any", any);
        object.read("unless", unless);
        const auto known = emergency_named(kind);
        if (!known) object.complain("kind", "must be 112, 110, violence or despair");
        TRY_VOID(object.finish());
        emergencies_.push_back({*known, patterns_of(any), patterns_of(unless)});
    }
    return {};
}

Result<void> Rules::load_cases(const std::string& file) {
    const json content = TRY(content_of(file));
    const std::array<std::pair<const char*, Phrases*>, 4> parts = {
        {{"case", &case_},
         {"case_unless", &case_unless_},
         {"legal_advice", &advice_},
         {"legal_advice_unless", &advice_unless_}}};
    for (const auto& [name, into] : parts) {
        const auto member = content.find(name);
        if (member == content.end()) continue;
        if (!member->is_object()) return tl::unexpected(shape_error(file, "language → phrases"));
        JsonObject object(*member, file, "/" + std::string(name));
        for (const auto& [language, list] : member->items()) {
            std::vector<std::string> phrases;
            object.read(language, phrases);
            (*into)[language] = patterns_of(phrases);
        }
        TRY_VOID(object.finish());
    }
    return {};
}

Result<void> Rules::load_aspects(const std::string& file) {
    const json content = TRY(content_of(file));
    for (const auto& [name, languages] : content.items()) {
        const auto aspect = aspect_named(name);
        if (!aspect || !languages.is_object())
            return tl::unexpected(shape_error(file, "aspect → language → patterns: " + name));
        for (const auto& [language, list] : languages.items())
            for (const json& entry : list) {
                JsonObject object(entry, file, "/" + name + "/" + language);
                std::string phrase;
                double weight = 1;
                object.require("pattern", phrase);
                object.read("weight", weight);
                TRY_VOID(object.finish());
                hints_.push_back({*aspect, language, Pattern(phrase), weight});
            }
    }
    return {};
}

Result<Rules> Rules::load(const std::string& directory) {
    Rules rules;
    TRY_VOID(rules.load_emergencies(directory + "/rules/emergency.json"));
    TRY_VOID(rules.load_cases(directory + "/rules/personal_case.json"));
    TRY_VOID(rules.load_aspects(directory + "/rules/aspects.json"));
    return rules;
}

std::optional<Emergency> Rules::emergency(const Words& words) const {
    for (const EmergencyRule& rule : emergencies_)
        if (any_in(rule.any, words) && !any_in(rule.unless, words)) return rule.kind;
    return std::nullopt;
}

bool Rules::personal_case(const Words& words, std::string_view language) const {
    return (any_in(case_, language, words) && !any_in(case_unless_, language, words)) ||
           (any_in(advice_, language, words) && !any_in(advice_unless_, language, words));
}

Aspect Rules::aspect(const Words& words, std::string_view language) const {
    std::map<Aspect, double> votes;
    for (const Hint& hint : hints_)
        if (hint.language == language && hint.pattern.in(words, true))
            votes[hint.aspect] = std::max(votes[hint.aspect], hint.weight);
    Aspect best = Aspect::general;
    double most = 0.5;  // a weak hint alone decides nothing
    for (const auto& [aspect, weight] : votes)
        if (weight > most) {
            best = aspect;
            most = weight;
        }
    return best;
}

}  // namespace kiosk::answers
