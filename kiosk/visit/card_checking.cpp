// What lies on the reader, and what is done with it. The card's own word about its PIN decides
// anew each time it is laid: no try is spent on what the terminal remembers.
#include "kiosk/base/overloaded.h"
#include "kiosk/visit/card_work.h"

namespace kiosk::visit {
namespace {

CardFailed failed(Errand errand, eid::TroubleKind kind) {
    return {std::move(errand), {kind, {}, std::nullopt}};
}

CardFailed stop_with(Errand errand, eid::TroubleKind kind, Turn& turn) {
    turn.effects.emplace_back(StopWatching{});
    return failed(std::move(errand), kind);
}

using Noticed =
    std::variant<LayingCard, CardChecked, LastTry, EnteringDigits, CardWorking, CardFailed>;

// Only a card of an errand that is more than looking.
Noticed begin_errand(LayingCard& at, const CardLook& look, Turn& turn) {
    using Kind = eid::PinState::Kind;
    // The PIN does not matter then, in whatever state it is.
    if (at.errand.task == CardTask::read && turn.visit.reader.can_alone && !look.keypad) {
        EnteringDigits entering{std::move(at.errand), at.watch, look, Digits::can};
        entering.can_alone = true;
        return entering;
    }
    const auto pin = look.pin.value_or(eid::PinState{});
    if (pin.kind == Kind::deactivated)
        return stop_with(std::move(at.errand), eid::TroubleKind::pin_deactivated, turn);
    const bool unblocking = at.errand.task == CardTask::unblock;
    if (pin.kind == Kind::blocked && !unblocking)
        return stop_with(std::move(at.errand), eid::TroubleKind::pin_blocked, turn);
    if (!unblocking && (pin.kind == Kind::suspended || pin.tries_left == 1))
        return LastTry{std::move(at.errand), at.watch, look};
    if (look.keypad) return put_to_work(std::move(at.errand), {}, turn);
    const auto first = unblocking                            ? Digits::puk
                       : at.errand.task == CardTask::set_pin ? Digits::old_pin
                                                             : Digits::pin;
    return EnteringDigits{std::move(at.errand), at.watch, look, first};
}

// Blocked by this very try.
eid::Trouble as_it_stands(eid::Trouble trouble) {
    if (trouble.kind == eid::TroubleKind::wrong_pin && trouble.tries_left == 0)
        trouble.kind = eid::TroubleKind::pin_blocked;
    return trouble;
}

template <class From>
Then<LayingCard> lay_for(CardTask task, From&& from, Turn& turn) {
    return lay_card({task, std::forward<From>(from)}, turn);
}

bool stops_watching(const LayingCard&) {
    return true;
}
bool stops_watching(const LastTry&) {
    return true;
}
bool stops_watching(const EnteringDigits&) {
    return true;
}
template <class At>
bool stops_watching(const At&) {
    return false;
}

}  // namespace

LayingCard lay_card(Errand errand, Turn& turn) {
    const auto watch = turn.new_work();
    turn.effects.emplace_back(WatchCard{watch});
    return {std::move(errand), watch};
}

CardWorking put_to_work(Errand errand, Entered entered, Turn& turn) {
    const auto work = turn.new_work();
    switch (errand.task) {
        case CardTask::look:
            break;  // looking is done by watching
        case CardTask::read: {
            const auto& fields = std::get<FromForm>(errand.from).fields;
            turn.effects.emplace_back(
                ReadCard{work, {std::move(entered.secrets), fields, std::nullopt}});
            break;
        }
        case CardTask::set_pin:
            turn.effects.emplace_back(
                ChangePin{work, std::move(entered.secrets), std::move(entered.new_pin)});
            break;
        case CardTask::unblock:
            turn.effects.emplace_back(Unblock{work, std::move(entered.puk)});
            break;
    }
    return {std::move(errand), work};
}

std::variant<Filling, NotSaved> back_to_form(Filling filling, Turn& turn) {
    const auto& closed = turn.visit.closed_because;
    if (!blocks_saving(closed)) return filling;
    return NotSaved{std::move(filling.draft), ErrorKind::unavailable, closed};
}

Then<LayingCard> check_card(Welcome& welcome, const CardWanted& wanted, Turn& turn) {
    if (wanted.task != CardTask::look || !turn.visit.reader.present) return std::nullopt;
    return lay_for(wanted.task, FromWelcome{std::move(welcome.draft)}, turn);
}

Then<LayingCard> do_with_card(CardChecked& checked, const CardWanted& wanted, Turn& turn) {
    if (wanted.task == CardTask::read) return std::nullopt;
    return lay_for(wanted.task, std::move(checked.from), turn);
}

// Another way out of the trouble: an own PIN instead of the transport PIN, the PUK.
Then<LayingCard> do_instead(CardFailed& at, const CardWanted& wanted, Turn& turn) {
    if (wanted.task != CardTask::set_pin && wanted.task != CardTask::unblock) return std::nullopt;
    at.errand.task = wanted.task;
    return lay_card(std::move(at.errand), turn);
}

Then<LayingCard> try_card_again(CardFailed& at, const Continued&, Turn& turn) {
    return lay_card(std::move(at.errand), turn);
}

Then<LayingCard, CardChecked, LastTry, EnteringDigits, CardWorking, CardFailed> notice_card(
    LayingCard& at, const CardSeen& seen, Turn& turn) {
    if (seen.work != at.watch) return std::nullopt;
    if (seen.look.presence == CardPresence::no_reader)
        return stop_with(std::move(at.errand), eid::TroubleKind::reader_lost, turn);
    if (seen.look.presence != CardPresence::eid) {
        at.seen = seen.look.presence;
        return std::move(at);
    }
    if (at.errand.task != CardTask::look) return begin_errand(at, seen.look, turn);
    turn.effects.emplace_back(StopWatching{});
    return CardChecked{std::get<FromWelcome>(std::move(at.errand.from)), seen.look};
}

// Whatever else lies there now, it is not the card whose PIN is being entered.
template <class At>
Then<At, LayingCard, CardFailed> miss_card(At& at, const CardSeen& seen, Turn& turn) {
    if (seen.work != at.watch) return std::nullopt;
    if (seen.look == at.look) return std::move(at);
    if (seen.look.presence == CardPresence::no_reader)
        return stop_with(std::move(at.errand), eid::TroubleKind::reader_lost, turn);
    auto laying = lay_card(std::move(at.errand), turn);
    laying.taken_away = true;
    return laying;
}
template Then<LastTry, LayingCard, CardFailed> miss_card(LastTry&, const CardSeen&, Turn&);
template Then<EnteringDigits, LayingCard, CardFailed> miss_card(EnteringDigits&, const CardSeen&,
                                                                Turn&);

Then<CardWorking> follow_card(CardWorking& at, const CardStaged& staged, Turn&) {
    if (staged.work != at.work) return std::nullopt;
    at.stage = staged.stage;
    return std::move(at);
}

Then<CardRead, PinReady, CardFailed> finish_card(CardWorking& at, const CardDone& done, Turn&) {
    if (done.work != at.work) return std::nullopt;
    if (!done.outcome) return CardFailed{std::move(at.errand), as_it_stands(done.outcome.error())};
    if (at.errand.task == CardTask::read)
        return CardRead{std::get<FromForm>(std::move(at.errand.from)), *done.outcome};
    return PinReady{std::move(at.errand)};
}

// Whoever came from the form has a PIN for it now.
Then<LayingCard, Welcome, OutOfService> go_on_with_pin(PinReady& at, const Continued&, Turn& turn) {
    if (std::holds_alternative<FromForm>(at.errand.from)) {
        at.errand.task = CardTask::read;
        return lay_card(std::move(at.errand), turn);
    }
    return std::visit(
        [](auto&& to) -> std::variant<LayingCard, Welcome, OutOfService> { return std::move(to); },
        back_to_welcome(std::get<FromWelcome>(std::move(at.errand.from)).draft, turn));
}

Then<Welcome, OutOfService> leave_checked(CardChecked& at, const WentBack&, Turn& turn) {
    return back_to_welcome(std::move(at.from.draft), turn);
}

template <class At>
ThenHome put_card_away(At& at, const WentBack&, Turn& turn) {
    using Home = std::variant<Welcome, OutOfService, Filling, NotSaved>;
    if (stops_watching(at)) turn.effects.emplace_back(StopWatching{});
    if constexpr (std::is_same_v<At, CardWorking>) turn.effects.emplace_back(CancelCard{});
    const auto as_home = [](auto&& to) -> Home { return std::move(to); };
    return std::visit(
        overloaded{[&](FromWelcome& from) {
                       return std::visit(as_home, back_to_welcome(std::move(from.draft), turn));
                   },
                   [&](FromForm& from) {
                       return std::visit(as_home, back_to_form(std::move(from.filling), turn));
                   }},
        at.errand.from);
}
template ThenHome put_card_away(LayingCard&, const WentBack&, Turn&);
template ThenHome put_card_away(LastTry&, const WentBack&, Turn&);
template ThenHome put_card_away(EnteringDigits&, const WentBack&, Turn&);
template ThenHome put_card_away(CardWorking&, const WentBack&, Turn&);
template ThenHome put_card_away(PinReady&, const WentBack&, Turn&);
template ThenHome put_card_away(CardFailed&, const WentBack&, Turn&);

}  // namespace kiosk::visit
