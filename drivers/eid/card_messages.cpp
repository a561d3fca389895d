#include "drivers/eid/card_messages.h"

#include "drivers/eid/card_packing.h"

namespace drivers::card {

template <>
struct Span<kiosk::CardPresence> {
    static constexpr auto last = kiosk::CardPresence::eid;
};
template <>
struct Span<kiosk::EidStage> {
    static constexpr auto last = kiosk::EidStage::setting_pin;
};
template <>
struct Span<kiosk::eid::PinState::Kind> {
    static constexpr auto last = kiosk::eid::PinState::Kind::deactivated;
};
template <>
struct Span<kiosk::eid::TroubleKind> {
    static constexpr auto last = kiosk::eid::TroubleKind::terminal_refused;
};
template <>
struct Span<kiosk::eid::Field> {
    static constexpr auto last = kiosk::eid::Field::community_id;
    static bool known(kiosk::eid::Field field) { return !name_of(field).empty(); }
};

// The types of the kiosk, by their members.
template <class Wire>
void walk(Wire& wire, kiosk::eid::CardDate& date) {
    walk(wire, date.year);
    walk(wire, date.month);
    walk(wire, date.day);
}
template <class Wire>
void walk(Wire& wire, kiosk::eid::Place& place) {
    walk(wire, place.street);
    walk(wire, place.city);
    walk(wire, place.state);
    walk(wire, place.country);
    walk(wire, place.postal_code);
}
template <class Wire>
void walk(Wire& wire, kiosk::eid::FreeText& text) {
    walk(wire, text.text);
}
template <class Wire>
void walk(Wire& wire, kiosk::eid::PinState& state) {
    walk(wire, state.kind);
    walk(wire, state.tries_left);
}
template <class Wire>
void walk(Wire& wire, kiosk::eid::Secrets& secrets) {
    walk(wire, secrets.pin);
    walk(wire, secrets.can);
    walk(wire, secrets.spend_last_try);
}
template <class Wire>
void walk(Wire& wire, kiosk::eid::ReadRequest& request) {
    walk(wire, request.secrets);
    walk(wire, request.fields);
    walk(wire, request.born_before);
}
template <class Wire>
void walk(Wire& wire, kiosk::eid::Reading& reading) {
    walk(wire, reading.fields);
    walk(wire, reading.not_granted);
    walk(wire, reading.absent);
    walk(wire, reading.old_enough);
}
template <class Wire>
void walk(Wire& wire, kiosk::eid::Trouble& trouble) {
    walk(wire, trouble.kind);
    walk(wire, trouble.detail);
    walk(wire, trouble.tries_left);
}

template <class Wire>
void walk(Wire& wire, kiosk::CardLook& look) {
    walk(wire, look.presence);
    walk(wire, look.pin);
    walk(wire, look.keypad);
}
template <class Wire>
void walk(Wire& wire, kiosk::TerminalChallenge& challenge) {
    walk(wire, challenge.card_id);
    walk(wire, challenge.nonce);
    walk(wire, challenge.ephemeral_key);
    walk(wire, challenge.auxiliary_data);
}

namespace {

template <class Wire, class Value>
void walk_outcome(Wire& wire, kiosk::eid::Outcome<Value>& outcome) {
    bool good = outcome.has_value();
    walk(wire, good);
    if (!good) {
        if constexpr (Wire::reading) outcome = tl::unexpected(kiosk::eid::Trouble{});
        walk(wire, outcome.error());
    } else if constexpr (!std::is_void_v<Value>) {
        walk(wire, *outcome);
    }
}

}  // namespace

// The messages.
template <class Wire>
void walk(Wire& wire, SetUp& set_up) {
    walk(wire, set_up.reader);
    walk(wire, set_up.anchors);
    walk(wire, set_up.certificates);
}
template <class Wire>
void walk(Wire& wire, Look& look) {
    walk(wire, look.known);
    walk(wire, look.limit);
}
template <class Wire>
void walk(Wire& wire, Read& read) {
    walk(wire, read.request);
}
template <class Wire>
void walk(Wire& wire, ChangePin& change) {
    walk(wire, change.secrets);
    walk(wire, change.new_pin);
}
template <class Wire>
void walk(Wire& wire, Unblock& unblock) {
    walk(wire, unblock.puk);
}
template <class Wire>
void walk(Wire&, Stop&) {}
template <class Wire>
void walk(Wire& wire, Signed& with) {
    walk(wire, with.signature);
}
template <class Wire>
void walk(Wire& wire, Ready& ready) {
    walk(wire, ready.problem);
}
template <class Wire>
void walk(Wire& wire, Looked& looked) {
    walk(wire, looked.look);
}
template <class Wire>
void walk(Wire& wire, Staged& staged) {
    walk(wire, staged.stage);
}
template <class Wire>
void walk(Wire& wire, SignatureWanted& wanted) {
    walk(wire, wanted.challenge);
}
template <class Wire>
void walk(Wire& wire, HasRead& done) {
    walk_outcome(wire, done.outcome);
}
template <class Wire>
void walk(Wire& wire, HasSet& done) {
    walk_outcome(wire, done.outcome);
}

namespace {

// Packing changes nothing; the walk only cannot promise it, as it serves both ways.
template <class Message>
SecretBytes packed(const Message& message) {
    Packer packer;
    walk(packer, const_cast<Message&>(message));
    return packer.take();
}

template <class Message>
kiosk::Result<Message> unpacked(kiosk::ByteView bytes) {
    Unpacker unpacker(bytes);
    Message message;
    walk(unpacker, message);
    if (!unpacker.finished()) return kiosk::fail(kiosk::ErrorKind::invalid_input, "card message");
    return message;
}

}  // namespace

SecretBytes pack(const Request& request) {
    return packed(request);
}
SecretBytes pack(const Answer& answer) {
    return packed(answer);
}
kiosk::Result<Request> unpack_request(kiosk::ByteView message) {
    return unpacked<Request>(message);
}
kiosk::Result<Answer> unpack_answer(kiosk::ByteView message) {
    return unpacked<Answer>(message);
}

}  // namespace drivers::card
