// The on-screen keyboard as nodes of the scene, so that the keypad, speech and tests reach every key.
// Upper and lower case are pages: which page comes next is the visit's decision, not the keyboard's.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "screens/scene/node.h"

namespace screens {

enum class KeyboardKind {
    letters,  // names, places, free text; digits stand beside the letters
    email,    // as letters, with @ . _ - at hand
    digits,   // a pad of ten digits
    date,     // a pad of ten digits and the full stop
};

// Pages of `letters` and `email`; the pads have one page. KeyboardPageTurned carries the page to show.
// A pleasant visit shows `capitals` for an empty field, `small` after a letter was typed on
// `capitals`, and `capitals` again after a space or hyphen in a name.
enum KeyboardPage { keyboard_capitals, keyboard_small, keyboard_accented_capitals, keyboard_accented_small, keyboard_signs };
inline constexpr int keyboard_pages = 5;

// Words on and for the keys: asked for "space", "erase", "capitals", "small", "accents", "letters",
// "signs", "done", "full_stop", "hyphen", "apostrophe", "eszett", … Keys whose label says it all are not asked for.
using KeyboardWords = std::function<std::string(std::string_view)>;

// Region::keyboard nodes with Typed, Erased, KeyboardPageTurned events; "key.done" sends
// FieldTouched{""}: the keyboard goes away.
[[nodiscard]] std::vector<Node> keyboard_nodes(KeyboardKind kind, int page, const KeyboardWords& words);

}  // namespace screens
