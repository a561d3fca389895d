#include "drivers/ausweisapp/session.h"

#include "drivers/ausweisapp/auth.h"
#include "drivers/ausweisapp/pin.h"
#include "kiosk/base/log.h"

#include <thread>

namespace drivers {

using ausweisapp::App;
using ausweisapp::Conversation;
using ausweisapp::Finished;
using ausweisapp::Next;
using ausweisapp::Say;
using ausweisapp::Steady;
using kiosk::CardLook;
using kiosk::CardPresence;
using kiosk::EidProgress;
using kiosk::EidStage;
using kiosk::ErrorKind;
using kiosk::fail;
using kiosk::Result;
using kiosk::eid::is_digits;
using kiosk::eid::Outcome;
using kiosk::eid::PinState;
using kiosk::eid::trouble;
using kiosk::eid::Trouble;
using kiosk::eid::TroubleKind;
using namespace std::chrono_literals;

namespace {

constexpr auto pause_without_app = 500ms;
constexpr auto reader_tells_within = 1s;  // pcscd 0.4 s, the app 0.5 s
constexpr int most_messages = 200;        // of one request

}  // namespace

AusweisAppSession::AusweisAppSession(AusweisAppOptions options) : options_(std::move(options)) {}

// Ours until the end of one request: cancel() sees what there is to cancel.
class AusweisAppSession::UnderWay {
  public:
    explicit UnderWay(AusweisAppSession& session) : session_(session) {
        const std::lock_guard lock(session_.mutex_);
        session_.under_way_ = true;
        session_.cancelled_ = false;
    }
    ~UnderWay() {
        const std::lock_guard lock(session_.mutex_);
        session_.under_way_ = false;
    }
    UnderWay(const UnderWay&) = delete;
    UnderWay& operator=(const UnderWay&) = delete;

