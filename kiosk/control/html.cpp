#include "kiosk/control/html.h"

namespace kiosk::control {

Html& Html::say(std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&':
                text_ += "&amp;";
                break;
            case '<':
                text_ += "&lt;";
                break;
            case '>':
                text_ += "&gt;";
                break;
            case '"':
                text_ += "&quot;";
                break;
            case '\'':
                text_ += "&#39;";
                break;
            default:
                text_ += c;
        }
    }
    return *this;
}

}  // namespace kiosk::control
