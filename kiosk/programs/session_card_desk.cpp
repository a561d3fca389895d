#include "kiosk/programs/session_card_desk.h"

#include "kiosk/base/log.h"

namespace kiosk::programs {

using namespace std::chrono_literals;

namespace {

// A cancel that comes between two looks is seen when the next one is over.
constexpr auto one_look = 500ms;
constexpr auto can_alone_for = 5min;

void log_end(std::string_view work, const eid::Outcome<eid::Reading>& outcome) {
    log::write(log::Level::info, "card_work_ended",
               {log::id("work", work),
                log::id("result", outcome ? "ok" : eid::name_of(outcome.error().kind))});
}

eid::Outcome<eid::Reading> nothing_read(const eid::Outcome<void>& outcome) {
    if (!outcome) return tl::unexpected(outcome.error());
    return eid::Reading{};
}

}  // namespace

CardDesk::CardDesk(CardWay& way, const Clock& clock, Mailbox& mailbox)
    : way_(way), clock_(clock), mailbox_(mailbox) {}

CardDesk::~CardDesk() {
    cancel();
}

void CardDesk::look_after_reader() {
    if (!way_.session || in_use_) return;
    worker_.give([this](const std::atomic<bool>&) {
        if (in_use_) return;
        idle_look_ = way_.session->look(idle_look_, 0ms);
        report_reader(*idle_look_);
    });
}

void CardDesk::test_reader() {
    worker_.give([this](const std::atomic<bool>&) {
        if (!way_.session) return mailbox_.post(ReaderTested{});
        idle_look_ = way_.session->look(std::nullopt, 0ms);
        report_reader(*idle_look_);
        mailbox_.post(ReaderTested{idle_look_->presence != CardPresence::no_reader});
    });
}

void CardDesk::report_reader(const CardLook& look) {
    const visit::CardReaderReported now{.present = look.presence != CardPresence::no_reader,
                                        .may_read = way_.may_read(),
                                        .can_alone = can_alone()};
    if (reported_ == now) return;
    reported_ = now;
    mailbox_.post(visit::Event{now});
}

void CardDesk::unlock_can_alone(bool unlocked) {
    if (!way_.attended) return;
    can_alone_until_ = unlocked ? clock_.steady() + can_alone_for : 0ms;
    log::write(log::Level::info, unlocked ? "can_alone_unlocked" : "can_alone_locked");
    look_after_reader();
}

bool CardDesk::can_alone() const {
    return way_.attended && clock_.steady() < can_alone_until_.load();
}

void CardDesk::watch(visit::WatchCard order) {
    stop_watching();
    if (!way_.session) return;
    watched_ = order.work;
    in_use_ = true;
    worker_.give([this, work = order.work](const std::atomic<bool>&) { watch_until_told(work); });
}

void CardDesk::watch_until_told(visit::WorkNumber work) {
    std::optional<CardLook> seen;
    while (watched_ == work) {
        const CardLook now = way_.session->look(seen, seen ? one_look : 0ms);
        if (now != seen && watched_ == work)
            mailbox_.post(visit::Event{visit::CardSeen{work, now}});
        report_reader(now);  // a card may be left there for long
        seen = now;
    }
}

// Whoever watched is not kept waiting; a request that was given since then is left alone.
void CardDesk::stop_watching() {
    if (watched_.exchange(0) == 0) return;
    in_use_ = false;
    way_.session->cancel();
}

template <class Act>
void CardDesk::carry_out(visit::WorkNumber work, Act act) {
    stop_watching();
    if (!way_.session) {
        mailbox_.post(visit::Event{
            visit::CardDone{work, eid::trouble(eid::TroubleKind::reader_lost, "no card way")}});
        return;
    }
    in_use_ = true;
    worker_.give([this, work, act = std::move(act)](const std::atomic<bool>&) {
        const auto progress = [this, work](EidStage stage) {
            mailbox_.post(visit::Event{visit::CardStaged{work, stage}});
        };
        visit::CardDone done{work, act(progress)};
        in_use_ = false;  // before the news: what is asked of the reader next is done
        mailbox_.post(visit::Event{std::move(done)});
    });
}

void CardDesk::read(visit::ReadCard order) {
    const auto work = order.work;
    const bool by_can = order.request.secrets.can && !order.request.secrets.pin;
    carry_out(work,
              [this, by_can, request = std::move(order.request)](
                  const EidProgress& progress) -> eid::Outcome<eid::Reading> {
                  if (by_can && !can_alone())
                      return eid::trouble(eid::TroubleKind::terminal_refused, "locked again");
                  auto outcome = way_.session->read(request, progress);
                  if (by_can && outcome) can_alone_until_ = 0ms;  // for one citizen
                  log_end("read", outcome);
                  return outcome;
              });
}

void CardDesk::change_pin(visit::ChangePin order) {
    const auto work = order.work;
    carry_out(work, [this, order = std::move(order)](const EidProgress& progress) {
        auto outcome =
            nothing_read(way_.session->change_pin(order.secrets, order.new_pin, progress));
        log_end("change_pin", outcome);
        return outcome;
    });
}

void CardDesk::unblock(visit::Unblock order) {
    const auto work = order.work;
    carry_out(work, [this, puk = std::move(order.puk)](const EidProgress& progress) {
        auto outcome = nothing_read(way_.session->unblock(puk, progress));
        log_end("unblock", outcome);
        return outcome;
    });
}

void CardDesk::cancel() {
    watched_ = 0;
    in_use_ = false;
    worker_.stop();
    if (way_.session) way_.session->cancel();
}

}  // namespace kiosk::programs
