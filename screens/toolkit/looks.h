// How a node shows what it is: its frame, icon, weight, size and ink, by role, tone and state.
#pragma once

#include "screens/scene/node.h"
#include "screens/toolkit/measures.h"

#include <string>

namespace screens {

enum class Ink { text, muted, problem, link };

[[nodiscard]] bool is_notice(const Node& node);
[[nodiscard]] bool has_frame(const Node& node);
// A state is never told by colour alone: each tone and each choice has an icon of its own.
[[nodiscard]] std::string icon_of(const Node& node);
// A thing to choose that is explained: the services on the first screen.
[[nodiscard]] bool is_tile(const Node& node);
[[nodiscard]] bool strong_label(const Node& node);
// The em of the label in pixels; the title is the screen's first heading.
[[nodiscard]] int em_of(const Node& node, const Measures& measures, bool is_title);
[[nodiscard]] Ink label_ink(const Node& node);

}  // namespace screens
