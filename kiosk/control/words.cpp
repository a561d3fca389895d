#include "kiosk/control/words.h"

namespace kiosk::control {

std::string words_for(const std::string& code, const text::Catalogue& texts,
                      const std::string& language) {
    for (const char* area : {"state.", "problem."})
        if (texts.has(language, area + code)) return texts(language, area + code);
    return code;
}

}  // namespace kiosk::control
