// Where the keypad's focus goes: over every node in reading order, plain text too, and on to the
// pages that are not in view. Ids of nodes; empty: there is none.
#pragma once

#include "screens/toolkit/layout.h"

#include <string>

namespace screens {

// Not under an overlay, and on some page.
[[nodiscard]] bool reachable(const Layout& layout, const Node& node);
// The next (1) or the one before (-1), round and round.
[[nodiscard]] std::string neighbour(const Layout& layout, const std::string& id, int step);
// Of a new screen or page. What is in view: to turn the page here would take a field away from the
// finger.
[[nodiscard]] std::string first_in_view(const Layout& layout);

// What newly stands where a node stood that is gone: the answer to what was done with it.
[[nodiscard]] std::string in_place_of(const std::string& id, const Scene& before,
                                      const Scene& after);

}  // namespace screens
