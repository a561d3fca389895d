// The on-screen keyboard as nodes of the scene, so that the keypad, speech and tests reach every
// key. Upper and lower case are pages: which page comes next is the visit's decision, not the
// keyboard's.
#pragma once

#include "screens/scene/node.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace screens {

enum class KeyboardKind {
    letters,   // names, places, free text; digits stand beside the letters
    email,     // as letters, with @ . _ - at hand
    question,  // as letters, and the scripts of the languages that questions are asked in
    digits,    // a pad of ten digits
    date,      // a pad of ten digits and the full stop
};

// Pages of `letters`, `email` and `question` (the last two: `question` only); the pads have one
// page. KeyboardPageTurned carries the page to show. A pleasant visit shows `capitals` for an empty
// field, `small` after a letter was typed on `capitals`, and `capitals` again after a space or
// hyphen in a name.
enum KeyboardPage {
    keyboard_capitals,
    keyboard_small,
    keyboard_accented_capitals,  // Western and Southern Europe
    keyboard_accented_small,
    keyboard_eastern_capitals,  // Central and Eastern Europe, Turkey
    keyboard_eastern_small,
    keyboard_signs,
    keyboard_cyrillic,  // Russian and Ukrainian, small letters: a question is read without case
    keyboard_arabic,
};
inline constexpr int keyboard_pages = 9;

// Words on and for the keys: "done" is shown; "space", "erase", "capitals", "small", "letters",
// "accents", "eastern", "cyrillic", "arabic" and "signs" are spoken.
using KeyboardWords = std::function<std::string(std::string_view)>;

// Region::keyboard nodes of Role::key with Typed, Erased or KeyboardPageTurned events; "key.done"
// sends FieldTouched{""}: the keyboard goes away. An unknown page is taken as `capitals`.
[[nodiscard]] std::vector<Node> keyboard_nodes(KeyboardKind kind, int page,
                                               const KeyboardWords& words, bool personal = true);

}  // namespace screens
