// What a question rules out: "nicht am Montag", "außer mittwochs", "montags kann ich nicht".
#pragma once

#include "kiosk/answers/course_words.h"

namespace kiosk::answers {

// Marks the words that are denied. Negations that are a part of something understood ("ohne
// Vorkenntnisse", "nicht vor 18 Uhr") must be marked as used before.
void mark_denied(CourseText& text, const CourseWords& words);

// The weekdays that a word names ("Montagabend", "Mi."), as a label of the weekday list; empty for
// none. The two letters count only with a full stop, in a row of weekdays or before a time.
[[nodiscard]] std::string weekdays_at(const CourseText& text, std::size_t at,
                                      const CourseWords& words);
// The part of the day in a word of its own or behind a weekday; empty for none.
[[nodiscard]] std::string daypart_in(const CourseText& text, std::size_t at,
                                     const CourseWords& words);

}  // namespace kiosk::answers
