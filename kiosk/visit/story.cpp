#include "kiosk/visit/moves.h"

namespace kiosk::visit {
namespace {

// clang-format off
const std::vector<Row>& story() {
    static const std::vector<Row> rows{
        // where        what happens         may lead to                       decided by
        on<Welcome,      ServiceChosen,      Introduction>                    (choose),
        on<Welcome,      HealthChanged,      Welcome, OutOfService>           (close_or_stay),
        on<OutOfService, HealthChanged,      Welcome, OutOfService>           (open_or_stay),
        on<Welcome,      CardWanted,         LayingCard>                      (check_card),

        on<Welcome,      QuestionWanted,     Asking>                          (want_question),

        on<Asking,       FieldTouched,       Asking>                          (open_question),
        on<Asking,       Typed,              Asking>                          (type_question),
        on<Asking,       Erased,             Asking>                          (erase_question),
        on<Asking,       KeyboardPageTurned, Asking>                          (turn_question_keyboard),
        on<Asking,       Suggested,          Asking>                          (take_suggestions),
        on<Asking,       SituationChosen,    Asking>                          (choose_situation),
        on<Asking,       Continued,          Asking>                          (ask),
        on<Asking,       TopicChosen,        Asking>                          (ask_about),
        on<Asking,       Replied,            Replying>                        (reply),
        on<Asking,       WentBack,           Asking, Welcome, OutOfService>   (leave_question),

        on<Replying,     TopicChosen,        Replying>                        (tell_about),
        on<Replying,     Replied,            Replying>                        (reply_again),
        on<Replying,     AnswerJudged,       Replying>                        (judge_answer),
        on<Replying,     SlipWanted,         Replying>                        (want_slip),
        on<Replying,     PrintTroubled,      Replying>                        (follow_slip),
        on<Replying,     PrintEnded,         Replying>                        (finish_slip),
        on<Replying,     ServiceChosen,      Introduction>                    (order_here),
        on<Replying,     WentBack,           Asking>                          (ask_again),
        on<Replying,     Continued,          Asking>                          (ask_anew),

        on<Introduction, Continued,          Filling>                         (begin),
        on<Introduction, WentBack,           Welcome>                         (return_to_welcome),
        on<Introduction, HealthChanged,      Introduction, OutOfService>      (close_before_typing),

        on<Filling,      FieldTouched,       Filling>                         (touch),
        on<Filling,      Typed,              Filling>                         (type),
        on<Filling,      Erased,             Filling>                         (erase),
        on<Filling,      KeyboardPageTurned, Filling>                         (turn_keyboard),
        on<Filling,      Answered,           Filling>                         (answer),
        on<Filling,      Continued,          Filling, Reviewing>              (go_on),
        on<Filling,      WentBack,           Filling, Introduction, Reviewing>(go_back),
        on<Filling,      CardWanted,         AllowingReading>                 (offer_reading),
        on<Filling,      HealthChanged,      Filling, NotSaved>               (stop_if_it_cannot_save<Filling>),

        on<AllowingReading, FieldAllowed,    AllowingReading>                 (allow),
        on<AllowingReading, Continued,       LayingCard>                      (ask_for_card),
        on<AllowingReading, WentBack,        Filling, NotSaved>               (fill_in_by_hand),
        on<LayingCard,   CardSeen,           LayingCard, CardChecked, LastTry, EnteringDigits,
                                             CardWorking, CardFailed>         (notice_card),
        on<CardChecked,  CardWanted,         LayingCard>                      (do_with_card),
        on<LastTry,      Continued,          EnteringDigits, CardWorking>     (spend_last_try),
        on<LastTry,      CardSeen,           LastTry, LayingCard, CardFailed> (miss_card<LastTry>),
        on<EnteringDigits, Typed,            EnteringDigits>                  (type_digit),
        on<EnteringDigits, Erased,           EnteringDigits>                  (erase_digit),
        on<EnteringDigits, Continued,        EnteringDigits, CardWorking, CardFailed>(enter),
        on<EnteringDigits, CardSeen,         EnteringDigits, LayingCard, CardFailed>(miss_card<EnteringDigits>),
        on<CardWorking,  CardStaged,         CardWorking>                     (follow_card),
        on<CardWorking,  CardDone,           CardRead, PinReady, CardFailed>  (finish_card),
        on<CardFailed,   Continued,          LayingCard>                      (try_card_again),
        on<CardFailed,   CardWanted,         LayingCard>                      (do_instead),
        on<PinReady,     Continued,          LayingCard, Welcome, OutOfService>(go_on_with_pin),
        on<CardRead,     Continued,          Filling, NotSaved>               (take_over),
        on<CardRead,     WentBack,           Filling, NotSaved>               (leave_out),
        on<LayingCard,   WentBack,           Welcome, OutOfService, Filling, NotSaved>(put_card_away<LayingCard>),
        on<CardChecked,  WentBack,           Welcome, OutOfService>           (leave_checked),
        on<LastTry,      WentBack,           Welcome, OutOfService, Filling, NotSaved>(put_card_away<LastTry>),
        on<EnteringDigits, WentBack,         Welcome, OutOfService, Filling, NotSaved>(put_card_away<EnteringDigits>),
        on<CardWorking,  WentBack,           Welcome, OutOfService, Filling, NotSaved>(put_card_away<CardWorking>),
        on<PinReady,     WentBack,           Welcome, OutOfService, Filling, NotSaved>(put_card_away<PinReady>),
        on<CardFailed,   WentBack,           Welcome, OutOfService, Filling, NotSaved>(put_card_away<CardFailed>),

        on<Reviewing,    ChangeAsked,        Filling>                         (change),
        on<Reviewing,    Continued,          Filling>                         (complete),
        on<Reviewing,    WentBack,           Filling>                         (back_to_pages),
        on<Reviewing,    ItemRemoved,        Reviewing>                       (remove_item),
        on<Reviewing,    AnotherWanted,      AddingItem>                      (want_another),
        on<AddingItem,   ItemAdded,          Filling>                         (add_item),
        on<AddingItem,   WentBack,           Reviewing>                       (add_nothing),
        on<Reviewing,    HealthChanged,      Reviewing, NotSaved>             (stop_if_it_cannot_save<Reviewing>),
        on<AddingItem,   HealthChanged,      AddingItem, NotSaved>            (stop_if_it_cannot_save<AddingItem>),

        on<Reviewing,    OrderConfirmed,     Saving>                          (confirm),
        on<Saving,       OrderSaved,         Ordered>                         (take_number),
        on<Saving,       SavingFailed,       NotSaved>                        (keep_draft),
        on<NotSaved,     HealthChanged,      NotSaved>                        (hear_why),
        on<NotSaved,     Continued,          Reviewing>                       (try_again),
        on<NotSaved,     WentBack,           Reviewing>                       (look_again),

        on<Ordered,      PrintTroubled,      Ordered>                         (follow_printer),
        on<Ordered,      PrintEnded,         Ordered>                         (finish_printing),
        on<Ordered,      ReceiptJudged,      Ordered>                         (judge_receipt),
        on<Ordered,      ReceiptWanted,      Ordered>                         (print_again),
        on<Ordered,      Continued,          Ordered, Ended>                  (leave),
    };
    return rows;
}

const std::vector<AnywhereRow>& anywhere_in_the_story() {
    static const std::vector<AnywhereRow> rows{
        anywhere<HelpAsked>        (open_help),
        anywhere<LanguagesAsked>   (open_languages),
        anywhere<LanguageChosen>   (choose_language),
        anywhere<PreferenceToggled>(toggle_preference),
        anywhere<OverlayClosed>    (close_overlay),
        anywhere<MoreTimeAsked>    (give_more_time),
        anywhere<EndAsked>         (ask_whether_to_end),
        anywhere<EndConfirmed>     (end),
        anywhere<TimePassed>       (watch_time),
        anywhere<PrinterReported>  (note_printer),
        anywhere<HealthChanged>    (note_health),
        anywhere<ClosingAnnounced> (announce_closing),
        anywhere<CardReaderReported>(note_reader),
        anywhere<CardSeen>         (note_left_card),
        anywhere<KnowledgeOpened>  (note_knowledge),
    };
    return rows;
}
// clang-format on

bool decide(const Event& event, Turn& turn) {
    const auto where = turn.visit.step.index();
    for (const auto& row : story()) {
        if (row.where != where || row.what != event.index()) continue;
        auto then = row.decide(turn.visit.step, event, turn);
        if (then) turn.visit.step = std::move(*then);
        return then.has_value();
    }
    for (const auto& row : anywhere_in_the_story())
        if (row.what == event.index()) return row.decide(event, turn);
    return false;
}

}  // namespace

Outcome next(Visit visit, const Event& event, const House& house) {
    Outcome outcome{std::move(visit), {}, false};
    Turn turn{outcome.visit, house, outcome.effects};
    const auto came_from = turn.visit.step.index();
    const auto reaching = turn.visit.overlay && by_the_citizen(event)
                              ? through_overlay(*turn.visit.overlay, event)
                              : std::optional<Event>(event);
    outcome.refused =
        std::holds_alternative<Ended>(turn.visit.step) || !reaching || !decide(*reaching, turn);
    look_for_left_card(came_from, turn);
    return outcome;
}

std::string diagram() {
    std::string drawn = "stateDiagram-v2\n    [*] --> Welcome\n";
    for (const auto& row : story())
        for (const auto to : row.leads_to)
            drawn += "    " + std::string(step_name(row.where)) + " --> " +
                     std::string(step_name(to)) + ": " + std::string(event_name(row.what)) + "\n";
    drawn += "    Ended --> [*]\n    note right of Welcome\n        In every step:\n";
    for (const auto& row : anywhere_in_the_story())
        drawn += "        " + std::string(event_name(row.what)) + "\n";
    return drawn + "    end note\n";
}

}  // namespace kiosk::visit