  private:
    AusweisAppSession& session_;
};

void AusweisAppSession::cancel() {
    const std::lock_guard lock(mutex_);
    cancelled_ = true;
    if (under_way_ && app_) app_->wake();
}

bool AusweisAppSession::cancelled() const {
    const std::lock_guard lock(mutex_);
    return cancelled_;
}

std::optional<pid_t> AusweisAppSession::process_id() const {
    const std::lock_guard lock(mutex_);
    if (!app_) return std::nullopt;
    return app_->process_id();
}

// Taken out under the lock, ended outside of it: nobody who cancels waits for that.
void AusweisAppSession::drop() {
    std::unique_ptr<App> ended;
    const std::lock_guard lock(mutex_);
    ended = std::move(app_);
}

void AusweisAppSession::end_it(ErrorKind why) {
    drop();
    kiosk::log::write(kiosk::log::Level::error, "ausweisapp_given_up",
                      {kiosk::log::id("kind", name_of(why))});
}

// An app that ended since it was last used is noticed when its readers are asked for.
Result<void> AusweisAppSession::start_if_needed() {
    for (const bool last : {false, true}) {
        if (!app_) {
            auto app =
                TRY(App::start(options_.program, options_.port, Steady::now() + options_.starting));
            const std::lock_guard lock(mutex_);
            app_ = std::move(app);
        }
        auto asked = app_->ask_for_readers(Steady::now() + options_.answer);
        if (asked) return {};
        if (last) return tl::unexpected(asked.error());
        static_cast<void>(lost(asked.error()));
    }
    return {};
}

// An app that ends meanwhile is replaced; looking again costs nothing.
CardLook AusweisAppSession::look(const std::optional<CardLook>& known,
                                 std::chrono::milliseconds limit) {
    const UnderWay under_way(*this);
    for (const bool last : {false, true}) {
        const auto looked = look_on(known, limit);
        if (looked) return *looked;
        const bool ended_meanwhile = app_ && looked.error().kind == ErrorKind::unavailable;
        static_cast<void>(lost(looked.error()));
        if (last || !ended_meanwhile) break;
    }
    std::this_thread::sleep_for(std::min<std::chrono::milliseconds>(limit, pause_without_app));
    return {};
}

Result<CardLook> AusweisAppSession::look_on(const std::optional<CardLook>& known,
                                            std::chrono::milliseconds limit) {
    const auto until = Steady::now() + limit;
    TRY_VOID(start_if_needed());
    for (int heard = 0; heard < most_messages; ++heard) {
        const CardLook now = look_through(app_->reader(options_.reader));
        if (now != known || cancelled() || Steady::now() >= until) return now;
        TRY_VOID(app_->hear(until));
    }
    return fail(ErrorKind::invalid_input, "ausweisapp: floods");
}

Outcome<ausweisapp::Reader> AusweisAppSession::reader_with_card() {
    if (auto started = start_if_needed(); !started) return tl::unexpected(lost(started.error()));
    const auto* reader = app_->reader(options_.reader);
    const CardLook look = look_through(reader);
    switch (look.presence) {
        case CardPresence::no_reader:
            return trouble(TroubleKind::reader_lost, "");
        case CardPresence::no_card:
            return trouble(TroubleKind::card_removed, "");
        case CardPresence::foreign_card:
            return trouble(TroubleKind::foreign_card, "");
        case CardPresence::eid:
            break;
    }
    // To such a card the app says nothing at all.
    if (look.pin && look.pin->kind == PinState::Kind::deactivated)
        return trouble(TroubleKind::pin_deactivated, "");
    return *reader;
}

Trouble AusweisAppSession::lost(const kiosk::Error& why) {
    if (cancelled()) {
        drop();
        return {TroubleKind::card_removed, "cancelled", {}};
    }
    end_it(why.kind);
    switch (why.kind) {
        case ErrorKind::timed_out:
            return {TroubleKind::timed_out, why.detail, {}};
        case ErrorKind::invalid_input:
            return {TroubleKind::card_faulty, why.detail, {}};
        default:
            return {TroubleKind::reader_lost, why.detail, {}};
    }
}

// Whether the card has left by then, as its reader tells.
bool AusweisAppSession::card_is_gone(Steady::time_point until) {
    while (look_through(app_->reader(options_.reader)).presence == CardPresence::eid)
        if (!app_->hear(until) || Steady::now() >= until) return false;
    return true;
}

Outcome<void> AusweisAppSession::hold(Conversation& talk, const EidProgress& progress) {
    auto finished = converse(talk, progress);
    if (!finished) return tl::unexpected(lost(finished.error()));
    if (*finished || !app_) return *finished;
    if (talk.lost_the_thread()) {
        end_it(ErrorKind::invalid_input);
        return *finished;
    }
    // Version 1.26.2 does not say why it failed, and hears of the card only later.
    if (finished->error().kind == TroubleKind::card_faulty &&
        card_is_gone(Steady::now() + reader_tells_within))
        finished = Finished(trouble(TroubleKind::card_removed, ""));
    return *finished;
}

// Until it ends. One that floods, or does not let go when it is told to, serves nobody any more.
Result<Finished> AusweisAppSession::converse(Conversation& talk, const EidProgress& progress) {
    auto until = Steady::now() + options_.answer;
    const auto whole = Steady::now() + options_.request;
    const auto cancel = [] { return trouble(TroubleKind::card_removed, "cancelled"); };
    if (cancelled()) return Finished(cancel());
    TRY_VOID(app_->say(talk.opening(), until));
    bool begun = false;
    for (int heard = 0; heard < most_messages; ++heard) {
        const auto message = TRY(app_->hear(until));
        const bool time_is_over = Steady::now() >= until;
        const bool given_up = talk.ending().has_value();
        Next next = ausweisapp::Wait{};
        if (message) next = talk.hear(*message);
        if (const auto* finished = std::get_if<Finished>(&next)) return *finished;
        if (cancelled() && !talk.ending()) next = talk.give_up(cancel());
        if (time_is_over && given_up) break;
        if (time_is_over && std::holds_alternative<ausweisapp::Wait>(next))
            next = talk.give_up(trouble(TroubleKind::timed_out, "ausweisapp: silent"));
        if (message && !std::exchange(begun, true)) until = whole;
        const auto* say = std::get_if<Say>(&next);
        if (say == nullptr) continue;
        if (say->stage == EidStage::asking_on_the_keypad)
            until = std::max(until, Steady::now() + options_.keypad);
        if (talk.ending()) until = Steady::now() + options_.letting_go;
        if (say->stage) progress(*say->stage);
        TRY_VOID(app_->say(say->text, std::max(until, Steady::now() + options_.answer)));
    }
    end_it(talk.ending() ? ErrorKind::timed_out : ErrorKind::invalid_input);
    return talk.ending().value_or(kiosk::eid::faulty("ausweisapp: floods"));
}

Outcome<kiosk::eid::Reading> AusweisAppSession::read(const kiosk::eid::ReadRequest& request,
                                                     const EidProgress& progress) {
    const UnderWay under_way(*this);
    if (options_.tc_token_url.empty())
        return trouble(TroubleKind::terminal_refused, "no eID server");
    const auto reader = reader_with_card();
    if (!reader) return tl::unexpected(reader.error());
    if (request.secrets.pin && is_digits(*request.secrets.pin, kiosk::eid::transport_pin_digits))
        return trouble(TroubleKind::transport_pin, "");
    ausweisapp::AuthConversation talk(reader->name, request, options_.tc_token_url);
    const auto held = hold(talk, progress);
    if (!held) return tl::unexpected(held.error());
    return trouble(TroubleKind::terminal_refused, "read, and nobody to bring it here");
}

Outcome<void> AusweisAppSession::change_pin(const kiosk::eid::Secrets& secrets,
                                            const kiosk::SecretText& new_pin,
                                            const EidProgress& progress) {
    const UnderWay under_way(*this);
    const auto reader = reader_with_card();
    if (!reader) return tl::unexpected(reader.error());
    if (!reader->keypad && !is_digits(new_pin, kiosk::eid::pin_digits))
        return trouble(TroubleKind::transport_pin, "");
    ausweisapp::PinConversation talk(reader->name, secrets, new_pin);
    return hold(talk, progress);
}

Outcome<void> AusweisAppSession::unblock(const kiosk::SecretText& puk,
                                         const EidProgress& progress) {
    const UnderWay under_way(*this);
    const auto reader = reader_with_card();
    if (!reader) return tl::unexpected(reader.error());
    ausweisapp::PukConversation talk(reader->name, puk);
    return hold(talk, progress);
}

}  // namespace drivers
