#include "kiosk/answers/course_clock.h"

#include "kiosk/answers/course_dates.h"

#include <algorithm>
#include <array>

namespace kiosk::answers {
namespace {

constexpr std::array<std::string_view, 7> hour_marks = {"uhr",   "h",    "oclock", "години",
                                                        "часов", "часа", "год"};
constexpr std::array<std::string_view, 10> at_words = {"um",   "gegen",  "at",  "в", "о",
                                                       "saat", "الساعه", "luc", "g", "godz"};
constexpr std::array<std::string_view, 8> between_words = {"zwischen", "between", "von", "from",
                                                           "між",      "между",   "с",   "od"};
constexpr std::array<std::string_view, 8> until_words = {"bis",   "und",  "to", "and",
                                                         "until", "till", "до", "do"};
constexpr int earliest_course = 6 * 60;

struct Clock {
    int minutes = 0;
    std::size_t count = 0;
    bool sure = false;      // it says that it is a time
    bool by_halves = true;  // neither "am" nor "pm" nor "04:30" says which half of the day
};

class HourReader {
  public:
    HourReader(CourseText& text, std::optional<bool> afternoon, const CourseWords& words)
        : text_(text), afternoon_(afternoon), words_(words) {}

    CourseHours read() {
        for (std::size_t i = 0; i < text_.size();) {
            const std::size_t taken = take_range(i);
            i += taken != 0 ? taken : std::max<std::size_t>(1, take_single(i));
        }
        return result_;
    }

  private:
    // "von 9 bis 12", "17-20 Uhr"; how many words it has.
    std::size_t take_range(std::size_t i) {
        const auto from = clock_at(i);
        if (!from) return 0;
        std::size_t at = i + from->count;
        if (at >= text_.size()) return 0;
        const std::string& gap = text_[at].gap;
        const bool dashed =
            gap.find('-') != std::string::npos || gap.find("–") != std::string::npos;
        if (!dashed && !is_one_of(until_words, text_[at].text)) return 0;
        if (!dashed) ++at;
        if (at >= text_.size()) return 0;
        auto to = clock_at(at);
        const bool led = i > 0 && is_one_of(between_words, text_[i - 1].text);
        if (!to || (!to->sure && !(led && !counts_other(at + to->count)))) return 0;
        if (to->minutes <= from->minutes) to->minutes += 720;  // "zwischen 4 und 6", "von 9 bis 8"
        if (to->minutes <= from->minutes || to->minutes > 1440) return 0;
        use(led ? i - 1 : i, at + to->count);
        result_ = {from->minutes, to->minutes};
        return at + to->count - i;
    }

    std::size_t take_single(std::size_t i) {
        const auto clock = clock_at(i);
        if (!clock) return 0;
        const BoundBefore before = bound_before(text_, i, words_);
        const bool at = i > 0 && is_one_of(at_words, text_[i - 1].text);
        const bool led = at || before.bound != Bound::none;
        if (!clock->sure && (!led || counts_other(i + clock->count))) return 0;
        const std::size_t first = before.bound != Bound::none ? before.first : (at ? i - 1 : i);
        use(first, i + clock->count);
        (before.bound == Bound::to ? result_.to : result_.from) = clock->minutes;
        return clock->count;
    }

    std::optional<Clock> clock_at(std::size_t i) const {
        if (text_[i].used) return std::nullopt;
        if (text_[i].text == "halb" && i + 1 < text_.size())
            if (const auto hour = number_of(text_[i + 1]); hour && *hour >= 1 && *hour <= 12)
                return finished({*hour * 60 - 30, 2, true});
        const auto hour = number_of(text_[i]);
        if (!hour || *hour > 24 || text_[i].text.size() > 9 || text_[i].text == "ein")
            return std::nullopt;
        Clock clock{*hour * 60, 1, false, text_[i].text[0] != '0'};
        std::size_t at = i + 1;
        if (const auto minutes = minutes_at(at)) {
            const bool colon = text_[at].gap == ":";
            const bool marked = at + 1 < text_.size() && is_one_of(hour_marks, text_[at + 1].text);
            if (!colon && !marked && bound_before(text_, i, words_).bound == Bound::none)
                return std::nullopt;
            clock = {*hour * 60 + *minutes, 2, true, clock.by_halves};
        }
        at = i + clock.count;
        if (at < text_.size() && is_one_of(hour_marks, text_[at].text)) {
            clock.sure = true;
            ++clock.count;
            if (const auto minutes = spoken_minutes_at(at + 1)) {
                clock.minutes += *minutes;
                ++clock.count;
            }
        }
        return finished(with_half(clock, i));
    }

