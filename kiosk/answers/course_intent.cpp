#include "kiosk/answers/course_intent.h"

#include <algorithm>
#include <array>
#include <map>

namespace kiosk::answers {
namespace {

// What the words say, by intent: the longest phrase of each.
using Wishes = std::map<CourseIntent, FoundPhrase>;

// Of two wishes the earlier here is the narrower one and wins.
constexpr std::array<CourseIntent, 14> narrowest_first = {
    CourseIntent::waitlist,   CourseIntent::voucher,    CourseIntent::cancel,
    CourseIntent::placement,  CourseIntent::exam_date,  CourseIntent::registration_period,
    CourseIntent::discount,   CourseIntent::teacher,    CourseIntent::certificate,
    CourseIntent::group_size, CourseIntent::free_seats, CourseIntent::location,
    CourseIntent::start_date, CourseIntent::price};

// First words of questions for one thing, folded.
constexpr std::array<std::string_view, 16> asking = {
    "was",  "wie",   "wieviel", "wann",  "wo", "when", "how",   "where",
    "what", "which", "коли",    "когда", "де", "где",  "kiedy", "gdzie"};
constexpr std::array<std::string_view, 16> seeking = {
    "mit",  "with",    "suche", "such",  "zeig", "zeigen", "welche", "which",
    "what", "welcher", "alle",  "liste", "find", "finde",  "nur",    "show"};

Wishes wishes_in(const CourseText& text, const CourseWords& words) {
    Wishes wishes;
    for (std::size_t i = 0; i < text.size(); ++i)
        for (const FoundPhrase& found : words.list(CourseList::intent).at(text, i)) {
            const auto intent = course_intent_named(found.label);
            // "Anfänger" was a level and asks for no start.
            if (!intent || (found.words == 1 && text[i].used)) continue;
            const auto at = wishes.find(*intent);
            if (at == wishes.end() || at->second.size < found.size) wishes[*intent] = found;
        }
    return wishes;
}

bool begins_asking(const CourseText& text, const FoundPhrase& phrase) {
    return is_one_of(asking, text[phrase.first].text);
}

// Words such as "kosten", "Anfang" or "Adresse" ask for nothing where a slot took them up.
void drop_taken_up(Wishes& wishes, const CourseText& text, const CourseSlots& slots) {
    const auto drop = [&](CourseIntent intent, bool taken) {
        const auto at = wishes.find(intent);
        if (at != wishes.end() && taken && !begins_asking(text, at->second)) wishes.erase(at);
    };
    drop(CourseIntent::price, slots.price_max.has_value());
    drop(CourseIntent::start_date, slots.date_from || slots.date_to);
    drop(CourseIntent::location, !slots.place.empty());
    if (slots.price_max) wishes.erase(CourseIntent::price);
}

// "Yoga mit freien Plätzen" looks for courses, "Sind noch Plätze frei?" asks of one.
bool is_filter(const CourseText& text, const FoundPhrase& seats) {
    if (seats.first > 0 && is_one_of(seeking, text[seats.first - 1].text)) return true;
    return is_one_of(seeking, text[0].text) ||
           (text.size() > 1 && text[0].text == "ich" && is_one_of(seeking, text[1].text));
}

// What offices are rarely asked, other than what something costs or where it is.
bool is_asked_of_courses(CourseIntent intent) {
    switch (intent) {
        case CourseIntent::exam_date:
        case CourseIntent::placement:
        case CourseIntent::free_seats:
        case CourseIntent::start_date:
        case CourseIntent::teacher:
        case CourseIntent::group_size:
        case CourseIntent::waitlist:
            return true;
        default:
            return false;
    }
}

// What the words around the subject tell.
struct Frame {
    double evidence = 0;
    bool course = false;
    bool learn = false;
};

Frame frame_of(const CourseText& text, const CourseSubject& without, const CourseWords& words) {
    Frame frame;
    const auto outside = [&](std::size_t i) {
        return i < without.first || i >= without.first + without.count;
    };
    for (const FoundPhrase& found : words.list(CourseList::course).in(text)) {
        if (found.label == "school") frame.evidence += 3;
        frame.course = frame.course || (found.label == "course" && outside(found.first));
        frame.learn = frame.learn || found.label == "learn";
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string& word = text[i].text;
        frame.course =
            frame.course || (outside(i) && (word.ends_with("kurs") || word.ends_with("kurse") ||
                                            word.ends_with("kursen")));
    }
    if (frame.course) frame.evidence += 2;
    for (const FoundPhrase& found : words.list(CourseList::elsewhere).in(text))
        frame.evidence -= found.label == "never" ? 10 : 2;
    return frame;
}

}  // namespace

WantedOfCourse read_intent(const CourseText& text, const CourseSlots& slots,
                           const CourseWords& words) {
    Wishes wishes = wishes_in(text, words);
    drop_taken_up(wishes, text, slots);
    const auto price = wishes.find(CourseIntent::price);
    const bool costs = price != wishes.end() && price->second.first < 3 &&
                       begins_asking(text, price->second) &&
                       !wishes.contains(CourseIntent::discount);
    if (costs) return {CourseIntent::price, false};
    for (const CourseIntent intent : narrowest_first) {
        const auto wish = wishes.find(intent);
        if (wish == wishes.end()) continue;
        if (intent != CourseIntent::free_seats) return {intent, false};
        return {is_filter(text, wish->second) ? CourseIntent::find : intent, true};
    }
    return {};
}

double course_evidence(const CourseText& text, const CourseSlots& slots,
                       const CourseSubject& subject, const CourseWords& words) {
    const bool named = !subject.name.empty();
    const std::string_view category = words.category_of(subject.name);
    // What offices answer for too: only asked of as a course it is one.
    const bool official = category == "exam" || category == "official";
    const Frame frame = frame_of(text, official ? subject : CourseSubject{}, words);
    double evidence = frame.evidence;
    if (named) evidence += subject.guessed ? 1 : subject.inflected ? 0.75 : official ? 1.25 : 1.5;
    if (named && frame.learn) evidence += 1;
    const bool nothing_else = text.size() <= subject.count + 1 && !official;
    if (named && nothing_else && !subject.guessed && !subject.inflected) evidence += 0.5;
    if (!slots.level.empty()) evidence += 1;
    if (!slots.weekday.empty() || !slots.weekday_not.empty()) evidence += 0.75;
    if (slots.daypart || slots.time_from || slots.time_to) evidence += 0.75;
    if (slots.date_from || slots.date_to) evidence += 0.5;
    for (const bool told : {slots.price_max.has_value(), slots.accessible, !slots.place.empty(),
                            slots.mode.has_value(), !slots.audience.empty(), slots.free_seats})
        if (told) evidence += 0.5;
    if (!slots.course_number.empty()) evidence += 1.5;
    const bool alone = !named && !frame.course && slots.course_number.empty();
    if (slots.intent != CourseIntent::find && !alone)
        evidence += is_asked_of_courses(slots.intent) ? 0.75 : 0.5;
    return evidence;
}

}  // namespace kiosk::answers
