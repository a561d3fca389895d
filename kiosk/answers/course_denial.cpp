#include "kiosk/answers/course_denial.h"

#include "kiosk/answers/course.h"
#include "kiosk/answers/course_subject.h"

#include <algorithm>
#include <array>

namespace kiosk::answers {
namespace {

constexpr std::size_t widest_scope = 8;  // words

// Folded. Each ends what a negation reaches.
constexpr std::array<std::string_view, 14> turns = {"sondern", "aber", "but",  "dafur", "lieber",
                                                    "nur",     "only", "а",    "але",   "но",
                                                    "ama",     "ale",  "lecz", "gerne"};
constexpr std::array<std::string_view, 14> prepositions = {
    "am", "im", "in", "fur", "ab", "bis", "mit", "von", "unter", "on", "at", "for", "with", "auf"};
constexpr std::array<std::string_view, 6> links = {"und", "oder", "and", "or", "noch", "i"};
// Of these, a comma goes on with the row: "außer Montag, Mittwoch und Freitag".
constexpr std::array<std::string_view, 8> excepts = {"ausser", "ausgenommen", "except", "крім",
                                                     "окрім",  "кроме",       "oprocz", "ohne"};

bool ends_clause(const CourseWord& word) {
    return word.gap.find_first_of(",.;!?") != std::string::npos || is_one_of(turns, word.text);
}

bool is_course_word(const CourseWord& word, const CourseWords& words) {
    const CourseText alone = {word};
    return words.list(CourseList::course).longest_at(alone, 0).has_value();
}

class Denial {
  public:
    Denial(CourseText& text, const CourseWords& words) : text_(text), words_(words) {}

    void mark() {
        for (std::size_t i = 0; i < text_.size();) {
            const auto negation = text_[i].used
                                      ? std::nullopt
                                      : words_.list(CourseList::negation).longest_at(text_, i);
            if (!negation) {
                ++i;
                continue;
            }
            const std::size_t end = i + negation->count;
            const bool turkish = negation->label == "tr";
            if (turkish || !reaches_forward(i, end)) deny_before(i);
            i = end;
        }
    }

  private:
    // Whether it denied anything that matters behind it.
    bool reaches_forward(std::size_t at, std::size_t end) {
        const bool row = is_one_of(excepts, text_[at].text);
        bool only_course_words = true;
        bool any = false;
        for (std::size_t i = end; i < text_.size() && i < end + widest_scope; ++i) {
            const bool comma = text_[i].gap.find(',') != std::string::npos;
            const bool goes_on = row && comma && is_weekday(i);
            if (ends_clause(text_[i]) && !goes_on) break;
            const bool linked = i > end && is_one_of(links, text_[i - 1].text);
            const bool first = i == end || (only_course_words && i > end);
            if (is_one_of(prepositions, text_[i].text) && !first && !linked) break;
            text_[i].denied = true;
            any = any || is_weekday(i) || !daypart_in(text_, i, words_).empty() || is_mode(i);
            if (!is_one_of(prepositions, text_[i].text))
                only_course_words = only_course_words && is_course_word(text_[i], words_);
        }
        return any;
    }

    // "Montags kann ich nicht", "pazartesi olmasın": at the end of its clause it denies backwards.
    void deny_before(std::size_t at) {
        const bool last =
            at + 1 >= text_.size() || ends_clause(text_[at + 1]) ||
            is_one_of(std::array<std::string_view, 5>{"zeit", "da", "moglich", "gut", "available"},
                      text_[at + 1].text) ||
            words_.list(CourseList::negation).longest_at(text_, at)->label == "tr";
        if (!last) return;
        for (std::size_t i = at; i-- > 0 && at - i <= widest_scope;) {
            if (is_weekday(i) || is_mode(i)) text_[i].denied = true;
            if (ends_clause(text_[i])) return;
        }
    }

    bool is_weekday(std::size_t i) const { return !weekdays_at(text_, i, words_).empty(); }
    bool is_mode(std::size_t i) const {
        return words_.list(CourseList::mode).longest_at(text_, i).has_value();
    }

