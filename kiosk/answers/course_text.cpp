#include "kiosk/answers/course_text.h"

#include "kiosk/answers/words.h"

#include <algorithm>
#include <array>
#include <map>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace kiosk::answers {
namespace {

constexpr std::size_t most_words = 400;
constexpr std::size_t longest_word = 60;  // bytes; no word of a course is longer

bool is_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_plain_latin(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_letter(UChar32 c) {
    return u_isalnum(c) || (u_charType(c) == U_NON_SPACING_MARK);
}

// "الإسبانية", "للمبتدئين" and "بالعربية" are the words of the lists with an article before them.
std::string without_article(std::string word) {
    for (const std::string_view article : {"وال", "بال", "لل", "ال"})
        if (word.starts_with(article) && word.size() >= article.size() + 6)
            return word.substr(article.size());
    return word;
}

CourseWord word_of(std::string_view typed, std::string gap) {
    CourseWord word;
    word.typed = typed.substr(0, longest_word);
    word.text = without_article(folded(word.typed));
    word.stem = is_plain_latin(word.text) ? stem_of(word.text, "de") : word.text;
    word.gap = std::move(gap);
    return word;
}

// Where a number ends inside a word such as "18uhr", "6pm" or "50euro"; the length otherwise.
std::size_t end_of_number(std::string_view typed) {
    const std::size_t digits = std::min(typed.find_first_not_of("0123456789"), typed.size());
    if (digits == 0 || digits == typed.size()) return typed.size();
    static const std::array<std::string_view, 10> units = {"uhr", "h",     "pm", "am", "euro",
                                                           "eur", "euros", "th", "st", "nd"};
    const std::string unit = folded(typed.substr(digits));
    return std::ranges::find(units, unit) != units.end() ? digits : typed.size();
}

class Splitter {
  public:
    explicit Splitter(std::string_view question) {
        const std::string_view taken = question.substr(0, longest_question);
        text_ = icu::UnicodeString::fromUTF8(
            icu::StringPiece(taken.data(), static_cast<std::int32_t>(taken.size())));
    }

    CourseText split() {
        for (std::int32_t i = 0; i < text_.length() && words_.size() < most_words;
             i = text_.moveIndex32(i, 1)) {
            const UChar32 c = text_.char32At(i);
            const bool sign = c == 0x20AC || c == '+';
            if (is_letter(c)) {
                word_.append(c);
            } else if (!joins_gender(c, i + 1)) {
                end_word();
                (sign ? word_ : gap_).append(c);
                if (sign) end_word();
            }
        }
        end_word();
        return std::move(words_);
    }

  private:
    // "Anfänger*innen", "Anfänger:innen"
    [[nodiscard]] bool joins_gender(UChar32 c, std::int32_t next) const {
        return (c == '*' || c == ':' || c == '_') && !word_.isEmpty() &&
               text_.tempSubString(next).startsWith("in");
    }

    void end_word() {
        if (word_.isEmpty()) return;
        std::string typed;
        word_.toUTF8String(typed);
        word_.remove();
        const std::size_t number = end_of_number(typed);
        push(std::string_view(typed).substr(0, number));
        if (number < typed.size()) push(std::string_view(typed).substr(number));
    }

    void push(std::string_view typed) {
        std::string gap;
        gap_.toUTF8String(gap);
        gap_.remove();
        if (typed == "€" || typed == "+") {
            const std::string text = typed == "€" ? "euro" : "+";
            words_.push_back({std::string(typed), text, text, std::move(gap)});
        } else {
            words_.push_back(word_of(typed, std::move(gap)));
        }
    }

    icu::UnicodeString text_;
    icu::UnicodeString word_;
    icu::UnicodeString gap_;
    CourseText words_;
};

const std::map<std::string, int, std::less<>>& number_words() {
    static const std::map<std::string, int, std::less<>> words = [] {
        const std::map<std::string_view, int> typed = {{"null", 0},
                                                       {"eins", 1},
                                                       {"ein", 1},
                                                       {"zwei", 2},
                                                       {"drei", 3},
                                                       {"vier", 4},
                                                       {"fünf", 5},
                                                       {"sechs", 6},
                                                       {"sieben", 7},
                                                       {"acht", 8},
                                                       {"neun", 9},
                                                       {"zehn", 10},
                                                       {"elf", 11},
                                                       {"zwölf", 12},
                                                       {"dreizehn", 13},
                                                       {"vierzehn", 14},
                                                       {"fünfzehn", 15},
                                                       {"sechzehn", 16},
                                                       {"siebzehn", 17},
                                                       {"achtzehn", 18},
                                                       {"neunzehn", 19},
                                                       {"zwanzig", 20},
                                                       {"einundzwanzig", 21},
                                                       {"zweiundzwanzig", 22},
                                                       {"dreißig", 30},
                                                       {"vierzig", 40},
                                                       {"fünfzig", 50},
                                                       {"sechzig", 60},
                                                       {"siebzig", 70},
                                                       {"achtzig", 80},
                                                       {"neunzig", 90},
                                                       {"hundert", 100},
                                                       {"einhundert", 100},
                                                       {"zweihundert", 200},
                                                       {"two", 2},
                                                       {"three", 3},
                                                       {"four", 4},
                                                       {"five", 5},
                                                       {"six", 6},
                                                       {"seven", 7},
                                                       {"eight", 8},
                                                       {"nine", 9},
                                                       {"ten", 10},
                                                       {"eleven", 11},
                                                       {"twelve", 12},
                                                       {"twenty", 20},
                                                       {"thirty", 30},
                                                       {"forty", 40},
                                                       {"fifty", 50},
                                                       {"sixty", 60},
                                                       {"eighty", 80},
                                                       {"hundred", 100}};
        std::map<std::string, int, std::less<>> all;
        for (const auto& [word, value] : typed) all[folded(word)] = value;
        return all;
    }();
    return words;
}

}  // namespace

bool CourseWord::capital() const {
    const UChar32 c = icu::UnicodeString::fromUTF8(typed).char32At(0);
    return c < 0x250 && u_isupper(c);
}

CourseText course_text(std::string_view question) {
    return Splitter(question).split();
}

std::optional<int> number_of(const CourseWord& word) {
    if (is_digits(word.text)) {
        if (word.text.size() > 5) return std::nullopt;
        return std::stoi(word.text);
    }
    const auto found = number_words().find(word.text);
    if (found == number_words().end()) return std::nullopt;
    return found->second;
}

}  // namespace kiosk::answers
