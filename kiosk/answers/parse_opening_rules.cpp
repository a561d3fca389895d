#include "kiosk/answers/opening_rules.h"

#include <algorithm>

namespace kiosk::answers {
namespace {

using namespace std::chrono;

constexpr std::size_t longest_value = 1000;
constexpr int latest_end = 48 * 60;
constexpr std::array<std::string_view, 8> day_names = {"Mo", "Tu", "We", "Th",
                                                       "Fr", "Sa", "Su", "PH"};
constexpr std::array<std::string_view, 12> month_names = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    Result<std::vector<OpeningRule>> rules();

  private:
    struct DayOfYear {
        std::optional<year> in;
        month of{};
        std::optional<day> on;  // none: the month as a whole
        std::size_t at = 0;
    };

    Result<OpeningRule> rule();
    Result<std::vector<DateRange>> dates();
    Result<DateRange> date_range(std::optional<DayOfYear>& before);
    Result<DateRange> range_between(const DayOfYear& from, const DayOfYear& to);
    Result<DayOfYear> day_of_year(const std::optional<DayOfYear>& before);
    Result<std::array<bool, 8>> days();
    Result<std::vector<Span>> spans();
    bool another_span();
    Result<int> time_of_day();
    Result<std::string> comment();

    [[nodiscard]] char ahead(std::size_t by) const {
        return at_ + by < text_.size() ? text_[at_ + by] : '\0';
    }
    [[nodiscard]] int digits_ahead() const {
        int count = 0;
        while (is_digit(ahead(static_cast<std::size_t>(count)))) ++count;
        return count;
    }
    // "08:0": the colon alone may also end a date.
    [[nodiscard]] bool time_ahead() const {
        const int count = digits_ahead();
        const auto colon = static_cast<std::size_t>(count);
        return count > 0 && ahead(colon) == ':' && is_digit(ahead(colon + 1));
    }
    [[nodiscard]] bool date_ahead() const {
        return digits_ahead() == 4 || one_of(month_names).has_value();
    }
    [[nodiscard]] bool day_number_ahead() const {
        return digits_ahead() > 0 && digits_ahead() <= 2 && !time_ahead() && ahead(2) != '/';
    }
    // Which of `names` stands here as a whole word.
    template <std::size_t count>
    [[nodiscard]] std::optional<std::size_t> one_of(
        const std::array<std::string_view, count>& names) const {
        for (std::size_t i = 0; i < count; ++i)
            if (text_.substr(at_).starts_with(names[i]) && !is_letter(ahead(names[i].size())))
                return i;
        return std::nullopt;
    }
    bool take(std::string_view word);
    int number(int count);
    void skip_spaces() {
        while (ahead(0) == ' ') ++at_;
    }
    [[nodiscard]] tl::unexpected<Error> wrong(std::string_view reason) const {
        return wrong(reason, at_);
    }
    [[nodiscard]] static tl::unexpected<Error> wrong(std::string_view reason, std::size_t at) {
        return fail(
            ErrorKind::invalid_configuration,
            "opening hours, position " + std::to_string(at + 1) + ": " + std::string(reason));
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

// A word must not run on in letters, so that "offen" is not taken for "off".
bool Reader::take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    if (is_letter(word.back()) && is_letter(ahead(word.size()))) return false;
    at_ += word.size();
    return true;
}

int Reader::number(int count) {
    int value = 0;
    for (; count > 0; --count) value = value * 10 + (text_[at_++] - '0');
    return value;
}

Result<std::vector<OpeningRule>> Reader::rules() {
    if (text_.size() > longest_value) return wrong("longer than 1000 characters", longest_value);
    std::vector<OpeningRule> all;
    bool adds = false;
    do {
        auto next = TRY(rule());
        next.adds = adds;
        all.push_back(std::move(next));
        adds = ahead(0) == ',';
    } while (take(";") || take(","));
    if (at_ < text_.size()) return wrong("not understood; rules are parted by ; or ,");
    return all;
}

Result<OpeningRule> Reader::rule() {
    OpeningRule rule;
    skip_spaces();
    const std::size_t start = at_;
    const bool always = take("24/7");
    if (always) {
        rule.spans = {{0, minutes_of_day, {}}};
    } else {
        if (date_ahead()) {
            rule.dates = TRY(dates());
            take(":");
            skip_spaces();
        }
        if (one_of(day_names)) rule.days = TRY(days());
        skip_spaces();
        if (time_ahead()) rule.spans = TRY(spans());
    }
    skip_spaces();
    if (take("off") || take("closed")) {
        rule.closes = true;
        if (always) rule.spans.clear();
    } else if (rule.spans.empty()) {
        return wrong(at_ == start ? "a day, a date, a time or off is missing"
                                  : "times such as 08:00-12:00, or off, are missing");
    } else {
        take("open");
    }
    skip_spaces();
    if (ahead(0) == '"') {
        const auto words = TRY(comment());
        for (Span& span : rule.spans) span.comment = words;
    }
    skip_spaces();
    return rule;
}

Result<std::vector<DateRange>> Reader::dates() {
    std::vector<DateRange> ranges;
    std::optional<DayOfYear> before;
    while (true) {
        ranges.push_back(TRY(date_range(before)));
        skip_spaces();
        if (ahead(0) != ',') return ranges;
        ++at_;
        skip_spaces();
        if (before->in && one_of(month_names)) return wrong("this date needs a year too");
        if (!date_ahead() && !day_number_ahead()) return wrong("a date such as Dec 24 is missing");
    }
}

// `before` is what a lone day number goes on from, as in "Dec 24,31"; then the end of this range.
Result<DateRange> Reader::date_range(std::optional<DayOfYear>& before) {
    const auto from = TRY(day_of_year(before));
    before = from;
    if (ahead(0) == '-') {
        ++at_;
        const bool same_month = day_number_ahead();
        before = TRY(day_of_year(from));
        if (same_month && *before->on < *from.on)
            return wrong("the range of days runs backwards", before->at);
    }
    return range_between(from, *before);
}

Result<DateRange> Reader::range_between(const DayOfYear& from, const DayOfYear& to) {
    if (from.on.has_value() != to.on.has_value())
        return wrong("a range goes from day to day or from month to month", to.at);
    if (to.in && !from.in) return wrong("the beginning needs a year too", from.at);
    // Only compared with, never a day itself: 31 ends every month.
    const DateRange range{from.of / from.on.value_or(day{1}), to.of / to.on.value_or(day{31}),
                          from.in, to.in};
    if (!from.in) return range;
    const Date first = *from.in / from.of / range.from.day();
    const Date last = *to.in / to.of / range.to.day();
    if (last < first) return wrong("the range ends before it begins", to.at);
    return range;
}

// The year goes on to the end of a range: "2026 Jul 01-Aug 31".
Result<Reader::DayOfYear> Reader::day_of_year(const std::optional<DayOfYear>& before) {
    DayOfYear read;
    read.at = at_;
    if (before) read.in = before->in;
    if (digits_ahead() == 4) {
        read.in = year{number(4)};
        skip_spaces();
    }
    if (const auto named = one_of(month_names)) {
        read.of = month{static_cast<unsigned>(*named + 1)};
        at_ += month_names[*named].size();
        const std::size_t month_end = at_;
        skip_spaces();
        if (!day_number_ahead()) {
            at_ = month_end;
            return read;
        }
    } else if (before && before->on && day_number_ahead()) {
        read.of = before->of;
    } else {
        return wrong("a month such as Dec is missing");
    }
    read.on = day{static_cast<unsigned>(number(digits_ahead()))};
    const bool exists = read.in ? (*read.in / read.of / *read.on).ok() : (read.of / *read.on).ok();
    if (!exists) return wrong("there is no such day", read.at);
    return read;
}

Result<std::array<bool, 8>> Reader::days() {
    std::array<bool, 8> days{};
    while (true) {
        const auto first = one_of(day_names);
        if (!first) return wrong("a day such as Mo or PH is missing");
        at_ += 2;
        days[*first] = true;
        if (ahead(0) == '-') {
            ++at_;
            const auto last = one_of(day_names);
            if (!last || *last == OpeningRule::public_holiday ||
                *first == OpeningRule::public_holiday)
                return wrong("a range goes from weekday to weekday");
            at_ += 2;
            for (std::size_t day = *first; day != *last; day = (day + 1) % 7) days[day] = true;
            days[*last] = true;
        }
        if (ahead(0) != ',') return days;
        ++at_;
        skip_spaces();
    }
}

Result<std::vector<Span>> Reader::spans() {
    std::vector<Span> spans;
    while (true) {
        const std::size_t start = at_;
        Span span;
        span.from = TRY(time_of_day());
        if (span.from >= minutes_of_day) return wrong("a span begins before 24:00", start);
        if (!take("-")) return wrong("a span such as 08:00-12:00 has an end");
        const std::size_t end = at_;
        span.to = TRY(time_of_day());
        if (span.to == span.from) return wrong("the span is empty", end);
        if (span.to < span.from) span.to += minutes_of_day;
        spans.push_back(span);
        if (!another_span()) return spans;
    }
}

// A comma before anything but a time begins a rule that adds.
bool Reader::another_span() {
    const std::size_t before = at_;
    skip_spaces();
    if (take(",")) {
        skip_spaces();
        if (time_ahead()) return true;
    }
    at_ = before;
    return false;
}

Result<int> Reader::time_of_day() {
    const std::size_t start = at_;
    if (digits_ahead() != 2 || ahead(2) != ':') return wrong("a time such as 08:00 is missing");
    const int hours_read = number(2);
    ++at_;
    if (digits_ahead() != 2) return wrong("a time such as 08:00 is missing", start);
    const int minutes_read = number(2);
    const int time = hours_read * 60 + minutes_read;
    if (minutes_read > 59 || time > latest_end) return wrong("there is no such time", start);
    return time;
}

Result<std::string> Reader::comment() {
    const std::size_t start = at_++;
    const std::size_t end = text_.find('"', at_);
    if (end == std::string_view::npos) return wrong("the comment has no end", start);
    const std::string words(text_.substr(at_, end - at_));
    const bool printable = std::all_of(words.begin(), words.end(),
                                       [](unsigned char c) { return c >= 0x20 && c != 0x7f; });
    if (words.empty() || !printable) return wrong("the comment is no plain text", start);
    at_ = end + 1;
    return words;
}

}  // namespace

Result<std::vector<OpeningRule>> parse_opening_rules(std::string_view text) {
    return Reader(text).rules();
}

}  // namespace kiosk::answers