    // "18:30", "18.30"
    std::optional<int> minutes_at(std::size_t at) const {
        if (at >= text_.size() || (text_[at].gap != ":" && text_[at].gap != "."))
            return std::nullopt;
        const auto minutes = number_of(text_[at]);
        if (text_[at].text.size() != 2 || !minutes || *minutes > 59) return std::nullopt;
        return minutes;
    }

    // "18 Uhr 30"
    std::optional<int> spoken_minutes_at(std::size_t at) const {
        if (at >= text_.size() || text_[at].gap != " " || text_[at].text.size() != 2)
            return std::nullopt;
        const auto minutes = number_of(text_[at]);
        if (!minutes || *minutes > 59 || counts_other(at + 1)) return std::nullopt;
        return minutes;
    }

    // "6 pm", "6 p.m."
    Clock with_half(Clock clock, std::size_t i) const {
        const std::size_t at = i + clock.count;
        if (at >= text_.size()) return clock;
        const bool dotted =
            at + 1 < text_.size() && text_[at + 1].text == "m" && text_[at + 1].gap == ".";
        const bool pm = text_[at].text == "pm" || (dotted && text_[at].text == "p");
        const bool am = text_[at].text == "am" && text_[at].gap.empty();
        const bool am_apart = text_[at].text == "am" && at + 1 == text_.size();
        if (!pm && !am && !am_apart && !(dotted && text_[at].text == "a")) return clock;
        clock.count += dotted ? 2 : 1;
        clock.sure = true;
        clock.by_halves = false;
        if (pm && clock.minutes < 720) clock.minutes += 720;
        return clock;
    }

    // No course begins at four in the night: where the half of the day is not told, it is the
    // second.
    std::optional<Clock> finished(Clock clock) const {
        const bool later = clock.by_halves && afternoon_.value_or(clock.minutes < earliest_course);
        if (later && clock.minutes >= 60 && clock.minutes < 720) clock.minutes += 720;
        if (clock.minutes > 1440) return std::nullopt;
        return clock;
    }

    bool counts_other(std::size_t at) const {
        if (at >= text_.size()) return false;
        const CourseWord& next = text_[at];
        const bool number = next.text[0] >= '0' && next.text[0] <= '9';
        return counts_something_else(next.text) || next.text == "+" ||
               (number && (next.gap == "." || next.gap == "," || next.gap == "-")) ||
               words_.list(CourseList::month).longest_at(text_, at).has_value();
    }

    void use(std::size_t first, std::size_t end) {
        for (std::size_t i = first; i < end; ++i) text_[i].used = true;
    }

    CourseText& text_;
    std::optional<bool> afternoon_;
    const CourseWords& words_;
    CourseHours result_;
};

}  // namespace

bool counts_something_else(std::string_view word) {
    // A number before one of these counts something else than hours.
    static constexpr std::array<std::string_view, 22> counted = {
        "euro",  "eur",      "euros",   "jahr",    "jahre",  "jahren",  "years",   "platze",
        "platz", "personen", "wochen",  "tage",    "tagen",  "termine", "prozent", "teilnehmer",
        "leute", "mal",      "stunden", "minuten", "monate", "hours"};
    return is_one_of(counted, word);
}

CourseHours read_hours(CourseText& text, std::optional<bool> afternoon, const CourseWords& words) {
    return HourReader(text, afternoon, words).read();
}

}  // namespace kiosk::answers
