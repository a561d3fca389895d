// What is said of opening hours: the keys hours.* of the catalogue, and nothing computed beyond
// OpeningHours.
#pragma once

#include "kiosk/answers/holidays.h"
#include "kiosk/answers/opening_hours.h"
#include "kiosk/answers/phrase.h"

#include <string_view>
#include <vector>

namespace kiosk::answers {

// Of an office whose hours are not in the knowledge.
[[nodiscard]] Phrase hours_unknown();

// One sentence on `now`: open until when, or closed and when it opens next. `language` is that of a
// holiday's name.
[[nodiscard]] Phrase state_in_words(const State& state, LocalTime now, const Holidays& holidays,
                                    std::string_view language);

// The seven days from `from` on, Monday first, as they are without holidays: one phrase for all
// days with the same hours ("Montag und Mittwoch bis Freitag: 9–12 Uhr").
[[nodiscard]] std::vector<Phrase> days_in_words(const OpeningHours& hours, Date from);

// Where a holiday changes the days from `from` on, one phrase each ("Mittwoch, 18.11.2026, Buß- und
// Bettag: geschlossen").
[[nodiscard]] std::vector<Phrase> holidays_in_words(const OpeningHours& hours, Date from, int days,
                                                    const Holidays& holidays,
                                                    std::string_view language);

}  // namespace kiosk::answers
