#include "kiosk/answers/query.h"

#include "kiosk/answers/words.h"

#include <algorithm>

namespace kiosk::answers {
namespace {

constexpr std::size_t most_words = 64;
constexpr std::size_t longest_word = 60;
constexpr double compound_weight = 0.8;
constexpr double lexicon_weight = 0.9;
constexpr double slip_weight = 0.95;
constexpr double begun_weight = 0.85;

void add_way(Concept& meant, std::vector<TermId> terms, double weight) {
    if (!terms.empty()) meant.ways.push_back({std::move(terms), weight});
}

// The word itself, or its parts, or what it may be a slip of.
void add_ways(Concept& meant, const std::string& stem, const Vocabulary& vocabulary,
              const Parts& parts) {
    if (const TermId* term = vocabulary.find(stem)) add_way(meant, {*term}, 1);
    if (parts.compounds) add_way(meant, vocabulary.parts(stem), compound_weight);
    if (!parts.typos || !meant.ways.empty()) return;
    for (const Nearby& nearby : vocabulary.nearby(stem))
        add_way(meant, {nearby.term}, slip_weight * nearby.likeness);
}

// People mix the office's German words into every language.
std::vector<std::string> stems_at(const std::vector<std::string>& words, std::size_t i,
                                  std::string_view language) {
    std::vector<std::string> stems;
    if (language == "vi" && i + 1 < words.size()) stems.push_back(words[i] + "_" + words[i + 1]);
    if (is_stop_word(words[i], language)) return stems;
    if (language != "vi") stems.push_back(stem_of(words[i], language));
    if (language != "de") stems.push_back(stem_of(words[i], "de"));
    return stems;
}

std::vector<TermId> known_terms(const std::vector<std::string>& stems,
                                const Vocabulary& vocabulary) {
    std::vector<TermId> terms;
    for (const std::string& stem : stems)
        if (const TermId* term = vocabulary.find(stem)) terms.push_back(*term);
    return terms;
}

}  // namespace

bool Query::unknown_only() const {
    return std::ranges::all_of(concepts, [](const Concept& each) { return each.ways.empty(); });
}

Query understand(std::string_view text, std::string_view language, const Words& known) {
    const Parts& parts = known.parts;
    Query query;
    query.folded = folded(text.substr(0, longest_question));
    query.words = words_of(query.folded);
    if (query.words.size() > most_words) query.words.resize(most_words);
    std::erase_if(query.words, [](const std::string& word) { return word.size() > longest_word; });
    if (language == "de" && parts.verbs) query.words = known.verbs.joined(std::move(query.words));

    const std::vector<Meaning> meanings =
        parts.lexicon ? known.lexicon.meanings(query.words, language) : std::vector<Meaning>{};
    for (std::size_t i = 0; i < query.words.size(); ++i) {
        const bool says_something = !is_stop_word(query.words[i], language);
        Concept meant;
        for (const std::string& stem : stems_at(query.words, i, language)) {
            if (meant.stem.empty()) meant.stem = stem;
            add_ways(meant, stem, known.vocabulary, parts);
        }
        // An entry of several words counts for its first word, once.
        bool explained = false;
        for (const Meaning& meaning : meanings) {
            if (meaning.first != i || (meaning.count == 1 && !says_something)) continue;
            add_way(meant, known_terms(meaning.stems, known.vocabulary),
                    lexicon_weight * meaning.weight);
            explained = true;
        }
        if (known.begun && i + 1 == query.words.size())
            for (const TermId term : known.vocabulary.beginning_with(query.words[i]))
                add_way(meant, {term}, begun_weight);
        if (!meant.stem.empty() || explained) query.concepts.push_back(std::move(meant));
    }
    return query;
}

}  // namespace kiosk::answers
