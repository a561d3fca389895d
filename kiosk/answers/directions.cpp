#include "kiosk/answers/directions.h"

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

Result<Directions> Directions::load(const std::string& directory) {
    Directions directions;
    const std::string file = directory + "/rules/directions.json";
    if (!std::filesystem::exists(file)) return directions;
    const nlohmann::json content = TRY(read_json_file(file));
    JsonObject object(content, file);
    std::vector<std::string> particles;
    std::vector<std::string> verbs;
    object.require("separable", particles);
    object.require("verbs", verbs);
    for (const std::string& particle : particles) directions.particles_.insert(one_word(particle));
    for (const std::string& verb : verbs) {
        const std::string infinitive = one_word(verb);
        const std::string stem = infinitive.substr(
            0, infinitive.size() -
                   std::min<std::size_t>(infinitive.size(), infinitive.ends_with("en") ? 2 : 1));
        for (const char* ending : {"", "e", "st", "est", "t", "et"})
            directions.infinitives_.emplace(stem + ending, infinitive);
        directions.infinitives_.emplace(infinitive, infinitive);
    }
    if (const nlohmann::json* irregular = object.member("irregular"); irregular != nullptr) {
        JsonObject forms(*irregular, file, "/irregular");
        for (const auto& [form, verb] : irregular->items()) {
            std::string infinitive;
            forms.read(form, infinitive);
            directions.infinitives_.insert_or_assign(one_word(form), one_word(infinitive));
        }
        TRY_VOID(forms.finish());
    }
    if (const nlohmann::json* groups = object.member("pairs"); groups != nullptr)
        for (const nlohmann::json& group : *groups) {
            JsonObject sides(group, file, "/pairs/" + std::to_string(directions.groups_));
            std::uint8_t bit = 1;
            for (const char* side : {"a", "b", "c"}) {
                std::vector<std::string> words;
                sides.read(side, words);
                for (const std::string& word : words)
                    if (const std::string one = one_word(word); !one.empty())
                        directions.sides_[stem_of(one, "de")].emplace_back(directions.groups_, bit);
                bit = static_cast<std::uint8_t>(bit << 1);
            }
            TRY_VOID(sides.finish());
            ++directions.groups_;
        }
    TRY_VOID(object.finish());
    return directions;
}

std::vector<std::string> Directions::with_joined_verbs(std::vector<std::string> words) const {
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

Directions::Sides Directions::sides(const std::vector<std::string>& words) const {
    Sides spoken(groups_);
    for (const std::string& word : words)
        if (const auto found = sides_.find(stem_of(word, "de")); found != sides_.end())
            for (const auto& [group, bit] : found->second) spoken[group] |= bit;
    return spoken;
}

bool Directions::opposed(const Sides& one, const Sides& other) {
    for (std::size_t group = 0; group < one.size(); ++group)
        if (one[group] != 0 && other[group] != 0 && (one[group] & other[group]) == 0) return true;
    return false;
}

}  // namespace kiosk::answers
