// What can happen in a visit: facts with an author. The citizen's come from nodes of the scene;
// the world's come back from numbered work, and a late answer to an old number is dropped.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <variant>

#include "kiosk/base/result.h"
#include "kiosk/orders/seal.h"
#include "kiosk/ports/printer.h"

namespace kiosk::visit {

using WorkNumber = std::uint64_t;

// The citizen
struct ServiceChosen { std::string service; };
struct Continued {};
struct WentBack {};
struct Answered { std::string field; std::string value; };  // a choice, tick or whole value
struct FieldTouched { std::string field; };                 // typing goes here now
struct Typed { std::string text; };                         // one key of the on-screen keyboard
struct Erased {};                                           // backspace
struct KeyboardPageTurned {};
struct ChangeAsked { std::size_t item = 0; std::string page; };
struct ItemAdded { std::string service; };
struct ItemRemoved { std::size_t item = 0; };
struct OrderConfirmed {};
struct ReceiptWanted {};                  // print (again)
struct ReceiptJudged { bool complete = false; };
struct EndAsked {};
struct EndConfirmed {};
struct OverlayClosed {};
struct HelpAsked {};
struct LanguagesAsked {};
struct LanguageChosen { std::string language; };
enum class Preference { large, contrast, low };
struct PreferenceToggled { Preference which; };
struct MoreTimeAsked {};

// The world
struct OrderSaved { WorkNumber work = 0; orders::Acknowledgement acknowledgement; };
struct SavingFailed { WorkNumber work = 0; ErrorKind kind = ErrorKind::internal; };
struct PrinterReported { PrinterStatus status; };
struct PrintTroubled { WorkNumber work = 0; PrinterTrouble trouble = PrinterTrouble::none; };
struct PrintEnded { WorkNumber work = 0; PrintReport report; };
struct TimePassed { std::chrono::milliseconds now; std::chrono::milliseconds since_last_act; };
struct HealthChanged { std::string closed_because; };  // text id of the reason; empty: open

using Event = std::variant<ServiceChosen, Continued, WentBack, Answered, FieldTouched, Typed, Erased, KeyboardPageTurned,
                           ChangeAsked, ItemAdded, ItemRemoved, OrderConfirmed, ReceiptWanted, ReceiptJudged, EndAsked,
                           EndConfirmed, OverlayClosed, HelpAsked, LanguagesAsked, LanguageChosen, PreferenceToggled,
                           MoreTimeAsked, OrderSaved, SavingFailed, PrinterReported, PrintTroubled, PrintEnded,
                           TimePassed, HealthChanged>;

}  // namespace kiosk::visit
