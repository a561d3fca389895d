#include "kiosk/answers/course_slots.h"

#include "kiosk/answers/course_clock.h"
#include "kiosk/answers/course_dates.h"
#include "kiosk/answers/course_denial.h"
#include "kiosk/answers/course_intent.h"
#include "kiosk/answers/course_level.h"
#include "kiosk/answers/course_number.h"
#include "kiosk/answers/course_subject.h"
#include "kiosk/answers/vocabulary.h"

#include <algorithm>
#include <set>

namespace kiosk::answers {
namespace {

constexpr double enough_evidence = 2;

void use(CourseText& text, std::size_t first, std::size_t count) {
    for (std::size_t i = first; i < first + count; ++i) text[i].used = true;
}

bool denied_before(const CourseText& text, std::size_t i, const CourseWords& words) {
    for (std::size_t back = 1; back <= 3 && back <= i; ++back)
        if (words.list(CourseList::negation).longest_at(text, i - back)) return true;
    return false;
}

// A code goes before words; of words the longest phrase counts.
std::string read_level(CourseText& text, const CourseWords& words) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto [code, count] = level_code_at(text, i);
        if (count == 0 || text[i].used) continue;
        use(text, i, count);
        return code;
    }
    std::string level;
    std::size_t longest = 0;
    for (const FoundPhrase& found : words.list(CourseList::level).in(text)) {
        const bool article = text[found.first].text.size() == 1;  // "a 1-day workshop"
        if (found.size <= longest || article || denied_before(text, found.first, words)) continue;
        longest = found.size;
        level = found.label;
    }
    for (const FoundPhrase& found : words.list(CourseList::level).in(text))
        use(text, found.first, found.count);
    return level;
}

class SlotReader {
  public:
    SlotReader(CourseText text, Date today, const CourseWords& words)
        : text_(std::move(text)), today_(today), words_(words) {}

    CourseQuestion read() {
        if (text_.empty()) return {};
        slots_.course_number = read_course_number(text_);
        CourseSubject subject = find_subject(text_, words_);
        slots_.level = read_level(text_, words_);
        slots_.subject = subject.name;
        if (!subject.name.empty()) use(text_, subject.first, subject.count);
        const CourseDates dates = read_dates(text_, today_, words_);
        slots_.date_from = dates.from;
        slots_.date_to = dates.to;
        const CourseHours hours = read_hours(text_, is_afternoon(), words_);
        slots_.time_from = hours.from;
        slots_.time_to = hours.to;
        slots_.price_max = read_price(text_, words_);
        mark_denied(text_, words_);
        read_days();
        read_mode();
        read_people(subject);
        read_place();
        slots_.accessible = accepted(CourseList::accessible).has_value();
        const WantedOfCourse wanted = read_intent(text_, slots_, words_);
        slots_.intent = wanted.intent;
        slots_.free_seats = wanted.free_seats;
        const double evidence = course_evidence(text_, slots_, subject, words_);
        return {std::move(slots_), evidence};
    }

  private:
    std::optional<bool> is_afternoon() const {
        std::optional<bool> afternoon;
        for (std::size_t i = 0; i < text_.size(); ++i) {
            const std::string part = daypart_in(text_, i, words_);
            if (part == "vormittag") return false;
            if (!part.empty()) afternoon = true;
        }
        return afternoon;
    }

    void read_days() {
        std::set<Weekday> wanted;
        std::set<Weekday> refused;
        std::set<Daypart> parts;
        std::optional<Weekday> last;
        for (std::size_t i = 0; i < text_.size(); ++i) {
            if (text_[i].used) continue;
            std::set<Weekday>& days = text_[i].denied ? refused : wanted;
            last = add_days(weekdays_at(text_, i, words_), last, i, days);
            const std::string part = daypart_in(text_, i, words_);
            for (const Daypart each : {Daypart::vormittag, Daypart::nachmittag, Daypart::abend})
                if (part == name_of(each) && !text_[i].denied) parts.insert(each);
        }
        for (const Weekday day : refused) wanted.erase(day);
        slots_.weekday.assign(wanted.begin(), wanted.end());
        slots_.weekday_not.assign(refused.begin(), refused.end());
        if (parts.size() == 1) slots_.daypart = *parts.begin();  // of two, either will do
    }

