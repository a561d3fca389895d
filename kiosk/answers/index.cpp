#include "kiosk/answers/index.h"

#include "kiosk/answers/words.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace kiosk::answers {
namespace {

// How much a word counts by where it stands, and when it counts in full: BM25F (Robertson,
// Zaragoza: The Probabilistic Relevance Framework, 2009, section 3.5), with one length
// normalisation for all fields.
struct Field {
    double weight;
    double usual_length;  // in words
};
constexpr Field title_field{4, 4};
constexpr Field synonym_field{3, 12};
constexpr Field keyword_field{2, 16};
constexpr Field question_field{1.5, 40};
constexpr Field summary_field{1, 16};
constexpr Field body_field{0.8, 80};
constexpr double length_share = 0.4;
constexpr double saturation = 1.5;
constexpr double compound_part = 0.5;  // of a word's weight, for each part of it

// Fitted on the development sets (tests/answers).
struct Weights {
    double words = 1.0;
    double found = 0.35;
    double title = 0.30;
    double question = 0.95;
    double letters = 0.55;
    double variant_missing = 0.22;
};
constexpr Weights weights;

std::string phrase(std::string_view text) {
    std::string joined;
    for (const std::string& word : words_of(folded(text)))
        if (!is_stop_word(word, "de")) joined += (joined.empty() ? "" : " ") + word;
    return joined;
}

}  // namespace

Index::Index(const Knowledge& knowledge, const Parts& parts)
    : parts_(parts), verbs_(knowledge.verbs) {
    for (const auto& [language, entries] : knowledge.lexicon)
        for (const LexiconEntry& entry : entries) lexicon_.add(entry, language);
    for (const Topic& topic : knowledge.topics) add_topic(topic);
    finish();
}

std::vector<TermId> Index::add_terms(std::string_view text, std::string_view language) {
    std::vector<std::string> words = words_of(folded(text));
    std::vector<TermId> terms;
    if (language == "vi") {  // pairs of words
        for (const std::string& stem : stems_of(words, language))
            terms.push_back(vocabulary_.add(stem));
        return terms;
    }
    if (language == "de" && parts_.verbs) words = verbs_.joined(std::move(words));
    auto known = known_words_.find(language);
    if (known == known_words_.end()) known = known_words_.emplace(language, KnownWords()).first;
    for (const std::string& word : words) {
        const auto [at, fresh] = known->second.try_emplace(word);
        if (fresh && !is_stop_word(word, language))
            at->second = vocabulary_.add(stem_of(word, language));
        if (at->second) terms.push_back(*at->second);
    }
    return terms;
}

void Index::add_example(std::vector<TermId> terms) {
    if (terms.empty()) return;
    std::ranges::sort(terms);
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    examples_.push_back({static_cast<std::uint32_t>(topics_.size()), std::move(terms)});
}

void Index::add_topic(const Topic& topic) {
    const auto number = static_cast<std::uint32_t>(topics_.size());
    std::vector<std::pair<TermId, float>> found;
    const auto add = [&](const Field& field, std::string_view language,
                         const std::vector<std::string>& texts, bool are_examples = false) {
        std::vector<std::pair<TermId, float>> here;
        for (const std::string& text : texts) {
            std::vector<TermId> terms = add_terms(text, language);
            for (const TermId term : terms)
                here.emplace_back(term, static_cast<float>(field.weight));
            if (are_examples) add_example(std::move(terms));
        }
        const double length = static_cast<double>(here.size()) / field.usual_length;
        const double norm = 1 - length_share + length_share * length;
        for (auto& [term, weight] : here)
            found.emplace_back(term, static_cast<float>(weight / norm));
    };
    TopicTerms terms;
    for (const auto& [language, title] : topic.title) {
        const std::string_view spoken = language == "de-x-easy" ? "de" : std::string_view(language);
        add(title_field, spoken, {title});
        terms.titles.push_back(add_terms(title, spoken));
    }
    add(synonym_field, "de", topic.synonyms);
    add(keyword_field, "de", topic.keywords);
    if (parts_.questions) {
        constexpr bool are_examples = true;
        add(question_field, "de", topic.questions, are_examples);
        for (const auto& [language, questions] : topic.questions_in)
            add(question_field, language, questions, are_examples);
    }
    for (const auto& [language, summary] : topic.summary)
        if (language != "de-x-easy") add(summary_field, language, {summary});
    std::vector<std::string> body = {topic.body};
    for (const Fee& fee : topic.fees) body.push_back(fee.fact.text);
    for (const auto& [aspect, facts] : topic.facts)
        for (const Fact& fact : facts) body.push_back(fact.text);
    add(body_field, "de", body);

    for (const std::string& word : topic.variant_words) {
        const std::string text = folded(word);
        if (text.find(' ') == std::string::npos)
            terms.variant_terms.push_back(vocabulary_.add(stem_of(text, "de")));
        terms.variant_phrases.push_back(text);
    }
    const std::string& title = topic.title.find("de")->second;
    letters_.add(phrase(title));
    phrase_of_.push_back(number);
    for (const auto* phrases : {&topic.synonyms, &topic.keywords})
        for (const std::string& text : *phrases) {
            letters_.add(phrase(text));
            phrase_of_.push_back(number);
        }

    std::ranges::sort(found);
    for (const auto& [term, weight] : found) {
        if (postings_.size() <= term) postings_.resize(term + 1);
        std::vector<Posting>& list = postings_[term];
        if (list.empty() || list.back().topic != number) list.push_back({number, 0});
        list.back().weight += weight;
    }
    ids_.push_back(topic.id);
    is_variant_.push_back(!topic.base_of.empty());
    topics_.push_back(std::move(terms));
}

