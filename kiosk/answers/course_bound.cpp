#include "kiosk/answers/course_dates.h"

#include <algorithm>
#include <array>

namespace kiosk::answers {
namespace {

// May stand between "ab" and what it bounds. Folded.
constexpr std::array<std::string_view, 13> fillers = {
    "dem", "den", "der", "zum", "zur", "etwa", "ca", "circa", "um", "about", "the", "around", "am"};
constexpr std::array<std::string_view, 12> excluding = {"nach",  "vor",   "after", "before",
                                                        "після", "после", "перед", "sau",
                                                        "po",    "przed", "بعد",   "قبل"};

// The longest phrase of the list that ends just before `end`; its first word, or `end`.
std::size_t phrase_ending_at(const CourseText& text, std::size_t end, const CoursePhrases& list) {
    for (std::size_t first = end >= 3 ? end - 3 : 0; first < end; ++first)
        for (const FoundPhrase& found : list.at(text, first))
            if (found.first + found.count == end) return first;
    return end;
}

}  // namespace

BoundBefore bound_before(const CourseText& text, std::size_t at, const CourseWords& words) {
    std::size_t end = at;
    for (int skipped = 0; skipped < 3; ++skipped) {
        const std::size_t from = phrase_ending_at(text, end, words.list(CourseList::time_from));
        const std::size_t to = phrase_ending_at(text, end, words.list(CourseList::time_to));
        if (from != end || to != end) {
            const bool is_from = from < to || (from == to && text[from].text != "do");
            const std::size_t first = std::min(from, to);
            const bool alone = end - first == 1;
            return {is_from ? Bound::from : Bound::to,
                    alone && is_one_of(excluding, text[first].text), first};
        }
        if (end == 0 || !is_one_of(fillers, text[end - 1].text)) break;
        --end;
    }
    return {};
}

}  // namespace kiosk::answers
