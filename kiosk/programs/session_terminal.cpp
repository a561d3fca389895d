#include "kiosk/programs/session_terminal.h"

#include "kiosk/base/log.h"
#include "kiosk/base/overloaded.h"
#include "kiosk/duty/pressing.h"
#include "screens/pages/render.h"

#include <algorithm>

namespace kiosk::programs {
namespace {

using namespace std::chrono_literals;

constexpr auto tick_every = 1s;
constexpr auto health_every = 60s;
constexpr auto health_every_closed = 5s;  // the reason may be a key that the agent is just fetching
constexpr auto closed_for = 5min;
constexpr auto dim_after = 120s;
constexpr auto shift_every = 60s;
constexpr auto next_frame = 16ms;

bool by_a_person(const Input& input) {
    return !std::holds_alternative<Exposed>(input) && !std::holds_alternative<Woken>(input) &&
           !std::holds_alternative<QuitRequested>(input);
}

// Nobody is there, or nothing would be lost by waiting: time need not be told.
bool at_rest(const visit::Visit& visit) {
    const auto* welcome = std::get_if<visit::Welcome>(&visit.step);
    const bool untouched = welcome != nullptr && welcome->draft == forms::Draft{};
    const bool quiet = untouched || std::holds_alternative<visit::OutOfService>(visit.step);
    return quiet && !visit.overlay && visit.preferences == visit::Preferences{};
}

}  // namespace

Terminal::Terminal(TerminalParts parts) : parts_(parts) {}

void Terminal::show(bool closed) {
    last_act_ = last_health_ = last_heartbeat_ = parts_.clock.steady();
    if (closed) closed_until_ = last_act_ + closed_for;
    parts_.receipts.ask(true);
    parts_.cards.look_after_reader();
    render();
    take_letters();  // the health that was asked for when the window was opened
    picture();       // unless it was news
    parts_.line.say(Word::shown);
    log::write(log::Level::info, "session_shown");
}

void Terminal::serve() {
    while (!let_go_) {
        const auto input = parts_.display.wait(until_next_deadline());
        if (input) take_input(*input);
        take_letters();
        pass_time();
    }
}

void Terminal::take_input(const Input& input) {
    if (std::holds_alternative<QuitRequested>(input)) let_go_ = true;
    if (std::holds_alternative<Exposed>(input)) return picture(true);
    if (ended_ || !by_a_person(input)) return;
    const auto now = last_act_ = parts_.clock.steady();
    parts_.toolkit.dim(false);
    parts_.technician.watch(input, parts_.toolkit.layout(), now);
    if (const auto event = parts_.toolkit.input(input, now)) apply(*event);
    picture();
}

void Terminal::take_letters() {
    while (auto letter = parts_.mailbox.take()) {
        std::visit(
            overloaded{
                [&](Order& order) { let_go_ |= order == Order::leave; },
                [&](LineBroken&) { let_go_ = true; },
                [&](HealthTaken& taken) { take_health(std::move(taken)); },
                [&](visit::Event& event) {
                    const auto* printer = std::get_if<visit::PrinterReported>(&event);
                    if (printer != nullptr) parts_.technician.hear(printer->status);
                    if (!ended_) apply(event);
                },
                [&](KnowledgeRead& read) {
                    knowledge_ = read.answerer;
                    parts_.technician.hear(read);
                },
                [&](OrdersListed& listed) { parts_.technician.hear(listed); },
                [&](TestPrinted& printed) {
                    parts_.technician.hear(printed);
                    parts_.errands.hear(printed);
                },
                [&](ErrandGiven& given) {
                    if (!ended_ && !somebody_there()) parts_.errands.hear(given);
                },
                [&](ErrandBegun& begun) {
                    parts_.errands.hear(begun);
                    if (ended_) parts_.errands.hear_that_it_ended();
                },
                [&](ClosingPresses&) {
                    if (!ended_ && somebody_there() && !visit_.closes_at)
                        apply(visit::ClosingAnnounced{parts_.clock.steady() + duty::warning_time});
                },
                [&](ReaderTested& tested) { parts_.errands.hear(tested); },
                [&](CodeJudged& judged) { parts_.technician.hear(judged, parts_.clock.steady()); },
            },
            *letter);
        if (!ended_) picture();
    }
}

void Terminal::take_health(HealthTaken taken) {
    last_health_ = parts_.clock.steady();
    if (closed_until_) taken.verdict.closed_because = "closed.failing";
    parts_.technician.hear(taken);
    const auto& verdict = taken.verdict;
    const bool news = verdict.closed_because != visit_.closed_because ||
                      verdict.closed_until != visit_.closed_until ||
                      verdict.not_orderable != visit_.not_orderable;
    if (news && !ended_)
        apply(visit::HealthChanged{verdict.closed_because, verdict.not_orderable,
                                   verdict.closed_until});
}

void Terminal::apply(const visit::Event& event) {
    auto outcome = visit::next(std::move(visit_), event, house());
    visit_ = std::move(outcome.visit);
    if (outcome.refused)
        log::write(log::Level::info, "event_refused",
                   {log::id("event", visit::name_of(event)),
                    log::id("step", visit::name_of(visit_.step))});
    render();
    for (visit::Effect& effect : outcome.effects) carry_out(std::move(effect));
}

visit::House Terminal::house() const {
    auto house = parts_.setup.house(local_date(parts_.clock.now()));
    if (knowledge_) house.knowledge = &knowledge_->knowledge();
    return house;
}

void Terminal::render() {
    parts_.toolkit.show(screens::render(visit_, house()), visit_.preferences);
}

void Terminal::carry_out(visit::Effect effect) {
    std::visit(overloaded{
                   [&](visit::SaveOrder& save) { parts_.orders.save(std::move(save)); },
                   [&](visit::PrintReceipt& print) { parts_.receipts.print(std::move(print)); },
                   [&](visit::CancelPrinting&) { parts_.receipts.cancel(); },
                   [&](visit::AskPrinter&) { parts_.receipts.ask(); },
                   [&](visit::WatchCard& watch) { parts_.cards.watch(watch); },
                   [&](visit::StopWatching&) { parts_.cards.stop_watching(); },
                   [&](visit::ReadCard& read) { parts_.cards.read(std::move(read)); },
                   [&](visit::ChangePin& change) { parts_.cards.change_pin(std::move(change)); },
                   [&](visit::Unblock& unblock) { parts_.cards.unblock(std::move(unblock)); },
                   [&](visit::CancelCard&) { parts_.cards.cancel(); },
                   [&](visit::OpenKnowledge&) { parts_.answers.open(); },
                   [&](visit::Suggest& suggest) { parts_.answers.suggest(std::move(suggest)); },
                   [&](visit::AskQuestion& ask) { parts_.answers.ask(std::move(ask)); },
                   [&](visit::TellTopic& tell) { parts_.answers.tell(std::move(tell)); },
                   [&](visit::PrintSlip& slip) { parts_.receipts.print(std::move(slip)); },
                   [&](visit::CountAnswer& count) { parts_.orders.count(std::move(count)); },
                   [&](visit::PlayTone&) { parts_.display.tone(); },
                   [&](visit::EndSession&) { end_session(); },
               },
               effect);
}

// A saving under way is finished by its worker; everything else of this citizen goes now.
void Terminal::end_session() {
    parts_.receipts.cancel();
    parts_.cards.cancel();
    visit_ = visit::Visit{};
    visit_.step = visit::Ended{};
    render();
    picture(true);
    parts_.toolkit.forget();
    ended_ = true;
    parts_.errands.hear_that_it_ended();
    log::write(log::Level::info, "session_ended");
    parts_.line.say(Word::ended);
    if (!parts_.line.supervised()) let_go_ = true;
}

void Terminal::pass_time() {
    const auto now = parts_.clock.steady();
    if (now - last_heartbeat_ >= heartbeat_every) {
        last_heartbeat_ = now;
        parts_.line.say(Word::alive);
        if (!ended_) parts_.errands.look();
    }
    tell_how_it_stands();
    if (ended_) return;
    if (closed_until_ && now >= *closed_until_) return end_session();
    if (parts_.errands.wants_restart() && !somebody_there()) return end_session();
    const bool closed = std::holds_alternative<visit::OutOfService>(visit_.step);
    if (now - last_health_ >= (closed ? health_every_closed : health_every)) {
        last_health_ = now;
        parts_.orders.take_health();
        parts_.cards.look_after_reader();
    }
    if (somebody_there() && now - last_tick_ >= tick_every) {
        last_tick_ = now;
        apply(visit::TimePassed{now, now - last_act_, parts_.toolkit.by_keypad()});
    }
    if (ended_) return;
    parts_.technician.pass_time(now);
    dim();
    picture();
}

// Who has ended says no more: the next session is asked.
void Terminal::tell_how_it_stands() {
    if (!ended_)
        parts_.errands.stand(somebody_there(), visit_.closed_because, visit_.reader.present);
}

// Against burn-in: the real first screen, darker, and a little elsewhere each minute.
void Terminal::dim() {
    const auto quiet = parts_.clock.steady() - last_act_;
    if (somebody_there() || quiet < dim_after) return;
    parts_.toolkit.dim(true, static_cast<int>((quiet - dim_after) / shift_every));
}

void Terminal::picture(bool everything) {
    const auto damage = parts_.toolkit.draw(parts_.display.buffer(), everything);
    if (!damage.empty()) parts_.display.present(damage);
    parts_.technician.carry_out_wish(parts_.clock.steady());
}

bool Terminal::somebody_there() const {
    return !at_rest(visit_);
}

Terminal::Steady Terminal::until_next_deadline() const {
    const auto now = parts_.clock.steady();
    Steady next = last_heartbeat_ + heartbeat_every;
    if (!ended_) {
        if (parts_.toolkit.technicians_want_a_frame())
            next = std::min(next, now + Steady{next_frame});
        if (somebody_there()) next = std::min(next, last_tick_ + Steady{tick_every});
    }
    return std::max(next - now, Steady{0});
}

}  // namespace kiosk::programs
