// Public holidays of a German state, by rule and so for every year. A feast of some towns only
// (Corpus Christi in a few Saxon ones) is none: offices of the state do not close for it.
#pragma once

#include "kiosk/answers/knowledge.h"
#include "kiosk/base/date.h"
#include "kiosk/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::answers {

// Easter Sunday of the Gregorian calendar, from 1583 on.
[[nodiscard]] Date easter_sunday(std::chrono::year year);

class Holidays {
  public:
    Holidays() = default;  // a calendar without holidays

    // Reads a file such as {"SN": [{"name": {"de": "Neujahr"}, "rule": "01-01"}], "source": …}. A
    // rule is "MM-DD", "easter+N", "easter-N" (days) or "bussbettag", the Wednesday before 23
    // November (SächsSFG § 1). invalid_configuration with file, pointer and reason, also when
    // `state` (ISO 3166-2 without "DE-") is not in it.
    [[nodiscard]] static Result<Holidays> load(const std::string& file, std::string_view state);

    [[nodiscard]] bool on(Date date) const;
    // Its name, in German where it has none in `language` (BCP 47); empty on other days.
    [[nodiscard]] std::string name(Date date, std::string_view language) const;

    // A holiday that has neither of the two days is Buß- und Bettag.
    struct Holiday {
        ByLanguage name;
        std::optional<std::chrono::month_day> fixed;
        std::optional<int> days_after_easter;

        [[nodiscard]] Date in(std::chrono::year year) const;
    };

  private:
    [[nodiscard]] const Holiday* find(Date date) const;

    std::vector<Holiday> holidays_;
};

}  // namespace kiosk::answers
