// What each text of a node asks of the typesetter, and how wide it comes out.
#pragma once

#include "screens/toolkit/block.h"

namespace screens {

[[nodiscard]] int em_of(const Node& node, const Setting& setting);
// `width`: where lines are broken; 0: one line.
[[nodiscard]] TextWish wish_for(const Node& node, const Setting& setting, const std::string& text,
                                int em, bool bold, int width, bool centred = false);
// The icon stands for the word.
[[nodiscard]] bool is_icon_only(const Node& node, const Setting& setting);
// In pixels; 0 for no text.
[[nodiscard]] int one_line(const Node& node, const Setting& setting, const std::string& text,
                           int em, bool bold);
[[nodiscard]] int word_width(const Node& node, const Setting& setting, const std::string& text,
                             int em, bool bold);

}  // namespace screens
