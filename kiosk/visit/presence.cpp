// What lies over every step: help, languages, the end, and whether somebody is still there.
#include "kiosk/base/overloaded.h"
#include "kiosk/visit/moves.h"

#include <algorithm>

namespace kiosk::visit {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds countdown{30};  // WCAG 2.2.1 asks for 20 s
constexpr seconds to_leave{60};

template <class S>
bool in(const Visit& visit) {
    return std::holds_alternative<S>(visit.step);
}

template <class O>
bool under(const Visit& visit) {
    return visit.overlay && std::holds_alternative<O>(*visit.overlay);
}

// Nobody has entered anything here: there is nothing to warn about and nothing to lose.
bool nothing_at_stake(const Visit& visit) {
    const auto* draft = draft_of(visit.step);
    return in<OutOfService>(visit) || (in<Welcome>(visit) && draft->items.empty());
}

void forget_preferences(Visit& visit) {
    visit.preferences = {};
    visit.overlay.reset();
}

bool uses_card(const Step& step) {
    return std::visit(
        [](const auto& at) {
            return requires {
                at.watch;
            }
            || std::is_same_v<decltype(at), const CardWorking&>;
        },
        step);
}

bool is_printing(const Step& step) {
    if (const auto* replying = std::get_if<Replying>(&step))
        return replying->slip == SlipState::printing;
    const auto* ordered = std::get_if<Ordered>(&step);
    return ordered != nullptr && (ordered->receipt == ReceiptState::printing ||
                                  ordered->receipt == ReceiptState::needs_help);
}

void end_session(Turn& turn) {
    if (is_printing(turn.visit.step)) turn.effects.emplace_back(CancelPrinting{});
    if (uses_card(turn.visit.step)) turn.effects.emplace_back(CancelCard{});
    turn.effects.emplace_back(EndSession{});
    turn.visit.step = Ended{};
    turn.visit.overlay.reset();
}

milliseconds patience(const TimePassed& time, const Turn& turn) {
    const auto& settings = turn.house.settings;
    const bool slow = turn.visit.preferences.large || time.by_keypad;
    return seconds(slow ? settings.idle_seconds_slow : settings.idle_seconds);
}

void lift_warning(Visit& visit) {
    const auto beneath = std::get<StillThere>(*visit.overlay).beneath;
    visit.overlay.reset();
    if (beneath) std::visit([&](auto overlay) { visit.overlay = overlay; }, *beneath);
}

void warn(Turn& turn, milliseconds now) {
    StillThere warning{static_cast<int>(countdown.count()), now + countdown};
    if (turn.visit.overlay)
        std::visit(overloaded{[&](const StillThere&) {}, [&](const ClosingSoon&) {},
                              [&](const auto& overlay) { warning.beneath = overlay; }},
                   *turn.visit.overlay);
    turn.visit.overlay = warning;
    turn.effects.emplace_back(PlayTone{});
}

// True: the visit is over. Said once, and again for the last of the time.
bool come_to_an_end(Turn& turn, milliseconds now) {
    auto& visit = turn.visit;
    // Who was saved at the last moment reads the number and takes the receipt.
    const auto ends_at = in<Ordered>(visit) || is_printing(visit.step) ? *visit.closes_at + to_leave
                                                                       : *visit.closes_at;
    if (now >= ends_at) {
        end_session(turn);
        return true;
    }
    const auto left = std::chrono::ceil<seconds>(ends_at - now);
    if (left <= countdown && !visit.overlay) {
        visit.overlay = ClosingSoon{};
        turn.effects.emplace_back(PlayTone{});
    }
    if (under<ClosingSoon>(visit))
        std::get<ClosingSoon>(*visit.overlay).seconds_left = static_cast<int>(left.count());
    return false;
}

void count_down(Turn& turn, milliseconds now) {
    auto& warning = std::get<StillThere>(*turn.visit.overlay);
    if (now >= warning.ends_at) {
        end_session(turn);
        return;
    }
    warning.seconds_left =
        static_cast<int>(std::chrono::ceil<seconds>(warning.ends_at - now).count());
}

}  // namespace

bool open_help(const HelpAsked&, Turn& turn) {
    turn.visit.overlay = HelpOpen{};
    return true;
}

