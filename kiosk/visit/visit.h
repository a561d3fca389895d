// The visit is one table: next(visit, event) reads top to bottom like the story.
// It decides and does nothing; what is to be done comes back as effects.
#pragma once

#include <variant>
#include <vector>

#include "kiosk/forms/service.h"
#include "kiosk/tariffs/tariff.h"
#include "kiosk/text/catalogue.h"
#include "kiosk/visit/step.h"

namespace kiosk::visit {

// What the visit may look up; the same for the whole session.
struct House {
    const std::vector<forms::Service>& services;
    const std::vector<tariffs::Tariff>& tariffs;
    const text::Catalogue& texts;
    Date today;
    bool pickup_offered = false;  // the city's switch
};

struct SaveOrder { WorkNumber work = 0; forms::Draft draft; tariffs::Quote quote; std::string language; };
struct PrintReceipt { WorkNumber work = 0; Ordered ordered; std::string language; };
struct CancelPrinting {};
struct AskPrinter {};
struct PlayTone {};   // heard beside what is seen: "are you still there?"
struct EndSession {};
using Effect = std::variant<SaveOrder, PrintReceipt, CancelPrinting, AskPrinter, PlayTone, EndSession>;

struct Outcome {
    Visit visit;
    std::vector<Effect> effects;
    bool refused = false;  // the event does not belong here; the caller logs it
};

[[nodiscard]] Outcome next(Visit visit, const Event& event, const House& house);

}  // namespace kiosk::visit
