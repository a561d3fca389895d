// What the session and the process that holds the card say to each other. Every message is one
// of these, packed without names; what is not exactly one of them is refused, so that a process
// that a card has taken over can say nothing else.
#pragma once

#include "kiosk/base/bytes.h"
#include "kiosk/eid/secret_bytes.h"
#include "kiosk/ports/eid_session.h"
#include "kiosk/ports/terminal_signer.h"

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace drivers::card {

using kiosk::eid::SecretBytes;

// Larger than everything that a card may tell: ten data groups of at most 64 KiB.
constexpr std::size_t longest_message = 1U << 20U;

// What the session says.
// The first of all: the process reads no file of its own.
struct SetUp {
    std::string reader;                // a prefix of its name; empty: any
    std::vector<std::string> anchors;  // PEM; empty: no card is read, PINs can be set
    std::vector<std::string> certificates;
};
struct Look {
    std::optional<kiosk::CardLook> known;
    std::chrono::milliseconds limit{0};
};
struct Read {
    kiosk::eid::ReadRequest request;
};
struct ChangePin {
    kiosk::eid::Secrets secrets;
    kiosk::SecretText new_pin;
};
struct Unblock {
    kiosk::SecretText puk;
};
// Ends a look; anything else under way ends with the process.
struct Stop {};
struct Signed {
    std::optional<std::string> signature;  // absent: none could be had
};
using Request = std::variant<SetUp, Look, Read, ChangePin, Unblock, Stop, Signed>;

// What the process answers.
struct Ready {
    std::optional<std::string> problem;  // with certificates or anchors: no card is read
};
struct Looked {
    kiosk::CardLook look;
};
struct Staged {
    kiosk::EidStage stage = kiosk::EidStage::checking_pin;
};
struct SignatureWanted {
    kiosk::TerminalChallenge challenge;
};
struct HasRead {
    kiosk::eid::Outcome<kiosk::eid::Reading> outcome;
};
struct HasSet {
    kiosk::eid::Outcome<void> outcome;
};
using Answer = std::variant<Ready, Looked, Staged, SignatureWanted, HasRead, HasSet>;

[[nodiscard]] SecretBytes pack(const Request& request);
[[nodiscard]] SecretBytes pack(const Answer& answer);
// invalid_input for anything that pack() does not write.
[[nodiscard]] kiosk::Result<Request> unpack_request(kiosk::ByteView message);
[[nodiscard]] kiosk::Result<Answer> unpack_answer(kiosk::ByteView message);

}  // namespace drivers::card
