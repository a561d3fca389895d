#include "screens/pages/spoken.h"

namespace screens {

std::string character_by_character(std::string_view code) {
    std::string said;
    for (const char c : code) {
        if (c == ' ') {
            said += ',';
            continue;
        }
        if (!said.empty()) said += ' ';
        said += c;
    }
    return said;
}

std::string spoken_date(const Sheet& sheet, std::string_view iso) {
    const auto date = kiosk::parse_date(iso);
    if (!date) return std::string(iso);
    const auto month = std::to_string(static_cast<unsigned>(date->month()));
    return sheet.words("kiosk.spoken.date",
                       {{"day", std::to_string(static_cast<unsigned>(date->day()))},
                        {"month", sheet.words("format.month." + month)},
                        {"year", std::to_string(static_cast<int>(date->year()))}});
}

}  // namespace screens
