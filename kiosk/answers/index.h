// The knowledge, ready to be searched: which words stand where in each topic (fielded BM25), which
// questions people ask about it, and the runs of letters in its titles.
#pragma once

#include "kiosk/answers/knowledge.h"
#include "kiosk/answers/letter_runs.h"
#include "kiosk/answers/lexicon.h"
#include "kiosk/answers/query.h"
#include "kiosk/answers/vocabulary.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kiosk::answers {

// What speaks for a topic, each from 0 to about 1, before they are weighed.
struct Evidence {
    std::size_t topic = 0;  // index into Knowledge::topics
    double words = 0;       // BM25F, as a share of what the question's words could give
    double found = 0;       // share of the question's weight that the topic has at all
    double title = 0;       // share of the title's weight that the question has
    double question = 0;    // likeness to the nearest example question
    double letters = 0;     // likeness of the runs of letters to title, synonyms and keywords
    bool variant_missing = false;  // a variant, and nothing in the question asks for it
    double score = 0;              // all of it weighed
};

class Index {
  public:
    explicit Index(const Knowledge& knowledge, const Parts& parts = {});

    [[nodiscard]] Query understand(std::string_view question, std::string_view language) const;
    // Of a question whose last word is still being typed.
    [[nodiscard]] Query understand_begun(std::string_view question,
                                         std::string_view language) const;
    // The topics that anything speaks for, best first; ties by id, so that equal questions get
    // equal answers. At most `most`.
    [[nodiscard]] std::vector<Evidence> search(const Query& query, std::size_t most) const;
    [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }

  private:
    struct Posting {
        std::uint32_t topic;
        float weight;  // of the fields it stands in, each by its length
    };
    struct Example {
        std::uint32_t topic;
        std::vector<TermId> terms;  // sorted, each once
        double weight = 0;          // sum of their idf
    };
    struct TopicTerms {
        std::vector<std::vector<TermId>> titles;  // one a language
        std::vector<TermId> variant_terms;
        std::vector<std::string> variant_phrases;  // folded
    };

    void add_topic(const Topic& topic);
    // The text's words that say something, in their order.
    [[nodiscard]] std::vector<TermId> add_terms(std::string_view text, std::string_view language);
    void add_example(std::vector<TermId> terms);
    void finish();

    [[nodiscard]] double idf(TermId term) const;
    void score_words(const Query& query, std::vector<Evidence>& all) const;
    void score_titles(const Query& query, std::vector<Evidence>& all) const;
    void score_questions(const Query& query, std::vector<Evidence>& all) const;
    void score_letters(const Query& query, std::vector<Evidence>& all) const;
    [[nodiscard]] double weight_of(const Concept& meant) const;
    [[nodiscard]] bool lacks_variant(const TopicTerms& topic, const Query& query) const;

    // Words repeat: each is stemmed once. Nothing for those that say nothing.
    using KnownWords = std::unordered_map<std::string, std::optional<TermId>>;

    Parts parts_;
    SeparableVerbs verbs_;
    Vocabulary vocabulary_;
    Lexicon lexicon_;
    std::vector<std::string> ids_;
    std::vector<bool> is_variant_;
    std::vector<std::vector<Posting>> postings_;  // by term
    std::vector<double> idf_;
    std::vector<Example> examples_;
    std::vector<std::vector<std::uint32_t>> examples_with_;  // by term
    std::vector<TopicTerms> topics_;
    std::map<std::string, KnownWords, std::less<>> known_words_;  // by language; until finish()
    LetterRuns letters_;
    std::vector<std::uint32_t> phrase_of_;  // the topic of each text in letters_
};

}  // namespace kiosk::answers
