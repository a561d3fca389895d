// The shipped Saxon holidays, and days and times as the tables of these tests write them.
#pragma once

#include "kiosk/answers/opening_hours.h"

#include <string>
#include <string_view>

namespace kiosk::answers {

inline const Holidays& saxony() {
    static const Holidays holidays =
        Holidays::load(HOUSE "/assets/knowledge/rules/holidays.json", "SN").value();
    return holidays;
}

inline int minute_of(std::string_view clock) {  // "08:30"
    return std::stoi(std::string(clock.substr(0, 2))) * 60 +
           std::stoi(std::string(clock.substr(3, 2)));
}

inline LocalTime local(std::string_view text) {  // "2026-11-24 08:30", " again" after it
    return {parse_date(text.substr(0, 10)).value(), minute_of(text.substr(11, 5)),
            text.ends_with(" again")};
}

inline std::string clock_text(int minute) {
    std::string text = std::to_string(minute / 60) + ":" + std::to_string(minute % 60);
    if (minute / 60 < 10) text.insert(0, "0");
    if (minute % 60 < 10) text.insert(3, "0");
    return text;
}

inline std::string to_text(const LocalTime& time) {
    return to_iso(time.date) + " " + clock_text(time.minute) + (time.again ? " again" : "");
}

}  // namespace kiosk::answers