    CourseText& text_;
    const CourseWords& words_;
};

// A weekday's abbreviation, or nothing.
std::string abbreviated(const CourseWord& word) {
    if (word.text.size() != 2) return {};
    return weekday_named(word.text) ? word.text : "";
}

// Beside another weekday, with nothing or a linking word between.
bool in_row_of_weekdays(const CourseText& text, std::size_t at, const CourseWords& words) {
    const auto is_day = [&](std::size_t i) {
        return i < text.size() && (!abbreviated(text[i]).empty() ||
                                   words.list(CourseList::weekday).longest_at(text, i).has_value());
    };
    static constexpr std::array<std::string_view, 5> between = {"oder", "und", "bis", "or", "and"};
    const bool next_linked = at + 1 < text.size() && is_one_of(between, text[at + 1].text);
    if (is_day(at + 1) || (next_linked && is_day(at + 2))) return true;
    if (at == 0) return false;
    return is_day(at - 1) || (at >= 2 && is_one_of(between, text[at - 1].text) && is_day(at - 2));
}

bool before_a_time(const CourseText& text, std::size_t at, const CourseWords& words) {
    if (at + 1 >= text.size() || !text[at].capital()) return false;
    const auto number = number_of(text[at + 1]);
    return number || words.list(CourseList::daypart).longest_at(text, at + 1).has_value() ||
           (at + 2 < text.size() && number_of(text[at + 2]) &&
            (text[at + 1].text == "ab" || text[at + 1].text == "um"));
}

// "Montag" in "Montagabend" or "Mittwochskurs": its label and what follows it.
std::pair<std::string, std::string> weekday_beginning(std::string_view word,
                                                      const CourseWords& words) {
    const CoursePhrases& list = words.list(CourseList::weekday);
    std::pair<std::string, std::string> best;
    std::size_t longest = 5;
    for (const CoursePhrases::Single& single : list.singles())
        if (single.text.size() > longest && word.size() > single.text.size() &&
            word.starts_with(single.text) && list.label(single.label).size() == 2) {
            longest = single.text.size();
            best = {std::string(list.label(single.label)),
                    std::string(word.substr(single.text.size()))};
        }
    return best;
}

std::string daypart_named(std::string word, const CourseWords& words) {
    if (const std::string base = before_course_ending(word); !base.empty()) word = base;
    if (word.starts_with('s')) word.erase(0, 1);
    const CoursePhrases& list = words.list(CourseList::daypart);
    const auto found = std::ranges::find_if(list.singles(), [&](const CoursePhrases::Single& one) {
        return one.text == word || one.text + "s" == word || one.text == word + "s";
    });
    return found == list.singles().end() ? "" : std::string(list.label(found->label));
}

}  // namespace

void mark_denied(CourseText& text, const CourseWords& words) {
    Denial(text, words).mark();
}

std::string weekdays_at(const CourseText& text, std::size_t at, const CourseWords& words) {
    if (const auto found = words.list(CourseList::weekday).longest_at(text, at))
        return std::string(found->label);
    const CourseWord& word = text[at];
    if (const std::string day = abbreviated(word); !day.empty()) {
        const bool stop = at + 1 < text.size() && text[at + 1].gap.starts_with(".");
        const bool sure = (stop && word.capital()) || in_row_of_weekdays(text, at, words) ||
                          before_a_time(text, at, words);
        return sure ? day : "";
    }
    const auto [day, rest] = weekday_beginning(word.text, words);
    const bool course = rest == "s" || !before_course_ending("xxx" + rest).empty();
    return course || !daypart_named(rest, words).empty() ? day : "";
}

std::string daypart_in(const CourseText& text, std::size_t at, const CourseWords& words) {
    if (const auto found = words.list(CourseList::daypart).longest_at(text, at))
        return std::string(found->label);
    const auto [day, rest] = weekday_beginning(text[at].text, words);
    if (!day.empty()) return daypart_named(rest, words);
    const std::string base = before_course_ending(text[at].text);
    return base.empty() ? "" : daypart_named(base, words);
}

}  // namespace kiosk::answers
