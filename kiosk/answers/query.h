// A question as the engine looks for it: concepts, each with the ways in which the knowledge may
// say it.
#pragma once

#include "kiosk/answers/lexicon.h"
#include "kiosk/answers/separable_verbs.h"
#include "kiosk/answers/vocabulary.h"

#include <string>
#include <string_view>
#include <vector>

namespace kiosk::answers {

// Terms that belong together ("Hund" and "Steuer" for "Hundesteuer").
struct Way {
    std::vector<TermId> terms;
    double weight = 1;
};

struct Concept {
    std::string stem;       // of the citizen's word
    std::vector<Way> ways;  // empty: the knowledge does not have the word
};

struct Query {
    std::string folded;
    std::vector<std::string> words;  // folded, separable verbs joined
    std::vector<Concept> concepts;
    [[nodiscard]] bool unknown_only() const;
};

// What each part of the engine adds; for the ablation report.
struct Parts {
    bool typos = true;
    bool compounds = true;
    bool lexicon = true;
    bool questions = true;
    bool letters = true;  // runs of letters
    bool variants = true;
    bool verbs = true;  // "melde … an"
};

// What the words of a question are looked up in.
struct Words {
    const Vocabulary& vocabulary;
    const Lexicon& lexicon;
    const SeparableVerbs& verbs;
    const Parts& parts;
    // The last word may be the beginning of one: it is still being typed.
    bool begun = false;
};
[[nodiscard]] Query understand(std::string_view text, std::string_view language,
                               const Words& known);

}  // namespace kiosk::answers
