// The visit is one table (story.cpp): next(visit, event) looks up the row and applies it.
// It decides and does nothing; what is to be done comes back as effects.
#pragma once

#include "kiosk/answers/knowledge.h"
#include "kiosk/forms/service.h"
#include "kiosk/settings/settings.h"
#include "kiosk/tariffs/tariff.h"
#include "kiosk/text/catalogue.h"
#include "kiosk/visit/step.h"

#include <string>
#include <variant>
#include <vector>

namespace kiosk::visit {

// What the visit may look up; the same for the whole session.
struct House {
    const std::vector<forms::Service>& services;
    const std::vector<tariffs::Tariff>& tariffs;
    const text::Catalogue& texts;
    const Settings& settings;
    Date today;
    const answers::Knowledge* knowledge = nullptr;  // none before it was opened
};

struct SaveOrder {
    WorkNumber work = 0;
    forms::Draft draft;
    tariffs::Quote quote;
    std::string language;
};
struct PrintReceipt {
    WorkNumber work = 0;
    Ordered ordered;
    std::string language;
};
struct CancelPrinting {};  // and purge: the next citizen must never get this receipt
struct AskPrinter {};
// CardSeen at once and at each change, until the watching is stopped or the card is asked for
// something.
struct WatchCard {
    WorkNumber work = 0;
};
struct StopWatching {};
// Each is answered by one CardDone, with CardStaged before it. On a reader with keys of its own
// there are no secrets: they are entered there.
struct ReadCard {
    WorkNumber work = 0;
    eid::ReadRequest request;
};
struct ChangePin {
    WorkNumber work = 0;
    eid::Secrets secrets;
    SecretText new_pin;
};
struct Unblock {
    WorkNumber work = 0;
    SecretText puk;
};
struct CancelCard {};  // watching or work: it ends, and what it says comes too late
// KnowledgeOpened when it has been read, which takes a moment once.
struct OpenKnowledge {};
// Suggested; only the last of several is of interest.
struct Suggest {
    WorkNumber work = 0;
    std::string begun;
    std::string language;
};
struct AskQuestion {
    WorkNumber work = 0;
    std::string question;
    std::string language;
};
// Replied, as an answer about this topic.
struct TellTopic {
    WorkNumber work = 0;
    std::string topic;
    answers::Aspect aspect = answers::Aspect::general;
    std::string language;
};
struct PrintSlip {
    WorkNumber work = 0;
    std::string title;
    answers::Told told;
    std::string hotline;
    std::string language;  // of the answer
};
// Counted by topic; the question is no part of it.
struct CountAnswer {
    std::string topic;
    bool helped = false;
};
struct PlayTone {};    // heard beside what is seen: "are you still there?", a card that was left
struct EndSession {};  // a saving under way is finished first; printing is cancelled
using Effect =
    std::variant<SaveOrder, PrintReceipt, CancelPrinting, AskPrinter, WatchCard, StopWatching,
                 ReadCard, ChangePin, Unblock, CancelCard, OpenKnowledge, Suggest, AskQuestion,
                 TellTopic, PrintSlip, CountAnswer, PlayTone, EndSession>;

struct Outcome {
    Visit visit;
    std::vector<Effect> effects;
    bool refused =
        false;  // the event does not belong here; the caller logs its name, never its content
};

[[nodiscard]] Outcome next(Visit visit, const Event& event, const House& house);

// On offer today, and its office can take orders just now.
[[nodiscard]] bool can_be_ordered(const std::string& service, const Visit& visit,
                                  const House& house);

// The table as a Mermaid state diagram, for the golden file and ARCHITECTURE.md.
[[nodiscard]] std::string diagram();

}  // namespace kiosk::visit
