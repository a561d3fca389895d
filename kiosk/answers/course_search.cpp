#include "kiosk/answers/course_search.h"

#include "kiosk/answers/course_level.h"
#include "kiosk/answers/course_number.h"
#include "kiosk/answers/course_subject.h"
#include "kiosk/answers/words.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace kiosk::answers {
namespace {

constexpr int noon = 12 * 60;
constexpr int evening = 17 * 60;

constexpr std::array<std::string_view, 10> wish_names = {
    "weekday", "time",       "date", "level",    "place",
    "price",   "free_seats", "mode", "audience", "accessible"};

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

bool is_over(const Course& course, Date today) {
    const auto& last = course.end ? course.end : course.start;
    return last && *last < today;
}

bool is_in(Daypart part, int from) {
    switch (part) {
        case Daypart::vormittag:
            return from < noon;
        case Daypart::nachmittag:
            return from >= noon && from < evening;
        case Daypart::abend:
            return from >= evening;
    }
    return false;
}

bool is_on_time(const CourseSession& session, const CourseSlots& slots) {
    return (!slots.daypart || is_in(*slots.daypart, session.from)) &&
           (!slots.time_from || session.from >= *slots.time_from) &&
           (!slots.time_to || session.to <= *slots.time_to);
}

// One of its meetings has both the weekday and the time, and none is on a day that was ruled out.
bool fits_week(const Course& course, const CourseSlots& slots) {
    const bool of_time = slots.daypart || slots.time_from || slots.time_to;
    const bool of_day = !slots.weekday.empty();
    const bool against_day = !slots.weekday_not.empty();
    if (!of_time && !of_day && !against_day) return true;
    const auto is_one_of = [](const std::vector<Weekday>& days, Weekday day) {
        return std::ranges::find(days, day) != days.end();
    };
    return std::ranges::any_of(course.sessions,
                               [&](const CourseSession& session) {
                                   return (!of_day || is_one_of(slots.weekday, session.weekday)) &&
                                          is_on_time(session, slots);
                               }) &&
           std::ranges::none_of(course.sessions, [&](const CourseSession& session) {
               return is_one_of(slots.weekday_not, session.weekday);
           });
}

bool fits_mode(CourseMode held, const std::optional<CourseMode>& wanted) {
    return !wanted || held == *wanted || held == CourseMode::hybrid;
}

bool fits_dates(const Course& course, const CourseSlots& slots) {
    if (!slots.date_from && !slots.date_to) return true;
    return course.start && (!slots.date_from || *course.start >= *slots.date_from) &&
           (!slots.date_to || *course.start <= *slots.date_to);
}

bool fits_level(const std::optional<LevelSpan>& taught, const std::string& wanted) {
    const auto span = level_span(wanted);
    if (!span) return true;
    return taught && taught->from <= span->to && span->from <= taught->to;
}

// "Karl-Liebknecht-Str. 5" and "Karl-Liebknecht-Straße" are one street.
std::string place_words(std::string_view text) {
    constexpr std::string_view street = "strasse";
    std::string joined = " ";
    for (const std::string& word : words_of(folded(text))) {
        const bool long_form = word.ends_with(street);
        joined += long_form ? word.substr(0, word.size() - street.size()) + "str" : word;
        joined += ' ';
    }
    return joined;
}

std::optional<LevelSpan> level_of(const Course& course, const CourseText& title,
                                  const CourseWords& words) {
    const auto from = level_span(course.level_from);
    const auto to = level_span(course.level_to);
    if (from || to) return LevelSpan{(from ? from : to)->from, (to ? to : from)->to};
    const LevelRange typed = level_range_in(title);
    if (!typed.from.empty())
        return LevelSpan{level_span(typed.from)->from, level_span(typed.to)->to};
    for (const FoundPhrase& found : words.list(CourseList::level).in(title))
        return level_span(found.label);
    return std::nullopt;
}

std::vector<std::string> labels_in(const CourseText& text, const CoursePhrases& list) {
    std::vector<std::string> labels;
    for (const FoundPhrase& found : list.in(text))
        if (!contains(labels, found.label)) labels.emplace_back(found.label);
    return labels;
}

}  // namespace

std::string_view name_of(CourseWish wish) {
    return wish_names[static_cast<std::size_t>(wish)];
}

CourseSlots without(CourseSlots slots, CourseWish wish) {
    const CourseSlots none;
    switch (wish) {
        case CourseWish::weekday:
            slots.weekday = slots.weekday_not = none.weekday;
            break;
        case CourseWish::time:
            slots.daypart = none.daypart;
            slots.time_from = slots.time_to = none.time_from;
            break;
        case CourseWish::date:
            slots.date_from = slots.date_to = none.date_from;
            break;
        case CourseWish::level:
            slots.level = none.level;
            break;
        case CourseWish::place:
            slots.place = none.place;
            break;
        case CourseWish::price:
            slots.price_max = none.price_max;
            break;
        case CourseWish::free_seats:
            slots.free_seats = none.free_seats;
            break;
        case CourseWish::mode:
            slots.mode = none.mode;
            break;
        case CourseWish::audience:
            slots.audience = none.audience;
            break;
        case CourseWish::accessible:
            slots.accessible = none.accessible;
            break;
    }
    return slots;
}

