// Where a visit is: each step holds just the data that exists there.
#pragma once

#include "kiosk/forms/answers.h"
#include "kiosk/forms/form.h"
#include "kiosk/orders/seal.h"
#include "kiosk/tariffs/quote.h"
#include "kiosk/visit/event.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kiosk::visit {

struct Preferences {
    std::string language = "de";
    bool large = false;
    bool contrast = false;
    bool low = false;
    friend bool operator==(const Preferences&, const Preferences&) = default;
};

// The first screen, and what passers-by see. A draft is here only when the citizen came back to it.
struct Welcome {
    forms::Draft draft = {};
};

// Who may order, what it costs, what to have at hand. `draft` keeps what was entered by one who
// came back.
struct Introduction {
    std::string service;
    forms::Draft draft = {};
};

// How far this filling goes before the answers are checked again.
enum class Course { whole_form, new_item, one_page };

struct Filling {
    forms::Draft draft;
    std::size_t item = 0;
    std::string page;
    // Typing goes here; empty: none.
    std::string field = {};
    int keyboard_page = 0;
    // Shown since the citizen tried to go on.
    std::vector<forms::Problem> problems = {};
    Course course = Course::whole_form;
};

struct Reviewing {
    forms::Draft draft;
};

// Which further certificate?
struct AddingItem {
    forms::Draft draft;
};

struct Saving {
    WorkNumber work = 0;
    forms::Draft draft;
    tariffs::Quote quote;
};

// Nothing was ordered, nothing is lost. `reason`: text id of why the terminal cannot save; empty:
// it may be tried again.
struct NotSaved {
    forms::Draft draft;
    ErrorKind kind = ErrorKind::internal;
    std::string reason = {};
};

enum class ReceiptState { printing, needs_help, printed, in_question, on_screen_only };

struct Ordered {
    orders::Acknowledgement acknowledgement;
    // For the receipt's lines, until the end.
    forms::Draft draft;
    tariffs::Quote quote;
    WorkNumber work = 0;
    ReceiptState receipt = ReceiptState::printing;
    PrinterTrouble trouble = PrinterTrouble::none;
};

// The session's process ends now.
struct Ended {};

// `reason`: text id, "closed.no_space", …; `until`: when it is to be open again, where that is
// known.
struct OutOfService {
    std::string reason;
    std::optional<Instant> until = {};
};

// Where the citizen came from with the card, and goes back to.
struct FromWelcome {
    forms::Draft draft;
};
struct FromForm {
    Filling filling;
    std::vector<eid::Field> fields;  // what may be read
};
struct Errand {
    CardTask task = CardTask::look;
    std::variant<FromWelcome, FromForm> from;
};

// What is read and for whom; each field can be left out.
struct AllowingReading {
    FromForm form;
};

// The reader is watched: what is laid there is noticed by itself.
struct LayingCard {
    Errand errand;
    WorkNumber watch = 0;
    CardPresence seen = CardPresence::no_card;
    bool taken_away = false;  // while something was entered for it
};

// What the card says of itself and of its PIN.
struct CardChecked {
    FromWelcome from;
    CardLook look;
};

// Whether the last try of the PIN is to be spent.
struct LastTry {
    Errand errand;
    WorkNumber watch = 0;
    CardLook look;
};

enum class Digits { pin, old_pin, can, puk, new_pin, new_pin_again };
struct DigitCount {
    std::size_t least = 0;
    std::size_t most = 0;
};
[[nodiscard]] DigitCount count_of(Digits what);
constexpr std::size_t most_digits = 10;

enum class DigitsProblem { incomplete, not_the_same };

// What was entered before, until the card is asked.
struct Entered {
    eid::Secrets secrets;
    SecretText new_pin;
    SecretText puk;
};

// On our own pad. The digits are in locked memory and never part of a scene.
struct EnteringDigits {
    Errand errand;
    WorkNumber watch = 0;
    CardLook look;
    Digits what = Digits::pin;
    SecretText digits = {};
    bool can_alone = false;  // no PIN is asked for after the CAN
    std::optional<DigitsProblem> problem = {};
    Entered entered = {};
};

// The card is at work and must not be taken away.
struct CardWorking {
    Errand errand;
    WorkNumber work = 0;
    std::optional<EidStage> stage = {};
};

// What was read, before it is taken over into the form.
struct CardRead {
    FromForm form;
    eid::Reading reading;
};

// The new PIN is set, or the old one has its tries again.
struct PinReady {
    Errand errand;
};

struct CardFailed {
    Errand errand;
    eid::Trouble trouble;
};

// A question, in the citizen's words or by what brought them. `draft` keeps what was entered by one
// who came from an order.
struct Asking {
    forms::Draft draft = {};
    std::string question = {};
    bool typing = false;
    int keyboard_page = 0;
    std::string situation = {};
    WorkNumber suggesting = 0;
    std::vector<answers::Candidate> suggestions = {};
    WorkNumber asked = 0;  // an answer is being looked for
};

enum class SlipState { none, printing, printed, not_printed };

struct Replying {
    Asking asking;
    answers::Reply reply;
    std::string hotline;
    std::optional<bool> helped = {};
    WorkNumber work = 0;  // another topic that is being looked up, or a slip that is printing
    SlipState slip = SlipState::none;
};

using Step =
    std::variant<Welcome, Introduction, Filling, Reviewing, AddingItem, Saving, NotSaved, Ordered,
                 Ended, OutOfService, AllowingReading, LayingCard, CardChecked, LastTry,
                 EnteringDigits, CardWorking, CardRead, PinReady, CardFailed, Asking, Replying>;

[[nodiscard]] std::string_view name_of(const Step& step);
[[nodiscard]] std::string_view step_name(std::size_t index);

// What lies over a step without leaving it.
struct HelpOpen {};
struct LanguagesOpen {};
struct EndInQuestion {};
struct StillThere {
    int seconds_left = 30;
    // By the steady clock.
    std::chrono::milliseconds ends_at{};
    std::optional<std::variant<HelpOpen, LanguagesOpen, EndInQuestion>> beneath = {};
};
// The terminal is about to be closed: so long a citizen may come to an end.
struct ClosingSoon {
    int seconds_left = 120;
};
using Overlay = std::variant<HelpOpen, LanguagesOpen, EndInQuestion, StillThere, ClosingSoon>;

// While the reader is looked at for a card that its owner may walk away from.
struct LeftCard {
    WorkNumber watch = 0;
    bool lies = false;
};

struct Visit {
    Step step = Welcome{};
    std::optional<Overlay> overlay;
    std::optional<LeftCard> left_card;
    Preferences preferences;
    PrinterStatus printer;
    CardReaderReported reader;
    std::optional<bool> knowledge_fit;  // none: not opened yet
    // Takes effect on the welcome screen, or where it blocks saving.
    std::string closed_because;
    std::optional<Instant> closed_until;
    // By the steady clock: staff close the terminal then, visit or not.
    std::optional<std::chrono::milliseconds> closes_at;
    // Services whose office has no usable key just now.
    std::vector<std::string> not_orderable;
    WorkNumber last_work = 0;
};

// The draft that a step carries, or nullptr.
[[nodiscard]] const forms::Draft* draft_of(const Step& step);

}  // namespace kiosk::visit