    // The last day that was added, for "Montag bis Donnerstag".
    std::optional<Weekday> add_days(const std::string& label, std::optional<Weekday> last,
                                    std::size_t at, std::set<Weekday>& into) const {
        if (label.empty()) return last;
        const auto first = weekday_named(std::string_view(label).substr(0, 2));
        const bool ranged = last && first && label.size() == 2 && *first > *last && at > 0 &&
                            (text_[at - 1].text == "bis" || text_[at - 1].text == "to" ||
                             text_[at].gap.find('-') != std::string::npos);
        if (ranged)
            for (int day = static_cast<int>(*last); day < static_cast<int>(*first); ++day)
                into.insert(static_cast<Weekday>(day));
        for (std::size_t i = 0; i + 2 <= label.size(); i += 3)
            if (const auto day = weekday_named(std::string_view(label).substr(i, 2)))
                into.insert(*day);
        return first;
    }

    // The longest phrase of a list that is neither denied nor used.
    std::optional<FoundPhrase> accepted(CourseList list) const {
        std::optional<FoundPhrase> best;
        for (const FoundPhrase& found : words_.list(list).in(text_))
            if (!text_[found.first].used && !text_[found.first].denied &&
                (!best || found.size > best->size))
                best = found;
        return best;
    }

    void read_mode() {
        for (const FoundPhrase& found : words_.list(CourseList::mode).in(text_)) {
            const auto mode = course_mode_named(found.label);
            if (text_[found.first].used || !mode || mode == CourseMode::hybrid) continue;
            const bool online = (mode == CourseMode::online) != text_[found.first].denied;
            slots_.mode = online ? CourseMode::online : CourseMode::praesenz;
        }
    }

    // Courses "für Kinder" are for children, whatever subject the list calls that.
    void read_people(const CourseSubject& subject) {
        const bool family = words_.category_of(subject.name) == "family";
        if (family)
            for (std::size_t i = subject.first; i < subject.first + subject.count; ++i)
                text_[i].used = false;
        const auto found = accepted(CourseList::audience);
        if (found) slots_.audience = found->label;
        if (!family) return;
        const bool within = found && found->first < subject.first + subject.count &&
                            found->first + found->count > subject.first;
        if (within) slots_.subject.clear();
        use(text_, subject.first, subject.count);
    }

    void read_place() {
        for (std::size_t i = 0; i < text_.size() && slots_.place.empty(); ++i) {
            if (text_[i].used || text_[i].denied) continue;
            slots_.place = place_at(i);
        }
    }

    std::string place_at(std::size_t i) const {
        static const std::set<std::string_view> before = {"in", "im", "bei", "nahe", "nach", "w"};
        const bool led = i > 0 && before.contains(text_[i - 1].text);
        const CoursePhrases& places = words_.list(CourseList::place);
        if (const auto found = places.longest_at(text_, i))
            if (led || text_[i].capital() || found->count > 1 || text_[i].text.size() > 6)
                return std::string(found->label);
        if (text_[i].text.ends_with("strasse") && text_[i].text.size() > 9) return text_[i].typed;
        if (!led || text_[i].text.size() < 6) return {};
        for (const CoursePhrases::Single& single : places.singles())
            if (single.text.size() >= 6 && slips_between(text_[i].text, single.text, 1.01) <= 1)
                return std::string(places.label(single.label));
        return {};
    }

    CourseText text_;
    Date today_;
    const CourseWords& words_;
    CourseSlots slots_;
};

}  // namespace

CourseQuestion read_course_question(std::string_view question, Date today,
                                    const CourseWords& words) {
    return SlotReader(course_text(question), today, words).read();
}

bool is_course_question(const CourseQuestion& question) {
    return question.evidence >= enough_evidence;
}

}  // namespace kiosk::answers
