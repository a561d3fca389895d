#include "kiosk/answers/course_answer.h"

#include "kiosk/answers/german_values.h"

#include <algorithm>
#include <map>

namespace kiosk::answers {
namespace {

// Rules of the school, which no course's fields hold.
bool asks_for_rules(CourseIntent intent) {
    return intent == CourseIntent::registration_period || intent == CourseIntent::cancel ||
           intent == CourseIntent::voucher || intent == CourseIntent::certificate;
}

bool asks_for_special_courses(CourseIntent intent) {
    return intent == CourseIntent::placement || intent == CourseIntent::exam_date;
}

// Whether the course's fields answer what is asked.
bool says(const Course& course, CourseIntent intent) {
    switch (intent) {
        case CourseIntent::free_seats:
            return course.free_seats().has_value();
        case CourseIntent::price:
            return course.price.has_value();
        case CourseIntent::discount:
            return course.reduced_price.has_value();
        case CourseIntent::start_date:
        case CourseIntent::exam_date:
        case CourseIntent::placement:
            return course.start.has_value();
        case CourseIntent::location:
            return !course.place.name.empty() || course.mode != CourseMode::praesenz;
        case CourseIntent::teacher:
            return !course.teacher.empty();
        case CourseIntent::group_size:
            return course.seats.has_value();
        case CourseIntent::waitlist:
            return course.waiting_list.has_value();
        case CourseIntent::find:
        case CourseIntent::registration_period:
        case CourseIntent::cancel:
        case CourseIntent::voucher:
        case CourseIntent::certificate:
            break;
    }
    return true;
}

void append(std::string& list, std::string_view separator, std::string_view part) {
    if (part.empty()) return;
    if (!list.empty()) list += separator;
    list += part;
}

class CourseAnswer {
  public:
    CourseAnswer(const CourseSearch& search, const CourseSlots& slots, Date today,
                 const Frames& frames, std::string_view language, const Office* school)
        : search_(search), slots_(slots), today_(today), frames_(frames), language_(language) {
        Source& source = told_.told.source;
        told_.told.as_of = search.empty() ? Date{} : local_date(search.as_of());
        source.name = say("course_school");
        if (school != nullptr) {
            const auto name = school->name.find(language);
            source = school->source;
            source.name = name != school->name.end() ? name->second : school->name.at("de");
            if (search.empty()) told_.told.as_of = school->updated;
        }
        office_ = source.name;
        if (school != nullptr) append(office_, ", ", school->phone);
        append(office_, ", ", source.url);
    }

    ToldCourses tell() {
        if (asks_for_rules(slots_.intent))
            tell_unknown();
        else if (search_.empty())
            add(say("course_programme_unknown", {{"office", office_}}));
        else
            tell_found();
        return std::move(told_);
    }

  private:
    [[nodiscard]] std::string say(std::string_view name,
                                  const std::vector<text::Argument>& values = {}) const {
        return frames_(language_, name, values);
    }
    void add(std::string line) {
        if (!line.empty()) told_.told.lines.push_back({.text = std::move(line)});
    }

    void tell_found() {
        FoundCourses found = search_.find(slots_, today_);
        const bool of_seats = slots_.intent == CourseIntent::free_seats;
        if (found.courses.empty() && of_seats && slots_.course_number.empty()) {
            found = search_.find(without(slots_, CourseWish::free_seats), today_);
            if (!found.courses.empty()) add(say("course_none_free"));
        } else if (found.courses.size() > 1) {
            add(say("course_found", {{"count", std::to_string(found.courses.size())}}));
        }
        if (found.courses.empty()) return tell_none(found);
        const auto answers = [&](const Course* course) { return says(*course, slots_.intent); };
        const std::size_t count = std::min(found.courses.size(), most_courses_told);
        if (std::none_of(found.courses.begin(),
                         found.courses.begin() + static_cast<std::ptrdiff_t>(count), answers))
            tell_unknown();
        for (std::size_t i = 0; i < count; ++i) tell_course(*found.courses[i]);
        if (found.courses.size() > count)
            add(say("course_more", {{"count", std::to_string(found.courses.size() - count)}}));
        for (const Course* course : found.courses) told_.numbers.push_back(course->number);
        if (found.courses.size() == 1 && !found.courses[0]->link.empty())
            told_.told.source.url = found.courses[0]->link;
    }

    void tell_none(const FoundCourses& found) {
        const std::string as_of = moment(search_.as_of());
        if (!slots_.course_number.empty())
            return add(
                say("course_no_number",
                    {{"number", slots_.course_number}, {"as_of", as_of}, {"office", office_}}));
        if (asks_for_special_courses(slots_.intent)) return tell_unknown();
        add(say("course_none", {{"as_of", as_of}}));
        if (!found.given_up.empty()) add(say("course_instead"));
        for (const auto& [wish, count] : found.given_up)
            add(say("course_without_" + std::string(name_of(wish)),
                    {{"count", std::to_string(count)}}));
    }

