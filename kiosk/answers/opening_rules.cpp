#include "kiosk/answers/opening_rules.h"

#include <algorithm>

namespace kiosk::answers {

using namespace std::chrono;

bool DateRange::holds(Date date) const {
    const month_day of_year = date.month() / date.day();
    if (!from_year) {
        const bool over_new_year = to < from;
        const bool begun = from <= of_year;
        const bool not_over = of_year <= to;
        return over_new_year ? begun || not_over : begun && not_over;
    }
    return *from_year / from.month() / from.day() <= date &&
           date <= *to_year / to.month() / to.day();
}

bool OpeningRule::holds(Date date, bool holiday) const {
    const bool on_date = dates.empty() || std::any_of(dates.begin(), dates.end(),
                                                      [&](const auto& r) { return r.holds(date); });
    if (!on_date || !days) return on_date;
    const std::size_t of_week = weekday{sys_days{date}}.iso_encoding() - 1;
    return holiday ? (*days)[public_holiday] || (*days)[6] : (*days)[of_week];
}

}  // namespace kiosk::answers
