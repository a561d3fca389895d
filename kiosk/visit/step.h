// Where a visit is: each step holds just the data that exists there.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/forms/answers.h"
#include "kiosk/forms/form.h"
#include "kiosk/orders/seal.h"
#include "kiosk/tariffs/quote.h"
#include "kiosk/visit/event.h"

namespace kiosk::visit {

struct Preferences {
    std::string language = "de";
    bool large = false;
    bool contrast = false;
    bool low = false;
    friend bool operator==(const Preferences&, const Preferences&) = default;
};

struct Welcome {};
struct Introduction { std::string service; };  // who may order, what it costs, what to have at hand
struct Filling {
    forms::Draft draft;
    std::size_t item = 0;
    std::string page;
    std::string field;                    // typing goes here; empty: none
    int keyboard_page = 0;
    std::vector<forms::Problem> problems; // shown since the citizen tried to go on
    bool changing = false;                // came from "change": goes back to Reviewing
};
struct Reviewing { forms::Draft draft; };
struct AddingItem { forms::Draft draft; };  // which further certificate?
struct Saving { WorkNumber work = 0; forms::Draft draft; tariffs::Quote quote; };
struct NotSaved { forms::Draft draft; ErrorKind kind = ErrorKind::internal; };  // nothing was ordered
enum class ReceiptState { printing, needs_help, printed, in_question, on_screen_only };
struct Ordered {
    orders::Acknowledgement acknowledgement;
    forms::Draft draft;  // for the receipt's lines, until the end
    tariffs::Quote quote;
    WorkNumber work = 0;
    ReceiptState receipt = ReceiptState::printing;
    PrinterTrouble trouble = PrinterTrouble::none;
};
struct Ended {};                            // the session's process ends now
struct OutOfService { std::string reason; };

using Step = std::variant<Welcome, Introduction, Filling, Reviewing, AddingItem, Saving, NotSaved, Ordered, Ended, OutOfService>;

// What lies over a step without leaving it.
struct HelpOpen {};
struct LanguagesOpen {};
struct EndInQuestion {};
struct StillThere { int seconds_left = 30; };
using Overlay = std::variant<HelpOpen, LanguagesOpen, EndInQuestion, StillThere>;

struct Visit {
    Step step = Welcome{};
    std::optional<Overlay> overlay;
    Preferences preferences;
    PrinterStatus printer;
    WorkNumber last_work = 0;
};

}  // namespace kiosk::visit
