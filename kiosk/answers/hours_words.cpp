#include "kiosk/answers/hours_words.h"

#include <algorithm>
#include <array>

namespace kiosk::answers {
namespace {

using namespace std::chrono;

std::string two_digits(int number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

// `minute` up to 48:00; the midnight that ends a day is 24:00, and not 0:00 of a day not meant.
Phrase clock(int minute) {
    if (minute > minutes_of_day) minute -= minutes_of_day;
    const std::string hour = std::to_string(minute / 60);
    if (minute % 60 == 0) return {"hours.clock.full_hour", {{"hour", hour}}};
    return {"hours.clock", {{"hour", hour}, {"minute", two_digits(minute % 60)}}};
}

Phrase weekday_in_words(std::size_t of_week) {
    return {"hours.weekday." + std::to_string(of_week + 1), {}};
}

std::size_t of_week(Date date) {
    return weekday{sys_days{date}}.iso_encoding() - 1;
}

Date day_after(Date date) {
    return sys_days{date} + days{1};
}

// "a, b und c"
Phrase listed(std::vector<Phrase> parts) {
    Phrase whole = std::move(parts.back());
    parts.pop_back();
    const char* key = "hours.list.last";
    for (; !parts.empty(); parts.pop_back(), key = "hours.list.more")
        whole = {key, {{"first", std::move(parts.back())}, {"rest", std::move(whole)}}};
    return whole;
}

Phrase span_in_words(const Span& span) {
    Phrase phrase{"hours.span", {{"from", clock(span.from)}, {"to", clock(span.to)}}};
    if (span.to - span.from == minutes_of_day) phrase = {"hours.all_day", {}};
    if (span.comment.empty()) return phrase;
    return {"hours.with_comment", {{"hours", std::move(phrase)}, {"comment", span.comment}}};
}

Phrase spans_in_words(const std::vector<Span>& spans) {
    if (spans.empty()) return {"hours.closed_all_day", {}};
    std::vector<Phrase> parts;
    for (const Span& span : spans) parts.push_back(span_in_words(span));
    return listed(std::move(parts));
}

// Three days in a row are told by the first and the last.
Phrase weekdays_in_words(const std::vector<std::size_t>& days) {
    std::vector<Phrase> parts;
    for (std::size_t i = 0; i < days.size();) {
        std::size_t last = i;
        while (last + 1 < days.size() && days[last + 1] == days[last] + 1) ++last;
        if (last - i >= 2) {
            parts.push_back(
                {"hours.days",
                 {{"first", weekday_in_words(days[i])}, {"last", weekday_in_words(days[last])}}});
        } else {
            for (std::size_t day = i; day <= last; ++day)
                parts.push_back(weekday_in_words(days[day]));
        }
        i = last + 1;
    }
    return listed(std::move(parts));
}

// An end of the day in the words of this day, as long as that is plain: tonight, or before noon
// after the night.
bool is_plainly_today(const LocalTime& time, Date today) {
    return time.date == today || (time.date == day_after(today) && time.minute < 12 * 60);
}

Phrase open_in_words(const State& state, Date today) {
    if (!state.closes) return {"hours.open", {}};
    const LocalTime& end = *state.closes;
    if (!is_plainly_today(end, today))
        return {"hours.open_until_on",
                {{"weekday", weekday_in_words(of_week(end.date))},
                 {"date", end.date},
                 {"time", clock(end.minute)}}};
    const bool at_midnight = end.date != today && end.minute == 0;
    return {"hours.open_until", {{"time", clock(at_midnight ? minutes_of_day : end.minute)}}};
}

}  // namespace

Phrase hours_unknown() {
    return {"hours.unknown", {}};
}

Phrase state_in_words(const State& state, LocalTime now, const Holidays& holidays,
                      std::string_view language) {
    if (state.open) return open_in_words(state, now.date);
    if (!state.opens) return {"hours.closed", {}};
    const LocalTime& next = *state.opens;
    const Phrase time = clock(next.minute);
    if (next.date == now.date) return {"hours.closed_opens_today", {{"time", time}}};
    const std::vector<PhraseArgument> when{
        {"weekday", weekday_in_words(of_week(next.date))}, {"date", next.date}, {"time", time}};
    if (const std::string name = holidays.name(now.date, language); !name.empty()) {
        Phrase phrase{"hours.closed_holiday", {{"name", name}}};
        phrase.arguments.insert(phrase.arguments.end(), when.begin(), when.end());
        return phrase;
    }
    if (next.date == day_after(now.date)) return {"hours.closed_opens_tomorrow", {{"time", time}}};
    return {"hours.closed_opens_on", when};
}

std::vector<Phrase> days_in_words(const OpeningHours& hours, Date from) {
    std::array<std::vector<Span>, 7> week;
    for (Date day = from; day < Date{sys_days{from} + days{7}}; day = day_after(day))
        week[of_week(day)] = hours.on(day, Holidays{});
    std::vector<Phrase> phrases;
    for (std::size_t day = 0; day < week.size(); ++day) {
        const auto first_alike = std::find(week.begin(), week.end(), week[day]);
        if (first_alike != week.begin() + static_cast<std::ptrdiff_t>(day)) continue;
        std::vector<std::size_t> alike;
        for (std::size_t other = day; other < week.size(); ++other)
            if (week[other] == week[day]) alike.push_back(other);
        phrases.push_back(
            {"hours.on_days",
             {{"days", weekdays_in_words(alike)}, {"hours", spans_in_words(week[day])}}});
    }
    return phrases;
}

std::vector<Phrase> holidays_in_words(const OpeningHours& hours, Date from, int count,
                                      const Holidays& holidays, std::string_view language) {
    std::vector<Phrase> phrases;
    for (Date day = from; day < Date{sys_days{from} + days{count}}; day = day_after(day)) {
        if (!holidays.on(day)) continue;
        const auto spans = hours.on(day, holidays);
        if (spans == hours.on(day, Holidays{})) continue;
        phrases.push_back({"hours.on_holiday",
                           {{"weekday", weekday_in_words(of_week(day))},
                            {"date", day},
                            {"name", holidays.name(day, language)},
                            {"hours", spans_in_words(spans)}}});
    }
    return phrases;
}

}  // namespace kiosk::answers