void Index::finish() {
    known_words_.clear();
    postings_.resize(vocabulary_.size());
    vocabulary_.finish();
    // A compound also counts for its parts: "Hund" finds "Hundesteuer".
    if (parts_.compounds) {
        const std::vector<std::vector<Posting>> whole = postings_;
        for (TermId term = 0; term < whole.size(); ++term)
            for (const TermId part : vocabulary_.parts(vocabulary_.name(term)))
                for (const Posting& posting : whole[term]) {
                    std::vector<Posting>& list = postings_[part];
                    const auto at =
                        std::ranges::lower_bound(list, posting.topic, {}, &Posting::topic);
                    const auto weight = static_cast<float>(posting.weight * compound_part);
                    if (at != list.end() && at->topic == posting.topic)
                        at->weight = std::max(at->weight, weight);
                    else
                        list.insert(at, {posting.topic, weight});
                }
    }
    idf_.resize(vocabulary_.size());
    const auto count = static_cast<double>(topics_.size());
    for (TermId term = 0; term < idf_.size(); ++term) {
        const auto with = static_cast<double>(postings_[term].size());
        idf_[term] = std::log(1 + (count - with + 0.5) / (with + 0.5));
    }
    examples_with_.resize(vocabulary_.size());
    for (std::uint32_t i = 0; i < examples_.size(); ++i)
        for (const TermId term : examples_[i].terms) {
            examples_[i].weight += idf(term);
            examples_with_[term].push_back(i);
        }
    letters_.finish();
}

double Index::idf(TermId term) const {
    return idf_[term];
}

// A word that the knowledge does not have is rare, but may be a name or a filler.
double Index::weight_of(const Concept& meant) const {
    double weight = 0;
    for (const Way& way : meant.ways) {
        double sum = 0;
        for (const TermId term : way.terms) sum += idf(term);
        weight = std::max(weight, sum / static_cast<double>(way.terms.size()));
    }
    return meant.ways.empty() ? 0.7 * std::log(1 + static_cast<double>(topics_.size())) : weight;
}

Query Index::understand(std::string_view question, std::string_view language) const {
    return answers::understand(question, language, {vocabulary_, lexicon_, verbs_, parts_});
}

Query Index::understand_begun(std::string_view question, std::string_view language) const {
    return answers::understand(question, language, {vocabulary_, lexicon_, verbs_, parts_, true});
}

void Index::score_words(const Query& query, std::vector<Evidence>& all) const {
    double total = 0;
    std::vector<double> best(all.size());
    std::vector<double> sums(all.size());
    for (const Concept& meant : query.concepts) {
        const double weight = weight_of(meant);
        total += weight;
        std::ranges::fill(best, 0);
        for (const Way& way : meant.ways) {
            double possible = 0;
            std::ranges::fill(sums, 0);
            for (const TermId term : way.terms) {
                possible += idf(term);
                for (const Posting& posting : postings_[term])
                    sums[posting.topic] +=
                        idf(term) * posting.weight / (posting.weight + saturation);
            }
            if (possible <= 0) continue;
            for (std::size_t i = 0; i < sums.size(); ++i)
                best[i] = std::max(best[i], way.weight * sums[i] / possible);
        }
        for (std::size_t i = 0; i < best.size(); ++i) {
            all[i].words += weight * best[i];
            if (best[i] > 0) all[i].found += weight;
        }
    }
    if (total <= 0) return;
    for (Evidence& each : all) {
        each.words /= total;
        each.found /= total;
    }
}

