#include "kiosk/answers/answerer.h"

#include "kiosk/answers/confidence.h"
#include "kiosk/answers/course_answer.h"
#include "kiosk/answers/language.h"
#include "kiosk/answers/words.h"
#include "kiosk/base/json_object.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <future>

namespace kiosk::answers {
namespace {

constexpr std::size_t most_candidates = 10;

// Whose holidays the offices keep (ISO 3166-2:DE).
constexpr std::string_view state = "SN";
constexpr std::string_view hotline_office = "115";

// A knowledge directory without a calendar has offices without holidays.
Result<Holidays> load_holidays(const std::string& file) {
    if (!std::filesystem::exists(file)) return Holidays();
    return Holidays::load(file, state);
}

// Null where there is no programme.
Result<std::unique_ptr<const CourseSearch>> programme_in(const std::string& directory) {
    if (json_files_in(directory).empty()) return nullptr;
    return std::make_unique<const CourseSearch>(TRY(CourseSearch::load(directory)));
}

std::string_view sentence_for(Emergency emergency) {
    switch (emergency) {
        case Emergency::rescue:
            return "rescue";
        case Emergency::police:
            return "police";
        case Emergency::violence:
            return "violence";
        case Emergency::despair:
            return "despair";
    }
    return {};
}

std::string title_in(const Topic& topic, std::string_view language) {
    const auto found = topic.title.find(language);
    return found != topic.title.end() ? found->second : topic.title.find("de")->second;
}

// Two topics that fit nearly alike: one has to ask which is meant ("Pass").
bool is_close(const std::vector<Evidence>& found) {
    constexpr double close = 0.04;
    return found.size() > 1 && found[0].score - found[1].score < close * found[0].score;
}

// So that the same answer is the same text on every machine.
double rounded(double value) {
    return std::round(value * 10'000) / 10'000;
}

}  // namespace

std::string_view name_of(Decision decision) {
    constexpr std::array<std::string_view, 5> names = {"answer", "choose", "refer", "emergency",
                                                       "courses"};
    return names.at(static_cast<std::size_t>(decision));
}

Result<Answerer> Answerer::load(const std::string& directory, const Parts& parts) {
    // Courses need nothing of the topics: on two processors both are read at a time.
    auto courses = std::async(std::launch::async, [&directory] {
        prepare_masks();
        return programme_in(directory + "/courses");
    });
    Answerer answerer;
    answerer.knowledge_ = std::make_unique<const Knowledge>(TRY(load_knowledge(directory)));
    answerer.rules_ = TRY(Rules::load(directory));
    answerer.frames_ = std::make_unique<const Frames>(TRY(Frames::load(directory)));
    answerer.holidays_ = TRY(load_holidays(directory + "/rules/holidays.json"));
    answerer.index_ = std::make_unique<const Index>(*answerer.knowledge_, parts);
    answerer.courses_ = TRY(courses.get());
    if (answerer.courses_)
        answerer.school_ = school_in(answerer.knowledge_->offices, answerer.courses_->words());
    return answerer;
}

Reply Answerer::ask(std::string_view question, LocalTime now, std::string_view language) const {
    const Masked masked = mask_personal(question);
    Reply reply;
    reply.masked = masked.any;
    reply.language = language.empty() || language == "auto" ? language_of(masked.text) : language;
    const Query query = index_->understand(masked.text, reply.language);
    const std::vector<Evidence> found = index_->search(query, most_candidates);
    for (const Evidence& each : found) reply.candidates.push_back(candidate(each, reply.language));
    const std::vector<std::string> words = words_of(query.folded);
    reply.aspect = rules_.aspect(words, reply.language);
    reply.confidence = rounded(confidence_of(query, found));
    if (const auto emergency = rules_.emergency(words)) {
        reply.decision = Decision::emergency;
        reply.emergency = emergency;
        reply.say = (*frames_)(reply.language, sentence_for(*emergency));
    } else if (rules_.personal_case(words, reply.language)) {
        reply.say = (*frames_)(reply.language, "case");
    } else if (!answer_courses(reply, question, masked, now.date)) {
        decide(reply, query, found, now);
    }
    return reply;
}

bool Answerer::answer_courses(Reply& reply, std::string_view question, const Masked& masked,
                              Date today) const {
    if (!courses_) return false;
    const CourseQuestion asked = read_masked(question, masked, today, *courses_);
    if (!is_course_question(asked)) return false;
    reply.slots = asked.slots;
    if (asked.slots == CourseSlots{}) return false;
    ToldCourses found =
        tell_courses(*courses_, asked.slots, today, *frames_, reply.language, school_);
    reply.decision = Decision::courses;
    reply.told = std::move(found.told);
    reply.courses = std::move(found.numbers);
    return true;
}

void Answerer::decide(Reply& reply, const Query& query, const std::vector<Evidence>& found,
                      LocalTime now) const {
    const bool nothing = found.empty() || query.unknown_only();
    if (!nothing && reply.confidence >= sure_enough && !is_close(found)) {
        reply.told = tell(reply.candidates.front().id, reply.aspect, now, reply.language);
        if (reply.told) {
            reply.decision = Decision::answer;
            return;
        }
    }
    if (!nothing && reply.confidence >= worth_asking && found.size() > 1) {
        reply.decision = Decision::choose;
        reply.say = (*frames_)(reply.language, "choose");
        return;
    }
    reply.say = (*frames_)(reply.language, "refer");
}

std::optional<Told> Answerer::tell(std::string_view id, Aspect aspect, LocalTime now,
                                   std::string_view language) const {
    const Topic* topic = knowledge_->topic(id);
    if (topic == nullptr) return std::nullopt;
    return composer(now, language).tell(*topic, aspect);
}

Reply Answerer::about(std::string_view id, Aspect aspect, LocalTime now,
                      std::string_view language) const {
    Reply reply{.language = std::string(language)};
    reply.aspect = aspect;
    reply.told = tell(id, aspect, now, language);
    if (!reply.told) {
        reply.say = (*frames_)(language, "refer");
        return reply;
    }
    reply.decision = Decision::answer;
    reply.confidence = 1;
    reply.candidates.push_back({std::string(id), title_in(*knowledge_->topic(id), language), 1});
    return reply;
}

std::vector<Candidate> Answerer::suggest(std::string_view begun, std::string_view language,
                                         std::size_t most) const {
    const Masked masked = mask_personal(begun);
    std::vector<Candidate> suggestions;
    const Query query = index_->understand_begun(masked.text, language);
    if (query.unknown_only()) return suggestions;
    for (const Evidence& each : index_->search(query, most))
        suggestions.push_back(candidate(each, language));
    return suggestions;
}

std::string Answerer::hotline(LocalTime now, std::string_view language) const {
    const Office* office = knowledge_->office(hotline_office);
    return office == nullptr ? std::string() : composer(now, language).state_of(*office);
}

Composer Answerer::composer(LocalTime now, std::string_view language) const {
    return {*knowledge_, *frames_, holidays_, now, language};
}

Candidate Answerer::candidate(const Evidence& found, std::string_view language) const {
    const Topic& topic = knowledge_->topics[found.topic];
    return {topic.id, title_in(topic, language), rounded(found.score)};
}

}  // namespace kiosk::answers
