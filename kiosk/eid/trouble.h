// Why a card could not be used. The kind decides what the citizen reads; the detail says what was
// malformed or refused and never holds personal data.
#pragma once

#include "kiosk/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace kiosk::eid {

enum class TroubleKind {
    foreign_card,  // a card, but none with the online identification function
    wrong_pin,     // tries_left says how many there still are, at least one
    wrong_can,
    wrong_puk,
    pin_suspended,           // one try left, and the CAN is needed before it
    pin_blocked,             // no try left: the PUK is needed
    pin_deactivated,         // the online identification function is switched off
    transport_pin,           // five digits where six are needed
    last_try_needs_consent,  // sent instead of spending the last try
    card_removed,
    reader_lost,
    timed_out,
    card_faulty,       // malformed or hostile answers
    not_authentic,     // passive or chip authentication failed; no data group has been read
    terminal_refused,  // the card refused our certificates or our signature
};

// The names of the contract of kiosk-try.
[[nodiscard]] std::string_view name_of(TroubleKind kind);

struct [[nodiscard]] Trouble {
    TroubleKind kind = TroubleKind::card_faulty;
    std::string detail;
    std::optional<int> tries_left;
};

template <class T>
using Outcome = tl::expected<T, Trouble>;

[[nodiscard]] inline tl::unexpected<Trouble> trouble(TroubleKind kind, std::string detail) {
    return tl::unexpected<Trouble>(Trouble{kind, std::move(detail), std::nullopt});
}
[[nodiscard]] inline tl::unexpected<Trouble> faulty(std::string detail) {
    return trouble(TroubleKind::card_faulty, std::move(detail));
}

}  // namespace kiosk::eid
