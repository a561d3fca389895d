#include "kiosk/visit/event.h"
#include "kiosk/visit/step.h"

#include <array>

namespace kiosk::visit {
namespace {

constexpr std::array step_names{"Welcome",     "Introduction", "Filling",         "Reviewing",
                                "AddingItem",  "Saving",       "NotSaved",        "Ordered",
                                "Ended",       "OutOfService", "AllowingReading", "LayingCard",
                                "CardChecked", "LastTry",      "EnteringDigits",  "CardWorking",
                                "CardRead",    "PinReady",     "CardFailed",      "Asking",
                                "Replying"};
static_assert(step_names.size() == std::variant_size_v<Step>);

constexpr std::array event_names{"ServiceChosen",   "Continued",
                                 "WentBack",        "Answered",
                                 "FieldTouched",    "Typed",
                                 "Erased",          "KeyboardPageTurned",
                                 "ChangeAsked",     "AnotherWanted",
                                 "ItemAdded",       "ItemRemoved",
                                 "OrderConfirmed",  "ReceiptWanted",
                                 "ReceiptJudged",   "EndAsked",
                                 "EndConfirmed",    "OverlayClosed",
                                 "HelpAsked",       "LanguagesAsked",
                                 "LanguageChosen",  "PreferenceToggled",
                                 "MoreTimeAsked",   "CardWanted",
                                 "FieldAllowed",    "QuestionWanted",
                                 "SituationChosen", "TopicChosen",
                                 "AnswerJudged",    "SlipWanted",
                                 "OrderSaved",      "SavingFailed",
                                 "PrinterReported", "PrintTroubled",
                                 "PrintEnded",      "CardReaderReported",
                                 "CardSeen",        "CardStaged",
                                 "CardDone",        "KnowledgeOpened",
                                 "Suggested",       "Replied",
                                 "TimePassed",      "HealthChanged",
                                 "ClosingAnnounced"};
static_assert(event_names.size() == std::variant_size_v<Event>);

}  // namespace

std::string_view step_name(std::size_t index) {
    return step_names.at(index);
}
std::string_view event_name(std::size_t index) {
    return event_names.at(index);
}
std::string_view name_of(const Step& step) {
    return step_name(step.index());
}
std::string_view name_of(const Event& event) {
    return event_name(event.index());
}

bool by_the_citizen(const Event& event) {
    return event.index() < Event(OrderSaved{}).index();
}

const forms::Draft* draft_of(const Step& step) {
    return std::visit(
        [](const auto& at) -> const forms::Draft* {
            if constexpr (requires { at.draft; })
                return &at.draft;
            else
                return nullptr;
        },
        step);
}

}  // namespace kiosk::visit
