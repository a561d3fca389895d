// What can happen in a visit: facts with an author. The citizen's come from nodes of the scene;
// the world's come back from numbered work, and a late answer to an old number is dropped.
#pragma once

#include "kiosk/base/result.h"
#include "kiosk/orders/seal.h"
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
struct Continued {};  // the one main action of a screen
struct WentBack {};
struct Answered {
    std::string field;
    std::string value;
};  // a choice, a tick or the whole value; empty: taken back
struct FieldTouched {
    std::string field;
};  // typing goes here now
struct Typed {
    std::string text;
};                 // one key of the on-screen keyboard
struct Erased {};  // the last character
struct KeyboardPageTurned {
    int page = 0;
};  // letters, capitals, accents, …
struct YearOnlyToggled {
    std::string field;
};  // of this date only the year is known, or more after all
struct ChangeAsked {
    std::size_t item = 0;
    std::string page;
};
struct AnotherWanted {};  // one more certificate in the same order
struct ItemAdded {
    std::string service;
};
struct ItemRemoved {
    std::size_t item = 0;
};
struct OrderConfirmed {};
struct ReceiptWanted {};  // print (again)
struct ReceiptJudged {
    bool complete = false;
};  // false: go on without a receipt
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
// At least once a second while somebody is there. `by_keypad`: the last act was on the keypad.
struct TimePassed {
    std::chrono::milliseconds now{};
    std::chrono::milliseconds since_last_act{};
    bool by_keypad = false;
};
// `closed_because`: text id of kiosk/health ("closed.no_space"); empty: open.
struct HealthChanged {
    std::string closed_because;
    std::vector<std::string> not_orderable = {};
};

using Event =
    std::variant<ServiceChosen, Continued, WentBack, Answered, FieldTouched, Typed, Erased,
                 KeyboardPageTurned, YearOnlyToggled, ChangeAsked, AnotherWanted, ItemAdded,
                 ItemRemoved, OrderConfirmed, ReceiptWanted, ReceiptJudged, EndAsked, EndConfirmed,
                 OverlayClosed, HelpAsked, LanguagesAsked, LanguageChosen, PreferenceToggled,
                 MoreTimeAsked, OrderSaved, SavingFailed, PrinterReported, PrintTroubled,
                 PrintEnded, TimePassed, HealthChanged>;

// The event's kind ("OrderConfirmed"): for the log and the drawn diagram. Never its content.
[[nodiscard]] std::string_view name_of(const Event& event);
[[nodiscard]] std::string_view event_name(std::size_t index);
[[nodiscard]] bool by_the_citizen(const Event& event);

}  // namespace kiosk::visit