void Index::score_titles(const Query& query, std::vector<Evidence>& all) const {
    std::set<TermId> said;
    for (const Concept& meant : query.concepts)
        for (const Way& way : meant.ways)
            if (way.weight > 0.5) said.insert(way.terms.begin(), way.terms.end());
    for (Evidence& each : all)
        for (const auto& title : topics_[each.topic].titles) {
            double has = 0;
            double whole = 0;
            for (const TermId term : title) {
                whole += idf(term);
                if (said.contains(term)) has += idf(term);
            }
            if (whole > 0) each.title = std::max(each.title, has / whole);
        }
}

// Jaccard's index over concepts, weighed by how rare they are.
void Index::score_questions(const Query& query, std::vector<Evidence>& all) const {
    std::vector<double> shared(examples_.size());
    std::vector<double> best(examples_.size());
    std::vector<double> sums(examples_.size());
    double own = 0;
    for (const Concept& meant : query.concepts) {
        const double weight = weight_of(meant);
        own += weight;
        std::ranges::fill(best, 0);
        for (const Way& way : meant.ways) {
            std::ranges::fill(sums, 0);
            double possible = 0;
            for (const TermId term : way.terms) {
                possible += idf(term);
                for (const std::uint32_t example : examples_with_[term]) sums[example] += idf(term);
            }
            if (possible <= 0) continue;
            for (std::size_t i = 0; i < sums.size(); ++i)
                best[i] = std::max(best[i], way.weight * sums[i] / possible);
        }
        for (std::size_t i = 0; i < best.size(); ++i) shared[i] += weight * best[i];
    }
    for (std::size_t i = 0; i < examples_.size(); ++i) {
        if (shared[i] <= 0) continue;
        const double whole = std::max(own + examples_[i].weight - shared[i], shared[i]);
        double& best_of_topic = all[examples_[i].topic].question;
        best_of_topic = std::max(best_of_topic, shared[i] / whole);
    }
}

void Index::score_letters(const Query& query, std::vector<Evidence>& all) const {
    std::string said;
    for (const std::string& word : query.words)
        if (!is_stop_word(word, "de")) said += (said.empty() ? "" : " ") + word;
    if (said.empty()) return;
    const std::vector<double> likeness = letters_.likeness(said);
    for (std::size_t i = 0; i < likeness.size(); ++i)
        all[phrase_of_[i]].letters = std::max(all[phrase_of_[i]].letters, likeness[i]);
}

bool Index::lacks_variant(const TopicTerms& topic, const Query& query) const {
    const auto said = [&](TermId wanted) {
        return std::ranges::any_of(query.concepts, [&](const Concept& meant) {
            return std::ranges::any_of(meant.ways, [&](const Way& way) {
                return std::ranges::find(way.terms, wanted) != way.terms.end();
            });
        });
    };
    if (std::ranges::any_of(topic.variant_terms, said)) return false;
    return std::ranges::none_of(topic.variant_phrases, [&](const std::string& words) {
        return query.folded.find(words) != std::string::npos;
    });
}

std::vector<Evidence> Index::search(const Query& query, std::size_t most) const {
    std::vector<Evidence> all(topics_.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i].topic = i;
    score_words(query, all);
    score_titles(query, all);
    if (parts_.questions) score_questions(query, all);
    if (parts_.letters) score_letters(query, all);
    for (Evidence& each : all) {
        if (parts_.variants && is_variant_[each.topic])
            each.variant_missing = lacks_variant(topics_[each.topic], query);
        each.score = weights.words * each.words + weights.found * each.found +
                     weights.title * each.title + weights.question * each.question +
                     weights.letters * each.letters -
                     (each.variant_missing ? weights.variant_missing : 0);
    }
    std::erase_if(
        all, [](const Evidence& each) { return each.words + each.letters + each.question <= 0; });
    std::ranges::sort(all, [this](const Evidence& a, const Evidence& b) {
        return a.score != b.score ? a.score > b.score : ids_[a.topic] < ids_[b.topic];
    });
    if (all.size() > most) all.resize(most);
    return all;
}

}  // namespace kiosk::answers
