// Answers questions in its own thread: reading the knowledge takes a moment, an answer none. What
// was asked is nowhere but in the job. Every answer is a letter.
#pragma once

#include "kiosk/answers/knowledge_shelf.h"
#include "kiosk/ports/clock.h"
#include "kiosk/programs/session_mailbox.h"
#include "kiosk/programs/session_worker.h"
#include "kiosk/visit/visit.h"

#include <atomic>
#include <string>

namespace kiosk::programs {

class AnswerDesk {
  public:
    // `knowledge`: the directory that staff edit. `kept`: see KnowledgeShelf.
    AnswerDesk(std::string knowledge, std::string kept, const Clock& clock, Mailbox& mailbox);

    // KnowledgeRead, then KnowledgeOpened.
    void open();
    // Suggested, unless another was asked for meanwhile.
    void suggest(visit::Suggest order);
    // Replied.
    void ask(visit::AskQuestion order);
    void tell(visit::TellTopic order);

  private:
    void reply(visit::WorkNumber work, answers::Reply reply);
    [[nodiscard]] std::shared_ptr<const answers::Answerer> answerer();

    answers::KnowledgeShelf shelf_;
    const Clock& clock_;
    Mailbox& mailbox_;
    std::atomic<visit::WorkNumber> last_suggestion_{0};
    Worker worker_;  // last: its thread uses all of the above
};

}  // namespace kiosk::programs