bool open_languages(const LanguagesAsked&, Turn& turn) {
    turn.visit.overlay = LanguagesOpen{};
    return true;
}

bool choose_language(const LanguageChosen& chosen, Turn& turn) {
    const auto languages = turn.house.texts.languages();
    if (std::find(languages.begin(), languages.end(), chosen.language) == languages.end())
        return false;
    turn.visit.preferences.language = chosen.language;
    turn.visit.overlay.reset();
    return true;
}

bool toggle_preference(const PreferenceToggled& toggled, Turn& turn) {
    auto& preferences = turn.visit.preferences;
    switch (toggled.which) {
        case Preference::large:
            preferences.large = !preferences.large;
            break;
        case Preference::contrast:
            preferences.contrast = !preferences.contrast;
            break;
        case Preference::low:
            preferences.low = !preferences.low;
            break;
    }
    return true;
}

bool close_overlay(const OverlayClosed&, Turn& turn) {
    if (!turn.visit.overlay) return false;
    turn.visit.overlay.reset();
    return true;
}

bool give_more_time(const MoreTimeAsked&, Turn& turn) {
    if (!under<StillThere>(turn.visit)) return false;
    lift_warning(turn.visit);
    return true;
}

bool ask_whether_to_end(const EndAsked&, Turn& turn) {
    if (in<Saving>(turn.visit)) return false;
    if (nothing_at_stake(turn.visit))
        forget_preferences(turn.visit);
    else
        turn.visit.overlay = EndInQuestion{};
    return true;
}

bool end(const EndConfirmed&, Turn& turn) {
    const bool is_asked = under<EndInQuestion>(turn.visit) || under<StillThere>(turn.visit) ||
                          under<ClosingSoon>(turn.visit);
    if (!is_asked) return false;
    if (in<Saving>(turn.visit)) return false;
    end_session(turn);
    return true;
}

bool watch_time(const TimePassed& time, Turn& turn) {
    auto& visit = turn.visit;
    if (in<Saving>(visit)) return true;
    if (visit.closes_at && come_to_an_end(turn, time.now)) return true;
    const bool idle = time.since_last_act >= patience(time, turn);
    if (nothing_at_stake(visit)) {
        if (idle) forget_preferences(visit);
        return true;
    }
    if (under<StillThere>(visit)) {
        if (idle)
            count_down(turn, time.now);
        else
            lift_warning(visit);
    } else if (idle) {
        warn(turn, time.now);
    }
    return true;
}

// Where nothing is at stake it is simply closed.
bool announce_closing(const ClosingAnnounced& announced, Turn& turn) {
    auto& visit = turn.visit;
    if (nothing_at_stake(visit) || in<Ended>(visit) || visit.closes_at) return false;
    visit.closes_at = announced.ends_at;
    if (!in<Saving>(visit)) visit.overlay = ClosingSoon{};
    turn.effects.emplace_back(PlayTone{});
    return true;
}

bool note_printer(const PrinterReported& reported, Turn& turn) {
    turn.visit.printer = reported.status;
    return true;
}

bool note_reader(const CardReaderReported& reported, Turn& turn) {
    turn.visit.reader = reported;
    return true;
}

bool note_knowledge(const KnowledgeOpened& opened, Turn& turn) {
    turn.visit.knowledge_fit = opened.fit;
    return true;
}

std::optional<Event> through_overlay(const Overlay& overlay, const Event& event) {
    const bool closes = std::holds_alternative<OverlayClosed>(event) ||
                        std::holds_alternative<WentBack>(event) ||
                        std::holds_alternative<HelpAsked>(event);
    if (std::holds_alternative<StillThere>(overlay)) {
        if (closes || std::holds_alternative<MoreTimeAsked>(event)) return MoreTimeAsked{};
        if (std::holds_alternative<EndConfirmed>(event)) return event;
        return std::nullopt;
    }
    if (closes) return OverlayClosed{};
    if (std::holds_alternative<LanguagesOpen>(overlay) &&
        std::holds_alternative<LanguageChosen>(event))
        return event;
    const bool may_end = std::holds_alternative<EndInQuestion>(overlay) ||
                         std::holds_alternative<ClosingSoon>(overlay);
    if (may_end && std::holds_alternative<EndConfirmed>(event)) return event;
    return std::nullopt;
}

}  // namespace kiosk::visit
