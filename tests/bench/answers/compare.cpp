#include "tests/answers/knowledge_folder.h"
#include "tests/bench/answers/catalogues.h"
#include "tests/bench/answers/engine.h"
#include "tests/bench/answers/our_answers.h"
#include "tests/bench/answers/questions.h"
#include "tests/bench/answers/timing.h"
#include "tests/bench/answers/verbs.h"

#include <array>
#include <cstdio>

#include <nlohmann/json.hpp>

namespace kiosk::answers {
namespace {

constexpr std::size_t most = 10;

// The whole way of a question: masked, its language found out, answered.
class Ours : public Engine {
  public:
    explicit Ours(const Answerer& answerer) : answerer_(answerer) {}
    [[nodiscard]] std::string_view name() const override { return "ours"; }
    [[nodiscard]] std::vector<std::string> find(const std::string& question,
                                                std::size_t /*most*/) override {
        std::vector<std::string> ids;
        for (const Candidate& each : answerer_.ask(question, a_morning).candidates)
            ids.push_back(each.id);
        return ids;
    }

  private:
    const Answerer& answerer_;
};

struct Figures {
    double first = 0;  // shares
    double among_three = 0;
    double p50 = 0;  // ms
    double p99 = 0;
};

Figures measured(Engine& engine, const std::vector<Question>& questions) {
    Figures figures;
    std::vector<double> times;
    const double each = 1 / static_cast<double>(questions.size());
    for (const Question& question : questions) {
        const auto start = std::chrono::steady_clock::now();
        const std::vector<std::string> found = engine.find(question.text, most);
        times.push_back(ms_since(start));
        const auto at = std::ranges::find(found, question.topic) - found.begin();
        if (at == static_cast<std::ptrdiff_t>(found.size())) continue;
        figures.first += at == 0 ? each : 0;
        figures.among_three += at < 3 ? each : 0;
    }
    figures.p50 = percentile(times, 0.5);
    figures.p99 = percentile(times, 0.99);
    return figures;
}

// In how many rows ours is at least as good as the best of the others.
struct Wins {
    int rows = 0;
    int first = 0;
    int among_three = 0;
    int p50 = 0;
    int p99 = 0;

    void count(const Figures& ours, const std::vector<Figures>& others) {
        const auto best = [&](auto figure, auto at_least) {
            return std::ranges::all_of(others, [&](const Figures& other) {
                return at_least(ours.*figure, other.*figure);
            });
        };
        ++rows;
        first += best(&Figures::first, std::greater_equal<>()) ? 1 : 0;
        among_three += best(&Figures::among_three, std::greater_equal<>()) ? 1 : 0;
        p50 += best(&Figures::p50, std::less_equal<>()) ? 1 : 0;
        p99 += best(&Figures::p99, std::less_equal<>()) ? 1 : 0;
    }
};

void print(const std::string& row, std::string_view engine, const Figures& figures) {
    std::printf("%-27s %-21.*s %6.3f %6.3f %8.2f %8.2f\n", row.c_str(),
                static_cast<int>(engine.size()), engine.data(), figures.first, figures.among_three,
                figures.p50, figures.p99);
}

using Engines = std::vector<std::unique_ptr<Engine>>;

// Ours is the first of `engines`.
void measure_row(const std::string& row, const Engines& engines,
                 const std::vector<Question>& questions, Wins& wins) {
    if (questions.empty()) return;
    std::vector<Figures> all;
    for (const auto& engine : engines) {
        all.push_back(measured(*engine, questions));
        print(all.size() == 1 ? row + " (" + std::to_string(questions.size()) + ")" : "",
              engine->name(), all.back());
    }
    wins.count(all.front(), {all.begin() + 1, all.end()});
}

void measure_set(const std::string& set, const Engines& engines, Wins& german, Wins& others) {
    std::vector<Question> questions = questions_of(set);
    const auto foreign = std::ranges::stable_partition(
        questions, [](const Question& question) { return question.language == "de"; });
    const std::vector<Question> other(foreign.begin(), foreign.end());
    questions.erase(foreign.begin(), foreign.end());
    measure_row(set + ", German", engines, questions, german);
    measure_row(set + ", others", engines, other, others);
}

nlohmann::json told(const Wins& wins, const char* rows) {
    std::printf("ours wins, %-13s R@1 %d, R@3 %d, p50 %d, p99 %d of %d\n", rows, wins.first,
                wins.among_three, wins.p50, wins.p99, wins.rows);
    return {{"rows", wins.rows},
            {"first", wins.first},
            {"among_three", wins.among_three},
            {"p50", wins.p50},
            {"p99", wins.p99}};
}

}  // namespace

void compare() {
    const KnowledgeFolder scratch;
    Wins german;
    Wins others;
    std::printf("%-27s %-21s %6s %6s %8s %8s\n", "set (questions)", "engine", "R@1", "R@3",
                "p50 ms", "p99 ms");
    for (const Catalogue& catalogue : catalogues(scratch.path())) {
        const Answerer answerer = loaded(catalogue.directory);
        const std::vector<Topic>& topics = answerer.knowledge().topics;
        Engines engines;
        engines.push_back(std::make_unique<Ours>(answerer));
        engines.push_back(sqlite_stemmed(topics));
        engines.push_back(sqlite_trigram(topics));
        engines.push_back(xapian_german(topics, scratch.path("xapian")));
        for (const std::string& set : catalogue.sets) measure_set(set, engines, german, others);
    }
    const nlohmann::json figures = {{"german", told(german, "German:")},
                                    {"others", told(others, "others:")}};
    std::printf("%s\n", figures.dump().c_str());
}

}  // namespace kiosk::answers
