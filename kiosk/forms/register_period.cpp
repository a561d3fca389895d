#include "kiosk/forms/register_period.h"

namespace kiosk::forms {
namespace {

// § 188 (2), (3) BGB: the day of the same number, or the month's last.
Date years_later(Date day, int years) {
    const Date later = day + std::chrono::years{years};
    return later.ok() ? later : Date{later.year() / later.month() / std::chrono::last};
}

}  // namespace

int period_years(Register kind) {
    switch (kind) {
        case Register::birth:
            return 110;
        case Register::marriage:
        case Register::partnership:
            return 80;
        case Register::death:
            return 30;
    }
    return 0;
}

Keeper keeper_of(Register kind, const PartialDate& event, Date today) {
    const int years = period_years(kind);
    if (today > years_later(event.latest(), years + 1)) return Keeper::archive;
    if (today > years_later(event.earliest(), years)) return Keeper::either;
    return Keeper::office;
}

}  // namespace kiosk::forms
