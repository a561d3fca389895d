#include "drivers/eid/card_process_session.h"

#include "kiosk/base/log.h"

#include <thread>

namespace drivers {

using kiosk::CardLook;
using kiosk::EidProgress;
using kiosk::ErrorKind;
using kiosk::fail;
using kiosk::Result;
using kiosk::eid::Outcome;
using kiosk::eid::Trouble;
using kiosk::eid::TroubleKind;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

namespace {

constexpr auto pause_without_process = 500ms;
constexpr int most_stages = 32;  // of one request

std::chrono::milliseconds left(Steady::time_point until) {
    return std::max(std::chrono::ceil<std::chrono::milliseconds>(until - Steady::now()), 0ms);
}

}  // namespace

CardProcessSession::CardProcessSession(CardProcessOptions options,
                                       std::unique_ptr<kiosk::TerminalSigner> signer)
    : options_(std::move(options)), signer_(std::move(signer)) {}

std::string CardProcessSession::problem() const {
    const std::lock_guard lock(mutex_);
    return problem_;
}

bool CardProcessSession::may_read() const {
    return signer_ && !options_.files.certificates.empty() && problem().empty();
}

// Ours until the end of one request: cancel() sees what there is to cancel.
class CardProcessSession::UnderWay {
  public:
    explicit UnderWay(CardProcessSession& session) : session_(session) {
        const std::lock_guard lock(session_.mutex_);
        session_.work_ = Work::starting;
        session_.cancelled_ = false;
    }
    ~UnderWay() {
        const std::lock_guard lock(session_.mutex_);
        session_.work_ = Work::none;
    }
    UnderWay(const UnderWay&) = delete;
    UnderWay& operator=(const UnderWay&) = delete;

