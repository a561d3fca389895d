#include "kiosk/programs/session_answer_desk.h"

#include "kiosk/answers/language.h"

#include <malloc.h>

namespace kiosk::programs {
namespace {

constexpr std::size_t most_suggestions = 3;

}  // namespace

AnswerDesk::AnswerDesk(std::string knowledge, std::string kept, const Clock& clock,
                       Mailbox& mailbox)
    : shelf_(std::move(knowledge), std::move(kept)), clock_(clock), mailbox_(mailbox) {}

void AnswerDesk::open() {
    worker_.give([this](const std::atomic<bool>&) {
        const auto answerer = shelf_.open();
        malloc_trim(0);  // two threads have read files; what only that needed goes back
        KnowledgeRead read;
        if (answerer) read.answerer = *answerer;
        if (shelf_.refused())
            read.problem = shelf_.refused()->file + ":" + std::to_string(shelf_.refused()->line) +
                           ": " + shelf_.refused()->problem;
        mailbox_.post(std::move(read));
        mailbox_.post(visit::Event{visit::KnowledgeOpened{answerer.has_value()}});
    });
}

void AnswerDesk::suggest(visit::Suggest order) {
    last_suggestion_ = order.work;
    worker_.give([this, order = std::move(order)](const std::atomic<bool>&) {
        if (order.work != last_suggestion_) return;
        const auto known = answerer();
        if (!known) return;
        const auto language = answers::language_of(order.begun, order.language);
        mailbox_.post(visit::Event{
            visit::Suggested{order.work, known->suggest(order.begun, language, most_suggestions)}});
    });
}

void AnswerDesk::ask(visit::AskQuestion order) {
    worker_.give([this, order = std::move(order)](const std::atomic<bool>&) {
        const auto known = answerer();
        const auto language = answers::language_of(order.question, order.language);
        reply(order.work,
              known ? known->ask(order.question, answers::wall_clock(clock_.now()), language)
                    : answers::Reply{.language = language});
    });
}

void AnswerDesk::tell(visit::TellTopic order) {
    worker_.give([this, order = std::move(order)](const std::atomic<bool>&) {
        const auto known = answerer();
        const auto now = answers::wall_clock(clock_.now());
        reply(order.work, known ? known->about(order.topic, order.aspect, now, order.language)
                                : answers::Reply{.language = order.language});
    });
}

void AnswerDesk::reply(visit::WorkNumber work, answers::Reply reply) {
    const auto known = answerer();
    auto hotline =
        known ? known->hotline(answers::wall_clock(clock_.now()), reply.language) : std::string();
    mailbox_.post(visit::Event{visit::Replied{work, std::move(reply), std::move(hotline)}});
}

std::shared_ptr<const answers::Answerer> AnswerDesk::answerer() {
    const auto open = shelf_.open();
    return open ? *open : nullptr;
}

}  // namespace kiosk::programs
