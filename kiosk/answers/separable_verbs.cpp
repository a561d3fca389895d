#include "kiosk/answers/separable_verbs.h"

#include "kiosk/answers/words.h"
#include "kiosk/base/json_object.h"

#include <algorithm>
#include <array>
#include <filesystem>

namespace kiosk::answers {
namespace {

// So far from its verb a particle is looked for.
constexpr std::size_t reach = 9;

// Particles that are prepositions as well: they belong to the verb only at the end of a clause.
constexpr std::array<std::string_view, 12> prepositions = {
    "an", "auf", "aus", "bei", "durch", "mit", "nach", "statt", "um", "vor", "zu", "ein"};
constexpr std::array<std::string_view, 10> clause_beginnings = {
    "und", "oder", "wenn", "weil", "was", "wie", "wo", "aber", "ob", "wer"};

template <class List>
bool holds(const List& list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
}

std::string one_word(std::string_view text) {
    const std::vector<std::string> words = words_of(folded(text));
    return words.size() == 1 ? words.front() : std::string();
}

}  // namespace

Result<SeparableVerbs> SeparableVerbs::load(const std::string& directory) {
    SeparableVerbs known;
    const std::string file = directory + "/rules/separable_verbs.json";
    if (!std::filesystem::exists(file)) return known;
    const nlohmann::json content = TRY(read_json_file(file));
    JsonObject object(content, file);
    std::vector<std::string> particles;
    std::vector<std::string> verbs;
    object.require("particles", particles);
    object.require("verbs", verbs);
    for (const std::string& particle : particles) known.particles_.insert(one_word(particle));
    for (const std::string& verb : verbs) {
        const std::string infinitive = one_word(verb);
        const std::string stem = infinitive.substr(
            0, infinitive.size() -
                   std::min<std::size_t>(infinitive.size(), infinitive.ends_with("en") ? 2 : 1));
        for (const char* ending : {"", "e", "st", "est", "t", "et"})
            known.infinitives_.emplace(stem + ending, infinitive);
        known.infinitives_.emplace(infinitive, infinitive);
    }
    if (const nlohmann::json* irregular = object.member("irregular"); irregular != nullptr) {
        JsonObject forms(*irregular, file, "/irregular");
        for (const auto& [form, verb] : irregular->items()) {
            std::string infinitive;
            forms.read(form, infinitive);
            known.infinitives_.insert_or_assign(one_word(form), one_word(infinitive));
        }
        TRY_VOID(forms.finish());
    }
    TRY_VOID(object.finish());
    return known;
}

std::vector<std::string> SeparableVerbs::joined(std::vector<std::string> words) const {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto verb = infinitives_.find(words[i]);
        if (verb == infinitives_.end()) continue;
        for (std::size_t j = i + 1; j < words.size() && j < i + reach; ++j) {
            if (!particles_.contains(words[j])) continue;
            const bool ends = j + 1 == words.size() || holds(clause_beginnings, words[j + 1]);
            if (!ends && holds(prepositions, words[j])) continue;
            words[i] = words[j] + verb->second;
            words.erase(words.begin() + static_cast<std::ptrdiff_t>(j));
            break;
        }
    }
    return words;
}

}  // namespace kiosk::answers
