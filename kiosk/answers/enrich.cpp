#include "kiosk/answers/enrich.h"

#include "kiosk/answers/index.h"

#include <algorithm>
#include <map>

namespace kiosk::answers {
namespace {

// Both titles must say nearly the same.
constexpr double alike_enough = 0.62;
constexpr double nearly_as_alike = 0.9;

struct Match {
    std::size_t imported = 0;
    double likeness = 0;
};

void take_words(Topic& into, const Topic& own) {
    const auto append = [](std::vector<std::string>& list, const std::vector<std::string>& more) {
        list.insert(list.end(), more.begin(), more.end());
    };
    append(into.synonyms, own.synonyms);
    append(into.keywords, own.keywords);
    append(into.questions, own.questions);
    for (const auto& [language, questions] : own.questions_in)
        append(into.questions_in[language], questions);
    for (const auto& [language, title] : own.title) into.title.emplace(language, title);
}

}  // namespace

std::size_t enrich(std::vector<Topic>& imported, const Knowledge& own) {
    const Index index(own);
    std::map<std::size_t, std::vector<Match>> matches;  // by our topic
    for (std::size_t i = 0; i < imported.size(); ++i) {
        const Query query = index.understand(imported[i].title["de"], "de");
        for (const Evidence& best : index.search(query, 1)) {
            if (best.variant_missing) continue;
            const double likeness = (best.title + best.found) / 2;
            if (likeness >= alike_enough) matches[best.topic].push_back({i, likeness});
        }
    }
    std::size_t given = 0;
    for (const auto& [topic, list] : matches) {
        const double best = std::ranges::max(list, {}, &Match::likeness).likeness;
        for (const Match& match : list) {
            if (match.likeness < nearly_as_alike * best) continue;
            take_words(imported[match.imported], own.topics[topic]);
            ++given;
        }
    }
    return given;
}

}  // namespace kiosk::answers
