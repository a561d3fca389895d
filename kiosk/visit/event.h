// What can happen in a visit: facts with an author. The citizen's come from nodes of the scene;
// the world's come back from numbered work, and a late answer to an old number is dropped.
#pragma once

#include "kiosk/answers/reply.h"
#include "kiosk/base/result.h"
#include "kiosk/orders/seal.h"
#include "kiosk/ports/eid_session.h"
#include "kiosk/ports/printer.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kiosk::visit {

using WorkNumber = std::uint64_t;

// The citizen
struct ServiceChosen {
    std::string service;
};
// The one main action of a screen.
struct Continued {};
struct WentBack {};
// A choice, a tick or the whole value; empty: taken back.
struct Answered {
    std::string field;
    std::string value;
};
// Typing goes here now.
struct FieldTouched {
    std::string field;
};
// One key of the on-screen keyboard.
struct Typed {
    std::string text;
};
// The last character.
struct Erased {};
// To capitals, small letters, accents, … (screens/toolkit/keyboard.h).
struct KeyboardPageTurned {
    int page = 0;
};
struct ChangeAsked {
    std::size_t item = 0;
    std::string page;
};
// One more certificate in the same order.
struct AnotherWanted {};
struct ItemAdded {
    std::string service;
};
struct ItemRemoved {
    std::size_t item = 0;
};
struct OrderConfirmed {};
// Print (again).
struct ReceiptWanted {};
// False: go on without a receipt.
struct ReceiptJudged {
    bool complete = false;
};
struct EndAsked {};
struct EndConfirmed {};
struct OverlayClosed {};
struct HelpAsked {};
struct LanguagesAsked {};
struct LanguageChosen {
    std::string language;
};
enum class Preference { large, contrast, low };
struct PreferenceToggled {
    Preference which = Preference::large;
};
struct MoreTimeAsked {};
// What is to be done with the eID card.
enum class CardTask { look, read, set_pin, unblock };
struct CardWanted {
    CardTask task = CardTask::look;
};
// One field more or less of what may be read.
struct FieldAllowed {
    eid::Field field = eid::Field::given_names;
};
// A question in the citizen's own words, instead of an order.
struct QuestionWanted {};
// Why they came; empty: back to all of them.
struct SituationChosen {
    std::string situation;
};
// What was meant, or what else is of interest.
struct TopicChosen {
    std::string topic;
};
// Whether the answer helped; of a choice, no: none of these was meant.
struct AnswerJudged {
    bool helped = false;
};
// The answer on paper.
struct SlipWanted {};

// The world
struct OrderSaved {
    WorkNumber work = 0;
    orders::Acknowledgement acknowledgement;
};
struct SavingFailed {
    WorkNumber work = 0;
    ErrorKind kind = ErrorKind::internal;
};
struct PrinterReported {
    PrinterStatus status;
};
struct PrintTroubled {
    WorkNumber work = 0;
    PrinterTrouble trouble = PrinterTrouble::none;
};
struct PrintEnded {
    WorkNumber work = 0;
    PrintReport report;
};
// What can be done with cards just now; nothing is offered before it is known.
struct CardReaderReported {
    bool present = false;
    bool may_read = false;  // this terminal is entitled and equipped for reading, too
    // A member of staff compares face and photo, and has unlocked reading without the PIN: § 18a
    // PAuswG.
    bool can_alone = false;
    friend bool operator==(const CardReaderReported&, const CardReaderReported&) = default;
};
// While the reader is watched: at once, and at each change.
struct CardSeen {
    WorkNumber work = 0;
    CardLook look;
};
struct CardStaged {
    WorkNumber work = 0;
    EidStage stage = EidStage::checking_pin;
};
// After a new PIN or unblocking the reading is empty.
struct CardDone {
    WorkNumber work = 0;
    eid::Outcome<eid::Reading> outcome;
};
// The knowledge is there, or (`fit` false) cannot be read.
struct KnowledgeOpened {
    bool fit = false;
};
struct Suggested {
    WorkNumber work = 0;
    std::vector<answers::Candidate> topics;
};
struct Replied {
    WorkNumber work = 0;
    answers::Reply reply;
    std::string hotline;  // whether it is open now
};
// At least once a second while somebody is there. `by_keypad`: the last act was on the keypad.
struct TimePassed {
    std::chrono::milliseconds now{};
    std::chrono::milliseconds since_last_act{};
    bool by_keypad = false;
};
// `closed_because`: text id of kiosk/health ("closed.no_space"); empty: open.
// `closed_until`: when it is to be open again, where somebody said so.
struct HealthChanged {
    std::string closed_because;
    std::vector<std::string> not_orderable = {};
    std::optional<Instant> closed_until = {};
};

// Staff cannot wait until the visit is over; it ends at the latest then, by the steady clock.
struct ClosingAnnounced {
    std::chrono::milliseconds ends_at{};
};

using Event =
    std::variant<ServiceChosen, Continued, WentBack, Answered, FieldTouched, Typed, Erased,
                 KeyboardPageTurned, ChangeAsked, AnotherWanted, ItemAdded, ItemRemoved,
                 OrderConfirmed, ReceiptWanted, ReceiptJudged, EndAsked, EndConfirmed,
                 OverlayClosed, HelpAsked, LanguagesAsked, LanguageChosen, PreferenceToggled,
                 MoreTimeAsked, CardWanted, FieldAllowed, QuestionWanted, SituationChosen,
                 TopicChosen, AnswerJudged, SlipWanted, OrderSaved, SavingFailed, PrinterReported,
                 PrintTroubled, PrintEnded, CardReaderReported, CardSeen, CardStaged, CardDone,
                 KnowledgeOpened, Suggested, Replied, TimePassed, HealthChanged, ClosingAnnounced>;

// The event's kind ("OrderConfirmed"): for the log and the drawn diagram. Never its content.
[[nodiscard]] std::string_view name_of(const Event& event);
[[nodiscard]] std::string_view event_name(std::size_t index);
[[nodiscard]] bool by_the_citizen(const Event& event);

}  // namespace kiosk::visit
