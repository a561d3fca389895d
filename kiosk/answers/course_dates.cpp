#include "kiosk/answers/course_dates.h"

#include <algorithm>
#include <array>

namespace kiosk::answers {
namespace {

using namespace std::chrono;

struct DaySpan {
    Date from;
    Date to;
    std::size_t first = 0;
    std::size_t count = 0;
    bool open = false;  // no end: "ab sofort"
};

Date plus(Date date, int count) {
    return Date{sys_days{date} + days{count}};
}

Date last_day(Date date) {
    return date.year() / date.month() / last;
}

DaySpan month_span(year y, unsigned m) {
    const Date first = y / month{m} / 1;
    return {first, last_day(first)};
}

// Mondays begin a week.
Date monday_of(Date date) {
    return plus(date, 1 - static_cast<int>(weekday{sys_days{date}}.iso_encoding()));
}

// The season that runs or comes next; each begins with its first month.
DaySpan season(Date today, unsigned first_month) {
    for (year y = today.year() - years{1};; ++y) {
        const Date from = y / month{first_month} / 1;
        const Date to = last_day(Date{from + months{2}});
        if (to >= today) return {from, to};
    }
}

std::optional<DaySpan> named_span(std::string_view label, Date today) {
    const Date monday = monday_of(today);
    const Date month_first = today.year() / today.month() / 1;
    const Date next_month = month_first + months{1};
    const year next_year = today.year() + years{1};
    if (label == "today") return DaySpan{today, today};
    if (label == "tomorrow") return DaySpan{plus(today, 1), plus(today, 1)};
    if (label == "day_after_tomorrow") return DaySpan{plus(today, 2), plus(today, 2)};
    if (label == "this_week") return DaySpan{today, plus(monday, 6)};
    if (label == "next_week") return DaySpan{plus(monday, 7), plus(monday, 13)};
    if (label == "this_weekend") return DaySpan{plus(monday, 5), plus(monday, 6)};
    if (label == "next_weekend") return DaySpan{plus(monday, 12), plus(monday, 13)};
    if (label == "this_month") return DaySpan{today, last_day(today)};
    if (label == "next_month") return DaySpan{next_month, last_day(next_month)};
    if (label == "this_year") return DaySpan{today, today.year() / December / 31};
    if (label == "next_year") return DaySpan{next_year / January / 1, next_year / December / 31};
    if (label == "new_year") return DaySpan{next_year / January / 1, {}, 0, 0, true};
    if (label == "after_christmas") return DaySpan{today.year() / December / 27, {}, 0, 0, true};
    if (label == "before_christmas") return DaySpan{today, today.year() / December / 24};
    if (label == "at_once") return DaySpan{today, {}, 0, 0, true};
    if (label == "spring") return season(today, 3);
    if (label == "summer") return season(today, 6);
    if (label == "autumn") return season(today, 9);
    if (label == "winter") return season(today, 12);
    return std::nullopt;
}

bool is_latin(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

class DateReader {
  public:
    DateReader(CourseText& text, Date today, const CourseWords& words)
        : text_(text), today_(today), words_(words) {}

    CourseDates read() {
        for (std::size_t i = 0; i < text_.size();) {
            const auto span = text_[i].used ? std::nullopt : span_at(i);
            if (span) take(*span);
            i += span ? span->count : 1;
        }
        return result_;
    }

  private:
    void take(const DaySpan& span) {
        const BoundBefore before = bound_before(text_, span.first, words_);
        const std::size_t first = before.bound == Bound::none ? span.first : before.first;
        for (std::size_t i = first; i < span.first + span.count; ++i) text_[i].used = true;
        if (before.bound == Bound::to) {
            result_.to = before.excluding ? plus(span.from, -1) : span.to;
            return;
        }
        const Date from =
            before.bound == Bound::from && before.excluding ? plus(span.to, 1) : span.from;
        if (!result_.from) result_.from = from;
        if (before.bound != Bound::from && !span.open) result_.to = span.to;
    }

    std::optional<DaySpan> span_at(std::size_t i) const {
        for (const auto read :
             {&DateReader::numeric_day, &DateReader::day_of_month, &DateReader::named,
              &DateReader::part_of_month, &DateReader::whole_month})
            if (auto span = (this->*read)(i)) {
                span->first = i;
                return span;
            }
        return std::nullopt;
    }

    // "3.2.", "03.02.2027", "2027-02-03"
    std::optional<DaySpan> numeric_day(std::size_t i) const {
        if (i + 1 >= text_.size()) return std::nullopt;
        const auto a = digits(i);
        const auto b = digits(i + 1);
        if (!a || !b) return std::nullopt;
        if (*a >= 1900 && text_[i + 1].gap == "-" && i + 2 < text_.size() &&
            text_[i + 2].gap == "-" && digits(i + 2))
            return day(*a, *b, *digits(i + 2), 3);
        if (text_[i + 1].gap != ".") return std::nullopt;
        const bool more = i + 2 < text_.size();
        if (more && text_[i + 2].gap == "." && digits(i + 2) &&
            (*digits(i + 2) >= 2000 || text_[i + 2].text.size() == 2))
            return day(*digits(i + 2) + (*digits(i + 2) < 100 ? 2000 : 0), *b, *a, 3);
        const bool dotted = more && text_[i + 2].gap.starts_with(".") && text_[i + 2].text != "uhr";
        const bool named = i > 0 && text_[i - 1].text == "am";
        if (!dotted && !named) return std::nullopt;
        return next_day(*b, *a, 2);
    }

    // "3. Februar 2027", "5th of December", "December 5"
    std::optional<DaySpan> day_of_month(std::size_t i) const {
        const auto number = digits(i);
        std::size_t at = i + 1;
        if (number) {
            for (const std::string_view filler : {"th", "st", "nd", "of"})
                if (at < text_.size() && text_[at].text == filler) ++at;
            const unsigned m = at < text_.size() ? month_at(at, true) : 0;
            if (m == 0 || *number < 1 || *number > 31) return std::nullopt;
            return day_with_year(m, *number, at + 1, i);
        }
        const unsigned m = month_at(i, false);
        if (m == 0 || at >= text_.size() || !is_latin(text_[i].text)) return std::nullopt;
        const auto behind = digits(at);
        if (!behind || *behind < 1 || *behind > 31 || text_[at].text.size() > 2)
            return std::nullopt;
        const bool other =
            at + 1 < text_.size() && (text_[at + 1].text == "uhr" || text_[at + 1].text == "euro");
        return other ? std::nullopt : day_with_year(m, *behind, at + 1, i);
    }

    std::optional<DaySpan> day_with_year(unsigned m, int d, std::size_t at, std::size_t i) const {
        if (const auto y = year_at(at)) return day(*y, static_cast<int>(m), d, at + 1 - i);
        return next_day(static_cast<int>(m), d, at - i);
    }

    std::optional<DaySpan> named(std::size_t i) const {
        const auto all = words_.list(CourseList::date).at(text_, i);
        std::size_t longest = 0;
        for (const FoundPhrase& found : all) longest = std::max(longest, found.size);
        for (const FoundPhrase& found : all) {
            if (found.size < longest || is_other_word(i, found.label)) continue;
            auto span = named_span(found.label, today_);
            if (span) {
                span->count = found.count;
                return span;
            }
        }
        return std::nullopt;
    }

    // "am Morgen" is no day, an English "fall" stands behind "in" or "this".
    bool is_other_word(std::size_t i, std::string_view label) const {
        const std::string_view before = i > 0 ? std::string_view(text_[i - 1].text) : "";
        if (label == "tomorrow" && text_[i].text == "morgen")
            return before == "am" || before == "guten" || before == "jeden" || before == "fruhen";
        if (text_[i].text == "fall")
            return before != "this" && before != "next" && before != "the" &&
                   (before != "in" || text_[i].capital());
        return false;
    }

    // "Anfang Januar": ten days each, the end takes the rest.
    std::optional<DaySpan> part_of_month(std::size_t i) const {
        static constexpr std::array<std::string_view, 6> parts = {"anfang", "mitte", "ende",
                                                                  "early",  "mid",   "late"};
        const auto part = std::ranges::find(parts, text_[i].text);
        if (part == parts.end() || i + 1 >= text_.size()) return std::nullopt;
        const unsigned m = month_at(i + 1, true);
        if (m == 0) return std::nullopt;
        auto span = with_year(m, i + 2, 2);
        const auto third = static_cast<unsigned>((part - parts.begin()) % 3);
        const Date first = span.from;
        span.from = first.year() / first.month() / std::chrono::day{third * 10 + 1};
        if (third < 2) span.to = first.year() / first.month() / std::chrono::day{third * 10 + 10};
        return span;
    }

    std::optional<DaySpan> whole_month(std::size_t i) const {
        const unsigned m = month_at(i, false);
        if (m == 0) return std::nullopt;
        return with_year(m, i + 1, 1);
    }

    DaySpan with_year(unsigned m, std::size_t at, std::size_t count) const {
        const auto typed = year_at(at);
        const bool passed = m < static_cast<unsigned>(today_.month());
        DaySpan span = month_span(typed ? year{*typed} : today_.year() + years{passed ? 1 : 0}, m);
        span.count = count + (typed ? 1 : 0);
        return span;
    }

    // 1 to 12, 0 for no month. Short words ("may", "lip…") need a preposition or a number before.
    unsigned month_at(std::size_t i, bool sure) const {
        static constexpr std::array<std::string_view, 19> prepositions = {
            "in", "im", "ab",   "bis",  "von",   "vom", "und", "oder", "from", "until",
            "of", "by", "this", "next", "since", "w",   "od",  "do",   "na"};
        const auto found = words_.list(CourseList::month).longest_at(text_, i);
        if (!found) return 0;
        const std::string& word = text_[i].text;
        const bool begins_only = found->size < word.size() && found->count == 1;
        const bool doubtful =
            is_latin(word) && (word.size() <= 3 || (begins_only && found->size < 5));
        const bool led =
            i > 0 && std::ranges::find(prepositions, text_[i - 1].text) != prepositions.end();
        if (doubtful && !sure && !led && !(word == "mai" && text_[i].capital())) return 0;
        return static_cast<unsigned>(std::stoi(std::string(found->label)));
    }

    std::optional<int> year_at(std::size_t i) const {
        if (i >= text_.size()) return std::nullopt;
        const auto number = digits(i);
        return number && *number >= 2000 && *number < 2100 ? number : std::nullopt;
    }

    std::optional<int> digits(std::size_t i) const {
        const std::string& word = text_[i].text;
        if (word.empty() || word[0] < '0' || word[0] > '9') return std::nullopt;
        return number_of(text_[i]);
    }

    std::optional<DaySpan> day(int y, int m, int d, std::size_t count) const {
        const Date date = year{y} / m / d;
        if (m < 1 || d < 1 || !date.ok()) return std::nullopt;
        return DaySpan{date, date, 0, count};
    }

    std::optional<DaySpan> next_day(int m, int d, std::size_t count) const {
        const int this_year = static_cast<int>(today_.year());
        for (int y = this_year; y <= this_year + 8; ++y)  // 29 February comes within eight years
            if (const auto span = day(y, m, d, count); span && span->from >= today_) return span;
        return std::nullopt;
    }

    CourseText& text_;
    Date today_;
    const CourseWords& words_;
    CourseDates result_;
};

}  // namespace

CourseDates read_dates(CourseText& text, Date today, const CourseWords& words) {
    return DateReader(text, today, words).read();
}

}  // namespace kiosk::answers
