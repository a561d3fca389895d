// The decisions that the table names, by the part of the story they belong to.
#pragma once

#include "kiosk/visit/story.h"

namespace kiosk::visit {

// choosing.cpp: from the first screen to the first page
Then<Introduction> choose(Welcome&, const ServiceChosen&, Turn&);
Then<Welcome> return_to_welcome(Introduction&, const WentBack&, Turn&);
Then<Filling> begin(Introduction&, const Continued&, Turn&);

// filling.cpp: page by page
Then<Filling> answer(Filling&, const Answered&, Turn&);
Then<Filling> touch(Filling&, const FieldTouched&, Turn&);
Then<Filling> type(Filling&, const Typed&, Turn&);
Then<Filling> erase(Filling&, const Erased&, Turn&);
Then<Filling> turn_keyboard(Filling&, const KeyboardPageTurned&, Turn&);
Then<Filling, Reviewing> go_on(Filling&, const Continued&, Turn&);
Then<Filling, Introduction, Reviewing> go_back(Filling&, const WentBack&, Turn&);

// ordering.cpp: from checking the answers to the receipt
Then<Filling> change(Reviewing&, const ChangeAsked&, Turn&);
Then<Filling> complete(Reviewing&, const Continued&, Turn&);
Then<Filling> back_to_pages(Reviewing&, const WentBack&, Turn&);
Then<AddingItem> want_another(Reviewing&, const AnotherWanted&, Turn&);
Then<Reviewing> remove_item(Reviewing&, const ItemRemoved&, Turn&);
Then<Filling> add_item(AddingItem&, const ItemAdded&, Turn&);
Then<Reviewing> add_nothing(AddingItem&, const WentBack&, Turn&);
Then<Saving> confirm(Reviewing&, const OrderConfirmed&, Turn&);
Then<Ordered> take_number(Saving&, const OrderSaved&, Turn&);
Then<NotSaved> keep_draft(Saving&, const SavingFailed&, Turn&);
Then<Reviewing> try_again(NotSaved&, const Continued&, Turn&);
Then<Reviewing> look_again(NotSaved&, const WentBack&, Turn&);
Then<Ordered> follow_printer(Ordered&, const PrintTroubled&, Turn&);
Then<Ordered> finish_printing(Ordered&, const PrintEnded&, Turn&);
Then<Ordered> print_again(Ordered&, const ReceiptWanted&, Turn&);
Then<Ordered> judge_receipt(Ordered&, const ReceiptJudged&, Turn&);
Then<Ordered, Ended> leave(Ordered&, const Continued&, Turn&);

// identifying.cpp: the form is filled in from the card
Then<AllowingReading> offer_reading(Filling&, const CardWanted&, Turn&);
Then<AllowingReading> allow(AllowingReading&, const FieldAllowed&, Turn&);
Then<LayingCard> ask_for_card(AllowingReading&, const Continued&, Turn&);
Then<Filling, NotSaved> fill_in_by_hand(AllowingReading&, const WentBack&, Turn&);
Then<Filling, NotSaved> take_over(CardRead&, const Continued&, Turn&);
Then<Filling, NotSaved> leave_out(CardRead&, const WentBack&, Turn&);

// card_checking.cpp: what lies on the reader, and what is done with it
using ThenHome = Then<Welcome, OutOfService, Filling, NotSaved>;
Then<LayingCard> check_card(Welcome&, const CardWanted&, Turn&);
Then<Welcome, OutOfService> leave_checked(CardChecked&, const WentBack&, Turn&);
Then<LayingCard> do_with_card(CardChecked&, const CardWanted&, Turn&);
Then<LayingCard> do_instead(CardFailed&, const CardWanted&, Turn&);
Then<LayingCard> try_card_again(CardFailed&, const Continued&, Turn&);
Then<LayingCard, CardChecked, LastTry, EnteringDigits, CardWorking, CardFailed> notice_card(
    LayingCard&, const CardSeen&, Turn&);
template <class At>
Then<At, LayingCard, CardFailed> miss_card(At&, const CardSeen&, Turn&);
Then<CardWorking> follow_card(CardWorking&, const CardStaged&, Turn&);
Then<CardRead, PinReady, CardFailed> finish_card(CardWorking&, const CardDone&, Turn&);
Then<LayingCard, Welcome, OutOfService> go_on_with_pin(PinReady&, const Continued&, Turn&);
template <class At>
ThenHome put_card_away(At&, const WentBack&, Turn&);

// entering_digits.cpp: PIN, CAN and PUK
Then<EnteringDigits, CardWorking> spend_last_try(LastTry&, const Continued&, Turn&);
Then<EnteringDigits> type_digit(EnteringDigits&, const Typed&, Turn&);
Then<EnteringDigits> erase_digit(EnteringDigits&, const Erased&, Turn&);
Then<EnteringDigits, CardWorking, CardFailed> enter(EnteringDigits&, const Continued&, Turn&);

// asking.cpp: a question, and what comes back
Then<Asking> want_question(Welcome&, const QuestionWanted&, Turn&);
Then<Asking> open_question(Asking&, const FieldTouched&, Turn&);
Then<Asking> type_question(Asking&, const Typed&, Turn&);
Then<Asking> erase_question(Asking&, const Erased&, Turn&);
Then<Asking> turn_question_keyboard(Asking&, const KeyboardPageTurned&, Turn&);
Then<Asking> take_suggestions(Asking&, const Suggested&, Turn&);
Then<Asking> choose_situation(Asking&, const SituationChosen&, Turn&);
Then<Asking> ask(Asking&, const Continued&, Turn&);
Then<Asking> ask_about(Asking&, const TopicChosen&, Turn&);
Then<Asking, Welcome, OutOfService> leave_question(Asking&, const WentBack&, Turn&);
Then<Replying> reply(Asking&, const Replied&, Turn&);

// replying.cpp: what the citizen does with the answer
Then<Replying> tell_about(Replying&, const TopicChosen&, Turn&);
Then<Replying> reply_again(Replying&, const Replied&, Turn&);
Then<Replying> judge_answer(Replying&, const AnswerJudged&, Turn&);
Then<Replying> want_slip(Replying&, const SlipWanted&, Turn&);
Then<Replying> follow_slip(Replying&, const PrintTroubled&, Turn&);
Then<Replying> finish_slip(Replying&, const PrintEnded&, Turn&);
Then<Asking> ask_again(Replying&, const WentBack&, Turn&);
Then<Asking> ask_anew(Replying&, const Continued&, Turn&);
Then<Introduction> order_here(Replying&, const ServiceChosen&, Turn&);

// health.cpp: the terminal closes between citizens, or where it could not save
// The first screen, or that of a terminal which closed meanwhile.
[[nodiscard]] std::variant<Welcome, OutOfService> back_to_welcome(forms::Draft draft, Turn& turn);
Then<Welcome, OutOfService> close_or_stay(Welcome&, const HealthChanged&, Turn&);
Then<Introduction, OutOfService> close_before_typing(Introduction&, const HealthChanged&, Turn&);
template <class At>
Then<At, NotSaved> stop_if_it_cannot_save(At&, const HealthChanged&, Turn&);
[[nodiscard]] bool blocks_saving(std::string_view reason);
Then<NotSaved> hear_why(NotSaved&, const HealthChanged&, Turn&);
Then<Welcome, OutOfService> open_or_stay(OutOfService&, const HealthChanged&, Turn&);

// presence.cpp: what lies over every step
bool open_help(const HelpAsked&, Turn&);
bool open_languages(const LanguagesAsked&, Turn&);
bool choose_language(const LanguageChosen&, Turn&);
bool toggle_preference(const PreferenceToggled&, Turn&);
bool close_overlay(const OverlayClosed&, Turn&);
bool give_more_time(const MoreTimeAsked&, Turn&);
bool ask_whether_to_end(const EndAsked&, Turn&);
bool end(const EndConfirmed&, Turn&);
bool watch_time(const TimePassed&, Turn&);
bool note_printer(const PrinterReported&, Turn&);
bool note_health(const HealthChanged&, Turn&);
bool announce_closing(const ClosingAnnounced&, Turn&);
bool note_reader(const CardReaderReported&, Turn&);
bool note_knowledge(const KnowledgeOpened&, Turn&);

// left_card.cpp: a card that its owner may walk away from
// After each decision: the reader is looked at from the moment such a screen is reached until it is
// left. `came_from`: index of the step before.
void look_for_left_card(std::size_t came_from, Turn&);
bool note_left_card(const CardSeen&, Turn&);

// Whether an open overlay leaves this event to the step below. Closing events may change their
// meaning.
[[nodiscard]] std::optional<Event> through_overlay(const Overlay& overlay, const Event& event);

}  // namespace kiosk::visit
