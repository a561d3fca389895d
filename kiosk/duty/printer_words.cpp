#include "kiosk/duty/printer_words.h"

namespace kiosk::duty {

std::string_view word_for(PrinterTrouble trouble) {
    switch (trouble) {
        case PrinterTrouble::none:
            return "";
        case PrinterTrouble::media_empty:
            return "paperOut";
        case PrinterTrouble::media_jam:
            return "paperJammed";
        case PrinterTrouble::cover_open:
            return "coverOpen";
        case PrinterTrouble::offline:
            return "deviceOffline";
        case PrinterTrouble::not_configured:
            return "noDevice";
        case PrinterTrouble::other:
            break;
    }
    return "hardwareError";
}

bool is_of_paper(PrinterTrouble trouble) {
    return trouble == PrinterTrouble::media_empty || trouble == PrinterTrouble::media_jam;
}

}  // namespace kiosk::duty