    void tell_unknown() {
        const std::string what = say("course_what_" + std::string(name_of(slots_.intent)));
        add(say("course_unknown", {{"what", what}, {"office", office_}}));
    }

    void tell_course(const Course& course) {
        std::string name = course.title;
        append(name, " – ", course.subtitle);
        add(name + " (" + say("course_number", {{"number", course.number}}) + ")");
        add(when(course));
        add(where(course));
        add(price(course));
        add(seats(course));
        if (slots_.intent == CourseIntent::teacher && !course.teacher.empty())
            add(say("course_teacher", {{"name", course.teacher}}));
        if (slots_.intent == CourseIntent::group_size && course.seats)
            add(say("course_group", {{"count", std::to_string(*course.seats)}}));
    }

    // "Montag, Mittwoch 18:00–19:30 Uhr; Samstag 10:00–16:00 Uhr, Beginn: 11.01.2027"
    [[nodiscard]] std::string when(const Course& course) const {
        std::map<std::pair<int, int>, std::string> days_at;
        for (const CourseSession& session : course.sessions)
            append(days_at[{session.from, session.to}], ", ",
                   say("course_day_" + std::string(name_of(session.weekday))));
        std::string line;
        for (const auto& [time, days] : days_at)
            append(line, "; ",
                   days + " " +
                       say("course_time",
                           {{"from", clock_of(time.first)}, {"to", clock_of(time.second)}}));
        if (!course.start) return line;
        const bool begun = *course.start < today_;
        append(line, ", ",
               say(begun ? "course_running" : "course_start", {{"date", day(*course.start)}}));
        return line;
    }

    [[nodiscard]] std::string where(const Course& course) const {
        if (course.mode == CourseMode::online) return say("course_online");
        std::string place = course.place.name;
        append(place, ", ", course.place.street);
        append(place, ", ", course.place.district);
        std::string line = place.empty() ? "" : say("course_place", {{"place", place}});
        if (course.mode == CourseMode::hybrid) append(line, " – ", say("course_hybrid"));
        if (course.place.accessible)
            append(line, " – ",
                   say(*course.place.accessible ? "course_accessible" : "course_not_accessible"));
        return line;
    }

    [[nodiscard]] std::string price(const Course& course) const {
        if (!course.price) return {};
        std::string line = say(
            "course_price", {{"price", *course.price == 0 ? say("free") : euros(*course.price)}});
        if (course.reduced_price)
            append(line, ", ", say("course_reduced", {{"price", euros(*course.reduced_price)}}));
        return line;
    }

    [[nodiscard]] std::string seats(const Course& course) const {
        const auto free = course.free_seats();
        if (!free) return {};
        std::string_view sentence = *free == 1 ? "course_seat" : "course_seats";
        if (*free == 0)
            sentence = course.waiting_list == true ? "course_waiting_list" : "course_full";
        return say(sentence, {{"count", std::to_string(*free)}, {"as_of", moment(course.as_of)}});
    }

    const CourseSearch& search_;
    const CourseSlots& slots_;
    Date today_;
    const Frames& frames_;
    std::string_view language_;
    std::string office_;  // whom to ask, in one line
    ToldCourses told_;
};

}  // namespace

CourseQuestion read_masked(std::string_view question, const Masked& masked, Date today,
                           const CourseSearch& search) {
    CourseQuestion asked = read_course_question(masked.text, today, search.words());
    if (!masked.any) return asked;
    const CourseQuestion typed = read_course_question(question, today, search.words());
    const CourseSlots& slots = typed.slots;
    const bool known = search.knows_number(slots.course_number);
    const bool to_come = slots.date_from && *slots.date_from >= today;
    if (known) asked.slots.course_number = slots.course_number;
    if (to_come) {
        asked.slots.date_from = slots.date_from;
        asked.slots.date_to = slots.date_to;
    }
    if (known || to_come) asked.evidence = std::max(asked.evidence, typed.evidence);
    return asked;
}

ToldCourses tell_courses(const CourseSearch& search, const CourseSlots& slots, Date today,
                         const Frames& frames, std::string_view language, const Office* school) {
    return CourseAnswer(search, slots, today, frames, language, school).tell();
}

const Office* school_in(const std::vector<Office>& offices, const CourseWords& words) {
    const CoursePhrases& list = words.list(CourseList::course);
    for (const Office& office : offices)
        if (const auto name = office.name.find("de"); name != office.name.end())
            for (const FoundPhrase& found : list.in(course_text(name->second)))
                if (found.label == "school") return &office;
    return nullptr;
}

}  // namespace kiosk::answers
