#include "kiosk/answers/course_subject.h"

#include "kiosk/answers/vocabulary.h"
#include "kiosk/answers/words.h"

#include <algorithm>
#include <array>
#include <bit>

namespace kiosk::answers {
namespace {

// Longest first, so that "sprachkurs" goes before "kurs". Folded.
constexpr std::array<std::string_view, 17> course_endings = {
    "sprachkursen", "sprachkurse", "sprachkurs", "unterricht", "lehrgang", "workshops",
    "workshop",     "seminare",    "seminar",    "training",   "kursen",   "kurses",
    "kurse",        "kurs",        "stunden",    "stunde",     "gruppe"};

// "Yogakrus", "Malkusre": the letters of "kurs" or "kurse" in another order.
std::string before_mixed_up_ending(std::string_view word) {
    for (const std::string_view letters : {"ekrsu", "krsu"}) {
        if (word.size() < letters.size() + 3) continue;
        std::string ending(word.substr(word.size() - letters.size()));
        const bool begins = ending.starts_with('k');
        std::ranges::sort(ending);
        if (begins && ending == letters)
            return std::string(word.substr(0, word.size() - letters.size()));
    }
    return {};
}

CourseWord plain_word(std::string text) {
    CourseWord word;
    word.typed = text;
    word.stem = stem_of(text, "de");
    word.text = std::move(text);
    return word;
}

bool is_latin(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

class SubjectFinder {
  public:
    SubjectFinder(const CourseText& text, const CourseWords& words)
        : text_(text),
          words_(words),
          list_(words.list(CourseList::subject)),
          modes_(words.list(CourseList::mode).in(text)) {}

    CourseSubject best() {
        std::vector<CourseSubject> all = named();
        if (all.empty()) all = guessed();
        CourseSubject best;
        double most = -1;
        for (CourseSubject& subject : all)
            if (const double rank = rank_of(subject); rank > most) {
                most = rank;
                best = std::move(subject);
            }
        return best;
    }

    std::vector<CourseSubject> named() const {
        std::vector<CourseSubject> all;
        for (std::size_t i = 0; i < text_.size();) {
            const auto phrase = phrase_at(i);
            if (phrase) {
                CourseSubject subject{std::string(phrase->label), i, phrase->count};
                subject.in_compound = text_[i].text.ends_with("kurs") && phrase->count == 1;
                subject.inflected = phrase->count == 1 && !phrase->exact;
                all.push_back(std::move(subject));
            } else if (auto subject = compound_at(i)) {
                all.push_back(std::move(*subject));
            }
            i += phrase ? phrase->count : 1;
        }
        return all;
    }

  private:
    std::optional<FoundPhrase> phrase_at(std::size_t i) const {
        const CourseWord& word = text_[i];
        if (word.used) return std::nullopt;
        auto found = list_.at(text_, i);
        std::erase_if(found, [&](const FoundPhrase& phrase) { return !is_sound(phrase); });
        if (found.empty()) return std::nullopt;
        return *std::ranges::max_element(found, says_less);
    }

    // Not two small letters ("ai", "ki"), not a short word by its stem ("mal" for "Malen"), not
    // what says how the course is held ("im Internet").
    bool is_sound(const FoundPhrase& phrase) const {
        const CourseWord& word = text_[phrase.first];
        if (phrase.count == 1 && word.text.size() <= 2) {
            const bool course =
                phrase.first + 1 < text_.size() && text_[phrase.first + 1].text.starts_with("kurs");
            return course ||
                   (word.typed.size() == 2 && word.typed[1] >= 'A' && word.typed[1] <= 'Z');
        }
        if (phrase.count == 1 && !phrase.exact && word.stem.size() < 4) return false;
        return std::ranges::none_of(modes_, [&](const FoundPhrase& mode) {
            return mode.count > 1 && mode.size > phrase.size && mode.first <= phrase.first &&
                   phrase.first < mode.first + mode.count;
        });
    }

    // "Gitarrenunterricht", "Excelkurse": what is left without the ending, also without its
    // linking letters.
    std::optional<CourseSubject> compound_at(std::size_t i) const {
        if (text_[i].used) return std::nullopt;
        const std::string base = before_course_ending(text_[i].text);
        if (base.empty()) return std::nullopt;
        std::vector<std::string> forms = {base};
        if (base.ends_with('n') || base.ends_with('s'))
            forms.push_back(base.substr(0, base.size() - 1));
        for (std::string& form : forms) {
            const CourseText alone = {plain_word(std::move(form))};
            const auto found = list_.longest_at(alone, 0);
            if (!found || alone[0].text.size() < 3) continue;
            CourseSubject subject{std::string(found->label), i, 1};
            subject.in_compound = true;
            return subject;
        }
        return std::nullopt;
    }

    std::vector<CourseSubject> guessed() const {
        std::vector<CourseSubject> all;
        for (std::size_t i = 0; i < text_.size(); ++i)
            if (auto subject = guess_at(i)) all.push_back(std::move(*subject));
        return all;
    }

    std::optional<CourseSubject> guess_at(std::size_t i) const {
        const CourseWord& word = text_[i];
        if (word.used || !is_latin(word.text) || is_stop_word(word.text, "de") || is_known(i))
            return std::nullopt;
        const std::string base = before_course_ending(word.text);
        CourseSubject best{"", i, 1};
        double fewest = 3;
        for (const std::string& typed : {word.text, base}) {
            if (typed.size() < 5) continue;
            const int most = typed.size() >= 9 ? 2 : 1;
            const std::uint32_t letters = letters_of(typed);
            for (const CoursePhrases::Single& single : list_.singles()) {
                if (std::popcount(letters ^ single.letters) > 2 * most ||
                    !may_mean(typed, single.text))
                    continue;
                const double slips = slips_between(typed, single.text, most + 0.01);
                if (slips > most || slips >= fewest) continue;
                fewest = slips;
                best.name = list_.label(single.label);
                best.in_compound = typed.size() == base.size() || typed.ends_with("kurs");
            }
        }
        best.guessed = true;
        return best.name.empty() ? std::nullopt : std::optional(best);
    }

    // Short words keep their first letter; or "Karten" would be "Garten".
    static bool may_mean(std::string_view typed, std::string_view meant) {
        if (meant.size() < 5 || typed.size() > meant.size() + 2 || meant.size() > typed.size() + 2)
            return false;
        return typed.size() >= 8 || typed[0] == meant[0];
    }

    // A word that means something else in these lists is no slip of a subject.
    bool is_known(std::size_t i) const {
        static constexpr std::array<CourseList, 9> others = {
            CourseList::course,   CourseList::weekday, CourseList::daypart,
            CourseList::audience, CourseList::intent,  CourseList::level,
            CourseList::price,    CourseList::place,   CourseList::elsewhere};
        return std::ranges::any_of(others, [&](CourseList list) {
            return words_.list(list).longest_at(text_, i).has_value();
        });
    }

    // What is taught before an examination in it, cooking before the country it comes from, the
    // first of several.
    double rank_of(const CourseSubject& subject) const {
        const std::string_view category = words_.category_of(subject.name);
        double rank = 10 - static_cast<double>(subject.first) / 1000;
        if (category == "exam" || category == "basic" || category == "family") rank -= 4;
        if (category == "cooking" || category == "official") rank += 1;
        const std::string_view before =
            subject.first > 0 ? std::string_view(text_[subject.first - 1].text) : "";
        if (category == "language" && (before == "auf" || before == "in")) rank -= 5;
        if (subject.inflected) rank -= 0.5;
        return rank;
    }

    const CourseText& text_;
    const CourseWords& words_;
    const CoursePhrases& list_;
    std::vector<FoundPhrase> modes_;
};

}  // namespace

std::string before_course_ending(std::string_view word) {
    for (const std::string_view ending : course_endings)
        if (word.ends_with(ending) && word.size() >= ending.size() + 3)
            return std::string(word.substr(0, word.size() - ending.size()));
    return before_mixed_up_ending(word);
}

CourseSubject find_subject(const CourseText& text, const CourseWords& words) {
    return SubjectFinder(text, words).best();
}

std::vector<std::string> subjects_in(const CourseText& text, const CourseWords& words) {
    std::vector<std::string> names;
    const auto add = [&](std::string_view name) {
        if (std::ranges::find(names, name) == names.end()) names.emplace_back(name);
    };
    const std::vector<CourseSubject> all = SubjectFinder(text, words).named();
    for (const CourseSubject& subject : all) {
        const std::string_view category = words.category_of(subject.name);
        const std::string_view before =
            subject.first > 0 ? std::string_view(text[subject.first - 1].text) : "";
        const bool means = category == "language" && (before == "auf" || before == "in");
        if (means && all.size() > 1) continue;
        add(subject.name);
        const std::size_t end = subject.first + subject.count;
        for (std::size_t i = subject.first; subject.count > 1 && i < end; ++i)
            for (const FoundPhrase& inner : words.list(CourseList::subject).at(text, i)) {
                const std::string_view kind = words.category_of(inner.label);
                if (inner.count < subject.count && i + inner.count <= end && inner.exact &&
                    (kind == category || category == "exam"))
                    add(inner.label);
            }
    }
    return names;
}

}  // namespace kiosk::answers
