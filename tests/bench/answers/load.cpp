#include "kiosk/answers/import_courses.h"
#include "tests/bench/answers/made_knowledge.h"
#include "tests/bench/answers/our_answers.h"
#include "tests/bench/answers/questions.h"
#include "tests/bench/answers/timing.h"
#include "tests/bench/answers/verbs.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

#include <malloc.h>
#include <nlohmann/json.hpp>

namespace kiosk::answers {
namespace {

constexpr std::size_t topic_count = 1'000;
constexpr std::size_t course_count = 3'000;

// Of this process: what is shared with others counts by its part.
double pss_mb() {
    std::ifstream rollup("/proc/self/smaps_rollup");
    for (std::string line; std::getline(rollup, line);)
        if (line.starts_with("Pss:")) return std::stod(line.substr(4)) / 1024;
    throw std::runtime_error("/proc/self/smaps_rollup has no Pss");
}

void demand(const Result<void>& done) {
    if (!done) throw std::runtime_error(done.error().detail);
}

std::vector<Question> all_questions() {
    std::vector<Question> all;
    for (const char* set : {"own_dev", "own_test", "courses_dev", "courses_test"})
        for (Question& question : questions_of(set)) all.push_back(std::move(question));
    return all;
}

}  // namespace

void write_load(const char* folder) {
    const std::string own = HOUSE "/assets/knowledge";
    auto knowledge = load_knowledge(own);
    if (!knowledge) throw std::runtime_error(knowledge.error().detail);
    std::filesystem::copy(own, folder, std::filesystem::copy_options::recursive);
    demand(write_topics(folder, multiplied(knowledge->topics, topic_count)));
    demand(write_courses(folder, made_up_courses(course_count)));
    std::printf("{\"topics\":%zu,\"courses\":%zu}\n", topic_count, course_count);
}

void load(const char* folder) {
    const std::vector<Question> questions = all_questions();
    const double before = pss_mb();
    const auto start = std::chrono::steady_clock::now();
    const Answerer answerer = loaded(folder);
    const double load_ms = ms_since(start);
    malloc_trim(0);  // as the terminal does
    const double first_ms = took(answerer, questions.front().text);
    std::vector<double> times;
    for (const Question& question : questions) times.push_back(took(answerer, question.text));
    const nlohmann::json figures = {{"load_ms", load_ms},
                                    {"first_ms", first_ms},
                                    {"p50_ms", percentile(times, 0.5)},
                                    {"p99_ms", percentile(times, 0.99)},
                                    {"memory_mb", pss_mb() - before}};
    std::printf("%s\n", figures.dump().c_str());
}

}  // namespace kiosk::answers