  private:
    CardProcessSession& session_;
};

void CardProcessSession::cancel() {
    const std::lock_guard lock(mutex_);
    cancelled_ = true;
    if (!process_) return;
    if (work_ == Work::looking) static_cast<void>(process_->line().send(pack(card::Stop{})));
    if (work_ == Work::card) process_->kill();
}

void CardProcessSession::drop() {
    const std::lock_guard lock(mutex_);
    process_.reset();
}

// A line that rings while nothing was asked is one that was hung up.
Result<void> CardProcessSession::start_if_needed() {
    if (process_ && process_->line().rings()) drop();
    if (process_) return {};
    auto process = TRY(card::CardProcess::start(options_.program));
    {
        const std::lock_guard lock(mutex_);
        process_ = std::move(process);
    }
    auto set = set_up();
    if (!set) drop();
    return set;
}

Result<void> CardProcessSession::set_up() {
    TRY_VOID(process_->line().send(pack(card::SetUp{.reader = options_.reader,
                                                    .anchors = options_.files.anchors,
                                                    .certificates = options_.files.certificates})));
    const auto message = TRY(process_->line().receive(options_.starting));
    const card::Answer answer = TRY(card::unpack_answer(message));
    const auto* ready = std::get_if<card::Ready>(&answer);
    if (ready == nullptr) return fail(ErrorKind::invalid_input, "card process: not ready");
    const std::lock_guard lock(mutex_);
    problem_ = ready->problem.value_or("");
    return {};
}

// Nothing is asked of a process that was cancelled before.
Result<void> CardProcessSession::ask(const card::Request& request, Work work) {
    TRY_VOID(start_if_needed());
    const std::lock_guard lock(mutex_);
    if (cancelled_) return fail(ErrorKind::unavailable, "cancelled");
    work_ = work;
    return process_->line().send(pack(request));
}

// A process that a card has taken over may say what it likes: it gets one signature at most, and
// cannot keep us waiting.
template <class Done>
Result<Done> CardProcessSession::hear(std::chrono::milliseconds limit,
                                      const EidProgress& progress) {
    auto until = Steady::now() + limit;
    bool may_wait_for_typing = true;
    bool may_sign = std::is_same_v<Done, card::HasRead>;
    for (int heard = 0; heard < most_stages; ++heard) {
        const auto message = TRY(process_->line().receive(left(until)));
        card::Answer answer = TRY(card::unpack_answer(message));
        if (auto* done = std::get_if<Done>(&answer)) return std::move(*done);
        if (const auto* staged = std::get_if<card::Staged>(&answer)) {
            if (staged->stage == kiosk::EidStage::asking_on_the_keypad &&
                std::exchange(may_wait_for_typing, false))
                until += options_.typing;
            progress(staged->stage);
            continue;
        }
        const auto* wanted = std::get_if<card::SignatureWanted>(&answer);
        if (wanted == nullptr || !std::exchange(may_sign, false)) break;
        TRY_VOID(sign(wanted->challenge));
    }
    return fail(ErrorKind::invalid_input, "card process: out of turn");
}

Result<void> CardProcessSession::sign(const kiosk::TerminalChallenge& challenge) {
    card::Signed answer;
    auto signature =
        signer_ ? signer_->sign(challenge) : fail(ErrorKind::invalid_configuration, "no signer");
    if (signature)
        answer.signature = kiosk::text_of(*signature);
    else
        kiosk::log::write(kiosk::log::Level::warning, "signature_not_had",
                          {kiosk::log::id("kind", name_of(signature.error().kind))});
    return process_->line().send(pack(answer));
}

// A process that died since the last request is noticed only now; looking again costs nothing.
CardLook CardProcessSession::look(const std::optional<CardLook>& known,
                                  std::chrono::milliseconds limit) {
    const UnderWay under_way(*this);
    for (const bool last : {false, true}) {
        if (!ask(card::Look{known, limit}, Work::looking)) {
            drop();
            if (!last) continue;
            std::this_thread::sleep_for(
                std::min<std::chrono::milliseconds>(limit, pause_without_process));
            return {};
        }
        auto looked = hear<card::Looked>(limit + options_.looking, {});
        if (looked) return looked->look;
        static_cast<void>(lost(looked.error()));
        if (looked.error().kind != ErrorKind::unavailable) break;
    }
    // Not asked again before something changes: what lies there has just cost us a process.
    return {.presence = kiosk::CardPresence::foreign_card, .pin = {}, .keypad = false};
}

Trouble CardProcessSession::lost(const kiosk::Error& why) {
    drop();
    const std::lock_guard lock(mutex_);
    if (cancelled_) return {TroubleKind::card_removed, "cancelled", {}};
    kiosk::log::write(kiosk::log::Level::error, "card_process_given_up",
                      {kiosk::log::id("kind", name_of(why.kind))});
    switch (why.kind) {
        case ErrorKind::timed_out:
            return {TroubleKind::timed_out, "card process", {}};
        case ErrorKind::invalid_input:
            return {TroubleKind::card_faulty, why.detail, {}};
        default:
            return {TroubleKind::reader_lost, why.detail, {}};
    }
}

template <class Done>
auto CardProcessSession::carry_out(const card::Request& request, const EidProgress& progress)
    -> decltype(Done::outcome) {
    const UnderWay under_way(*this);
    if (auto asked = ask(request, Work::card); !asked) return tl::unexpected(lost(asked.error()));
    auto done = hear<Done>(options_.request, progress);
    if (!done) return tl::unexpected(lost(done.error()));
    // A thread of it is held by the reader: it serves nobody any more.
    if (!done->outcome && done->outcome.error().kind == TroubleKind::timed_out) drop();
    return std::move(done->outcome);
}

Outcome<kiosk::eid::Reading> CardProcessSession::read(const kiosk::eid::ReadRequest& request,
                                                      const EidProgress& progress) {
    return carry_out<card::HasRead>(card::Read{request}, progress);
}

Outcome<void> CardProcessSession::change_pin(const kiosk::eid::Secrets& secrets,
                                             const kiosk::SecretText& new_pin,
                                             const EidProgress& progress) {
    return carry_out<card::HasSet>(card::ChangePin{secrets, new_pin}, progress);
}

Outcome<void> CardProcessSession::unblock(const kiosk::SecretText& puk,
                                          const EidProgress& progress) {
    return carry_out<card::HasSet>(card::Unblock{puk}, progress);
}

}  // namespace drivers
