#include "tests/bench/answers/our_answers.h"
#include "tests/bench/answers/questions.h"
#include "tests/bench/answers/timing.h"
#include "tests/bench/answers/verbs.h"

#include <array>
#include <cstdio>
#include <utility>

#include <nlohmann/json.hpp>

namespace kiosk::answers {
namespace {

constexpr std::array<std::pair<const char*, bool Parts::*>, 7> parts = {
    {{"typos", &Parts::typos},
     {"compounds", &Parts::compounds},
     {"lexicon", &Parts::lexicon},
     {"questions", &Parts::questions},
     {"letters", &Parts::letters},
     {"variants", &Parts::variants},
     {"verbs", &Parts::verbs}}};

std::vector<Question> both(const std::string& set) {
    std::vector<Question> questions = questions_of(set + "_dev");
    for (Question& question : questions_of(set + "_test")) questions.push_back(std::move(question));
    return questions;
}

struct Figures {
    double first = 0;  // all are shares
    double among_three = 0;
    double told = 0;
    double right = 0;      // of what is told
    double told_none = 0;  // of the questions that no topic answers
    double way_right = 0;  // first, where the question says which of two opposite ways is meant
};

struct Sets {
    std::vector<Question> answered = both("own");
    std::vector<Question> unanswered = both("oos");
    std::vector<Question> directions = questions_of("directions");
};

double first_found(const Answerer& answerer, const std::vector<Question>& questions) {
    double first = 0;
    for (const Question& question : questions) {
        const Reply reply = answerer.ask(question.text, a_morning);
        if (!reply.candidates.empty() && reply.candidates.front().id == question.topic) ++first;
    }
    return first / static_cast<double>(questions.size());
}

Figures measured(const Answerer& answerer, const Sets& sets) {
    const auto share = [](double part, double whole) { return whole > 0 ? part / whole : 0; };
    Figures counted;
    for (const Question& question : sets.answered) {
        const Reply reply = answerer.ask(question.text, a_morning);
        const auto at = std::ranges::find(reply.candidates, question.topic, &Candidate::id) -
                        reply.candidates.begin();
        const bool found = at < static_cast<std::ptrdiff_t>(reply.candidates.size());
        const bool told = reply.decision == Decision::answer;
        counted.first += found && at == 0 ? 1 : 0;
        counted.among_three += found && at < 3 ? 1 : 0;
        counted.told += told ? 1 : 0;
        counted.right += told && found && at == 0 ? 1 : 0;
    }
    for (const Question& question : sets.unanswered)
        counted.told_none +=
            answerer.ask(question.text, a_morning).decision == Decision::answer ? 1 : 0;
    const auto asked = static_cast<double>(sets.answered.size());
    return {share(counted.first, asked),
            share(counted.among_three, asked),
            share(counted.told, asked),
            share(counted.right, counted.told),
            share(counted.told_none, static_cast<double>(sets.unanswered.size())),
            first_found(answerer, sets.directions)};
}

nlohmann::json print(const std::string& name, const Figures& figures) {
    std::printf("%-19s %6.3f %6.3f %6.3f %6.3f %10.3f %10.3f\n", name.c_str(), figures.first,
                figures.among_three, figures.told, figures.right, figures.told_none,
                figures.way_right);
    return {{"first", figures.first},         {"among_three", figures.among_three},
            {"told", figures.told},           {"right", figures.right},
            {"told_none", figures.told_none}, {"way_right", figures.way_right}};
}

}  // namespace

void ablate() {
    const std::string directory = HOUSE "/assets/knowledge";
    const Sets sets;
    std::printf("%-19s %6s %6s %6s %6s %10s %10s\n", "own and oos sets", "R@1", "R@3", "told",
                "right", "told (oos)", "directions");
    nlohmann::json figures;
    figures["whole"] = print("whole", measured(loaded(directory), sets));
    for (const auto& [name, part] : parts) {
        Parts without;
        without.*part = false;
        const Answerer answerer = loaded(directory, without);
        figures[name] = print("without " + std::string(name), measured(answerer, sets));
    }
    std::printf("%s\n", figures.dump().c_str());
}

}  // namespace kiosk::answers