CourseSearch::CourseSearch(std::vector<Course> courses, CourseWords words)
    : words_(std::move(words)) {
    entries_.reserve(courses.size());
    Repeated repeated;
    for (Course& course : courses) entries_.push_back(entry_of(std::move(course), repeated));
}

Result<CourseSearch> CourseSearch::load(const std::string& directory) {
    CourseWords words = TRY(CourseWords::load(directory));
    return CourseSearch(TRY(load_courses(directory)), std::move(words));
}

// The subject that a keyword is as a whole: "Fragen auf Englisch" makes no course in English.
std::string CourseSearch::subject_of(const std::string& keyword) const {
    const CourseText text = course_text(keyword);
    if (text.empty()) return {};
    const auto found = words_.list(CourseList::subject).longest_at(text, 0);
    return found && found->count == text.size() ? std::string(found->label) : "";
}

// The words of a place and the names that citizens have for it.
std::string CourseSearch::where(const std::string& place) const {
    std::string where = place_words(place);
    for (const std::string& name : labels_in(course_text(place), words_.list(CourseList::place)))
        where += place_words(name).substr(1);
    return where;
}

CourseSearch::Entry CourseSearch::entry_of(Course course, Repeated& repeated) const {
    Entry entry;
    const CourseText title = course_text(course.title + " " + course.subtitle);
    entry.subjects = subjects_in(title, words_);
    if (!course.subject.empty()) entry.subjects.push_back(course.subject);
    for (const std::string& keyword : course.keywords) {
        const auto [known, fresh] = repeated.subjects.try_emplace(keyword);
        if (fresh) known->second = subject_of(keyword);
        if (!known->second.empty()) entry.subjects.push_back(known->second);
    }
    std::string audience;
    for (const std::string& each : course.audience) audience += each + ", ";
    entry.audiences = labels_in(audience.empty() ? title : course_text(audience),
                                words_.list(CourseList::audience));
    entry.level = level_of(course, title, words_);
    const auto [place, fresh] = repeated.places.try_emplace(
        course.place.name + " " + course.place.street + " " + course.place.district);
    if (fresh) place->second = where(place->first);
    entry.place = place->second;
    entry.number = plain_course_number(course.number);
    entry.placement = contains(labels_in(title, words_.list(CourseList::intent)),
                               name_of(CourseIntent::placement));
    entry.exam = std::ranges::any_of(entry.subjects, [&](const std::string& subject) {
        return words_.category_of(subject) == "exam";
    });
    entry.course = std::move(course);
    return entry;
}

bool CourseSearch::fits(const Entry& entry, const CourseSlots& slots, const std::string& place) {
    const Course& course = entry.course;
    if (slots.intent == CourseIntent::placement && !entry.placement) return false;
    if (slots.intent == CourseIntent::exam_date && !entry.exam) return false;
    if (!slots.subject.empty() && !contains(entry.subjects, slots.subject)) return false;
    if (!slots.audience.empty() && !contains(entry.audiences, slots.audience)) return false;
    if (slots.free_seats && course.free_seats().value_or(0) == 0) return false;
    if (slots.accessible && course.place.accessible != true) return false;
    if (slots.price_max && (!course.price || *course.price > *slots.price_max)) return false;
    if (!slots.place.empty() && entry.place.find(place) == std::string::npos) return false;
    return fits_level(entry.level, slots.level) && fits_mode(course.mode, slots.mode) &&
           fits_dates(course, slots) && fits_week(course, slots);
}

std::vector<const Course*> CourseSearch::fitting(const CourseSlots& slots, Date today) const {
    const std::string number = plain_course_number(slots.course_number);
    const std::string place = place_words(slots.place);
    std::vector<const Course*> courses;
    for (const Entry& entry : entries_)
        if (!is_over(entry.course, today) &&
            (number.empty() ? fits(entry, slots, place) : entry.number == number))
            courses.push_back(&entry.course);
    return courses;
}

FoundCourses CourseSearch::find(const CourseSlots& slots, Date today) const {
    FoundCourses found{.courses = fitting(slots, today), .given_up = {}};
    const auto order = [&](const Course* course) {
        const Date start = course->start.value_or(std::chrono::year::max() / 12 / 31);
        return std::tuple(start < today, start, course->full(), std::string_view(course->number));
    };
    std::ranges::sort(found.courses, {}, order);
    if (!found.courses.empty() || !slots.course_number.empty()) return found;
    for (std::size_t i = 0; i < wish_names.size(); ++i) {
        const auto wish = static_cast<CourseWish>(i);
        if (const std::size_t count = fitting(without(slots, wish), today).size(); count > 0)
            found.given_up.emplace_back(wish, count);
    }
    return found;
}

Instant CourseSearch::as_of() const {
    Instant newest{};
    for (const Entry& entry : entries_) newest = std::max(newest, entry.course.as_of);
    return newest;
}

bool CourseSearch::knows_number(std::string_view number) const {
    const std::string plain = plain_course_number(number);
    return std::ranges::any_of(entries_, [&](const Entry& entry) { return entry.number == plain; });
}

}  // namespace kiosk::answers
