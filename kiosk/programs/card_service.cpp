#include "kiosk/programs/card_service.h"

#include "kiosk/base/overloaded.h"

#include <algorithm>
#include <thread>

namespace kiosk::programs {

using namespace std::chrono_literals;
namespace wire = drivers::card;

namespace {

constexpr auto between_rings = 150ms;  // how soon a look hears that it is not wanted
constexpr auto signature_limit = 10s;  // the session's own limit is shorter
constexpr auto until_next_request = 24h;
constexpr auto until_let_go = 1s;
constexpr auto between_tries = 50ms;

// The session has the key's signer; we have the challenge.
class SignerBehindTheLine : public TerminalSigner {
  public:
    explicit SignerBehindTheLine(wire::CardLine& line) : line_(line) {}
    [[nodiscard]] Result<Bytes> sign(const TerminalChallenge& challenge) override {
        TRY_VOID(line_.send(wire::pack(wire::Answer(wire::SignatureWanted{challenge}))));
        const auto message = TRY(line_.receive(signature_limit));
        const wire::Request answer = TRY(wire::unpack_request(message));
        const auto* with = std::get_if<wire::Signed>(&answer);
        if (with == nullptr || !with->signature)
            return fail(ErrorKind::unavailable, "no signature");
        const ByteView bytes = view_of(*with->signature);
        return Bytes(bytes.begin(), bytes.end());
    }

  private:
    wire::CardLine& line_;
};

bool is_of(ReaderState state, CardPresence presence) {
    switch (state) {
        case ReaderState::no_reader:
            return presence == CardPresence::no_reader;
        case ReaderState::no_card:
            return presence == CardPresence::no_card;
        case ReaderState::card:
            return presence == CardPresence::eid || presence == CardPresence::foreign_card;
        case ReaderState::mute_card:
            return presence == CardPresence::foreign_card;
    }
    return false;
}

}  // namespace

CardTerminalSetup make_terminal(const wire::SetUp& set_up) {
    CardTerminalSetup terminal;
    if (set_up.anchors.empty() && set_up.certificates.empty()) return terminal;
    auto anchors = eid::TrustAnchors::from_pem(set_up.anchors);
    std::vector<Bytes> certificates;
    for (const std::string& file : set_up.certificates)
        certificates.emplace_back(file.begin(), file.end());
    auto chain = eid::make_chain(certificates);
    if (!anchors) terminal.problem = anchors.error().detail;
    if (!chain) terminal.problem = chain.error().detail;
    if (!anchors || !chain) return terminal;
    terminal.anchors = std::move(*anchors);
    terminal.chain = std::move(*chain);
    return terminal;
}

CardService::CardService(wire::CardLine& line, CardReader& reader, const Clock& clock,
                         Random& random, CardTerminalSetup terminal)
    : line_(line),
      reader_(reader),
      clock_(clock),
      random_(random),
      terminal_(std::move(terminal)) {}

void CardService::serve() {
    if (!say(wire::Ready{terminal_.problem})) return;
    while (!held_) {
        auto message = line_.receive(until_next_request);
        if (!message && message.error().kind == ErrorKind::timed_out) continue;
        if (!message) return;
        const auto request = wire::unpack_request(*message);
        wipe(message->data(), message->size());
        if (!request || carry_out(*request) == Next::end) return;
    }
}

CardService::Next CardService::carry_out(const wire::Request& request) {
    const auto answered = [this](const wire::Answer& answer) {
        return say(answer) ? Next::another : Next::end;
    };
    return std::visit(
        overloaded{
            [&](const wire::Look& asked) { return answered(wire::Looked{look(asked)}); },
            [&](const wire::Read& asked) { return answered(wire::HasRead{read(asked.request)}); },
            [&](const wire::ChangePin& asked) {
                return answered(wire::HasSet{with_card([&](eid::Session& session) {
                    return session.change_pin(asked.secrets, asked.new_pin, progress());
                })});
            },
            [&](const wire::Unblock& asked) {
                return answered(wire::HasSet{with_card([&](eid::Session& session) {
                    return session.unblock(asked.puk, progress());
                })});
            },
            // The look that it meant has ended by itself.
            [](const wire::Stop&) { return Next::another; },
            [](const wire::SetUp&) { return Next::end; },
            [](const wire::Signed&) { return Next::end; }},
        request);
}

bool CardService::say(const wire::Answer& answer) {
    return line_.send(wire::pack(answer)).has_value();
}

EidProgress CardService::progress() {
    return [this](EidStage stage) { static_cast<void>(say(wire::Staged{stage})); };
}

// A card that lies there as before is not asked again: each question takes its power.
CardLook CardService::look(const wire::Look& asked) {
    const auto until = clock_.steady() + asked.limit;
    std::optional<CardLook> known = asked.known;
    while (true) {
        const ReaderState state = reader_.state();
        if (!known || !is_of(state, known->presence)) {
            if (const auto seen = look_at(state); seen) return *seen;
            known.reset();
        }
        const auto left = until - clock_.steady();
        if (left <= 0ms || line_.rings()) return known.value_or(CardLook{});
        static_cast<void>(reader_.wait_for_change(
            state, std::min<std::chrono::milliseconds>(left, between_rings)));
    }
}

// nullopt: it was taken away while it was looked at; what lies there now is another question.
std::optional<CardLook> CardService::look_at(ReaderState state) {
    switch (state) {
        case ReaderState::no_reader:
            return CardLook{};
        case ReaderState::no_card:
            return CardLook{.presence = CardPresence::no_card, .pin = {}, .keypad = false};
        case ReaderState::mute_card:
        case ReaderState::card:
            break;
    }
    CardLook look{.presence = CardPresence::foreign_card, .pin = {}, .keypad = false};
    if (state == ReaderState::mute_card) return look;
    bool keypad = false;
    const auto pin = with_card([&](eid::Session& session) {
        keypad = session.has_keypad();
        return session.look();
    });
    if (pin) {
        look.presence = CardPresence::eid;
        look.pin = *pin;
        look.keypad = keypad;
        return look;
    }
    const bool gone = pin.error().kind == eid::TroubleKind::card_removed ||
                      pin.error().kind == eid::TroubleKind::reader_lost;
    return gone ? std::nullopt : std::optional(look);
}

eid::Outcome<eid::Reading> CardService::read(const eid::ReadRequest& request) {
    if (!terminal_.chain || !terminal_.anchors)
        return eid::trouble(eid::TroubleKind::terminal_refused, "no certificates");
    return with_card([&](eid::Session& session) {
        SignerBehindTheLine signer(line_);
        return session.read(request, {*terminal_.chain, signer, *terminal_.anchors}, progress());
    });
}

// A process before us may have been killed with the card in its hands; the service lets it go a
// moment later.
tl::expected<std::unique_ptr<CardChannel>, ChannelTrouble> CardService::connect() {
    const auto until = clock_.steady() + until_let_go;
    while (true) {
        auto channel = reader_.connect();
        if (channel || channel.error() != ChannelTrouble::broken || clock_.steady() >= until)
            return channel;
        std::this_thread::sleep_for(between_tries);
    }
}

template <class Act>
auto CardService::with_card(Act act) -> decltype(act(std::declval<eid::Session&>())) {
    auto channel = connect();
    auto outcome = [&]() -> decltype(act(std::declval<eid::Session&>())) {
        if (!channel) return tl::unexpected(eid::trouble_of(channel.error()));
        eid::Session session(**channel, clock_, random_);
        return act(session);
    }();
    held_ = held_ || (!outcome && outcome.error().kind == eid::TroubleKind::timed_out);
    return outcome;
}

}  // namespace kiosk::programs
