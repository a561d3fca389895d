// A screen is a list of nodes. Pixels, keypad focus, hit test, speech, paper, OCR check and test
// JSON all come from this one list: nothing can be seen that is not a node.
#pragma once

#include "kiosk/visit/event.h"

#include <optional>
#include <string>
#include <vector>

namespace screens {

enum class Role {
    heading,
    text,
    button,
    choice,
    tick,
    field,
    key,
    image,
    qr,
    progress,
    status,
    price,
    group
};

enum class Region {
    banner,    // one fixed place on every screen: city, language, preferences, help, end
    content,   // flows from top to bottom; paged when it does not fit, never shrunk or cut
    actions,   // back and the one main action
    keyboard,  // the on-screen keyboard
    overlay,   // lies over everything else, which is then out of reach
};

enum class Emphasis { normal, primary, quiet, danger };
enum class Tone { none, information, success, warning, error };

struct Node {
    std::string id;  // stable, unique in its scene: "field.birth_name", "action.continue"
    Role role = Role::text;
    std::string label;
    std::string spoken = {};    // empty: the label. Numbers and codes have a form of their own
    std::string value = {};     // of a field: as typed; of a QR: its content; of a progress: "3/7"
    std::string hint = {};      // beside a field: its format
    std::string problem = {};   // at a field: what is wrong and how to mend it
    std::string icon = {};      // a name in assets/icons
    std::string language = {};  // BCP 47; empty: the scene's
    Region region = Region::content;
    Emphasis emphasis = Emphasis::normal;
    Tone tone = Tone::none;
    bool personal = false;  // never by loudspeaker, never in a sample picture
    bool selected = false;
    bool disabled = false;
    bool typing = false;   // this field receives the keyboard
    int columns = 1;       // how many neighbours of the same size share a row (tiles, keys)
    int span = 1;          // how many of the columns it covers (the space bar)
    std::string row = {};  // neighbours with the same row name stand side by side
    std::optional<kiosk::visit::Event> event = {};  // sent when it is activated; none: not operable
};

struct Scene {
    std::string id;  // "welcome", "filling.applicant", …
    std::string language;
    bool right_to_left = false;
    std::vector<Node> nodes;  // reading order = focus order
    // Words of the two buttons that the toolkit adds when the content needs more than one page.
    std::string more = {};     // "Weiter nach unten"
    std::string back_up = {};  // "Weiter nach oben"
};

}  // namespace screens
