// What the decisions about the card share: starting work with it, and going back to where the
// citizen came from.
#pragma once

#include "kiosk/visit/moves.h"

namespace kiosk::visit {

// The reader is watched from now on.
[[nodiscard]] LayingCard lay_card(Errand errand, Turn& turn);

// The errand's request; what was entered goes with it and is nowhere else. On a reader with keys
// nothing was entered: they are asked for there.
[[nodiscard]] CardWorking put_to_work(Errand errand, Entered entered, Turn& turn);

// The form as it was, or what took its place meanwhile.
[[nodiscard]] std::variant<Filling, NotSaved> back_to_form(Filling filling, Turn& turn);

}  // namespace kiosk::visit
