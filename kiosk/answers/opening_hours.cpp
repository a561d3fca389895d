#include "kiosk/answers/opening_hours.h"

#include <algorithm>
#include <tuple>

namespace kiosk::answers {
namespace {

using namespace std::chrono;

constexpr days searched{400};
constexpr int end_of_leap = 3 * 60;  // 02:00 to 03:00 is the hour left out and the hour repeated

Instant as_if_utc(Date date, int minute) {
    return sys_days{date} + minutes{minute};
}

// The clock jumps from 02:00 to 03:00 on the last Sunday of March.
bool is_leapt_over(Date date, int minute) {
    const Instant shown = as_if_utc(date, minute);
    return local_time(shown - hours{1}) != shown && local_time(shown - hours{2}) != shown;
}

// Minutes after midnight of `date`, which may lie on the next day, as a clock shows them.
LocalTime on_the_clock(Date date, int minute) {
    const sys_days day = sys_days{date} + days{minute / minutes_of_day};
    minute %= minutes_of_day;
    return {day, is_leapt_over(day, minute) ? end_of_leap : minute};
}

void take_out(std::vector<Span>& spans, int from, int to) {
    std::vector<Span> left;
    for (const Span& span : spans) {
        if (span.from < from) left.push_back({span.from, std::min(span.to, from), span.comment});
        if (span.to > to) left.push_back({std::max(span.from, to), span.to, span.comment});
    }
    spans = std::move(left);
}

void join_touching(std::vector<Span>& spans) {
    std::sort(spans.begin(), spans.end(),
              [](const auto& a, const auto& b) { return a.from < b.from; });
    std::vector<Span> joined;
    for (const Span& span : spans)
        if (!joined.empty() && joined.back().to == span.from &&
            joined.back().comment == span.comment)
            joined.back().to = span.to;
        else
            joined.push_back(span);
    spans = std::move(joined);
}

// A time without a break from opening to closing, over however many spans and days.
struct Stretch {
    LocalTime from;
    LocalTime to;
};

// The stretches that end after a time, as many as a State needs.
class Ahead {
  public:
    explicit Ahead(LocalTime now) : now_(now) {}

    void take(const Stretch& next) {
        const bool leapt_over = next.to <= next.from;
        if (leapt_over || next.to <= now_) return;
        if (!found_.empty() && next.from <= found_.back().to)
            found_.back().to = std::max(found_.back().to, next.to);
        else
            found_.push_back(next);
    }
    [[nodiscard]] bool enough() const { return found_.size() > 1; }

    [[nodiscard]] State state(LocalTime horizon) const {
        State state;
        if (found_.empty()) return state;
        const Stretch& next = found_.front();
        state.open = next.from <= now_;
        if (next.to < horizon) state.closes = next.to;
        if (!state.open)
            state.opens = next.from;
        else if (enough())
            state.opens = found_[1].from;
        return state;
    }

  private:
    LocalTime now_;
    std::vector<Stretch> found_;
};

}  // namespace

std::strong_ordering operator<=>(const LocalTime& a, const LocalTime& b) {
    const auto order = [](const LocalTime& time) {
        const bool after_the_first_hour = time.again || time.minute >= end_of_leap;
        return std::tuple(time.date, time.minute + (after_the_first_hour ? 60 : 0));
    };
    return order(a) <=> order(b);
}

LocalTime wall_clock(Instant instant) {
    const Instant shown = local_time(instant);
    const auto midnight = floor<days>(shown);
    return {Date{midnight}, static_cast<int>(floor<minutes>(shown - midnight).count()),
            local_time(instant - hours{1}) == shown};
}

Result<OpeningHours> OpeningHours::parse(std::string_view text) {
    OpeningHours read;
    read.rules_ = TRY(parse_opening_rules(text));
    return read;
}

std::vector<Span> OpeningHours::on(Date date, const Holidays& holidays) const {
    const bool holiday = holidays.on(date);
    std::vector<Span> open;
    for (const OpeningRule& rule : rules_) {
        if (!rule.holds(date, holiday)) continue;
        if (rule.closes && !rule.spans.empty()) {
            for (const Span& span : rule.spans) take_out(open, span.from, span.to);
            continue;
        }
        if (rule.closes || !rule.adds) open.clear();
        for (const Span& span : rule.spans) {
            take_out(open, span.from, span.to);
            open.push_back(span);
        }
    }
    join_touching(open);
    return open;
}

State OpeningHours::at(LocalTime now, const Holidays& holidays) const {
    const sys_days today{now.date};
    Ahead ahead(now);
    for (sys_days day = today - days{1}; day <= today + searched && !ahead.enough(); day += days{1})
        for (const Span& span : on(day, holidays))
            ahead.take({on_the_clock(day, span.from), on_the_clock(day, span.to)});
    return ahead.state({today + searched + days{1}, 0});
}

}  // namespace kiosk::answers
