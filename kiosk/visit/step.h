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
    forms::Draft draft;
};
// Who may order, what it costs, what to have at hand. `draft` keeps what was entered by one who
// came back.
struct Introduction {
    std::string service;
    forms::Draft draft;
};
struct Filling {
    forms::Draft draft;
    std::size_t item = 0;
    std::string page;
    std::string field = {};  // typing goes here; empty: none
    int keyboard_page = 0;
    std::vector<std::string> year_only = {};  // dates of this page of which only the year is typed
    std::vector<forms::Problem> problems = {};  // shown since the citizen tried to go on
    bool changing = false;                      // came from "change": goes back to Reviewing
};
struct Reviewing {
    forms::Draft draft;
};
struct AddingItem {
    forms::Draft draft;
};  // which further certificate?
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
    forms::Draft draft;  // for the receipt's lines, until the end
    tariffs::Quote quote;
    WorkNumber work = 0;
    ReceiptState receipt = ReceiptState::printing;
    PrinterTrouble trouble = PrinterTrouble::none;
};
struct Ended {};  // the session's process ends now
struct OutOfService {
    std::string reason;
};  // text id: "closed.no_space", …

using Step = std::variant<Welcome, Introduction, Filling, Reviewing, AddingItem, Saving, NotSaved,
                          Ordered, Ended, OutOfService>;

[[nodiscard]] std::string_view name_of(const Step& step);
[[nodiscard]] std::string_view step_name(std::size_t index);

// What lies over a step without leaving it.
struct HelpOpen {};
struct LanguagesOpen {};
struct EndInQuestion {};
struct StillThere {
    int seconds_left = 30;
    std::chrono::milliseconds ends_at{};  // by the steady clock
    std::optional<std::variant<HelpOpen, LanguagesOpen, EndInQuestion>> beneath = {};
};
using Overlay = std::variant<HelpOpen, LanguagesOpen, EndInQuestion, StillThere>;

struct Visit {
    Step step = Welcome{};
    std::optional<Overlay> overlay;
    Preferences preferences;
    PrinterStatus printer;
    std::string closed_because;  // takes effect on the welcome screen, or where it blocks saving
    std::vector<std::string> not_orderable;  // services whose office has no usable key just now
    WorkNumber last_work = 0;
};

// The draft that a step carries, or nullptr.
[[nodiscard]] const forms::Draft* draft_of(const Step& step);

}  // namespace kiosk::visit
