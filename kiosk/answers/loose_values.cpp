#include "kiosk/answers/loose_values.h"

#include "kiosk/answers/course_text.h"
#include "kiosk/answers/vocabulary.h"
#include "kiosk/answers/words.h"

#include <algorithm>
#include <charconv>

namespace kiosk::answers {
namespace {

constexpr int highest_count = 100'000;
constexpr Cents highest_price = 10'000'000;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

// The number that `digits` is from end to end.
std::optional<int> whole_number(std::string_view digits) {
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool whole = error == std::errc{} && end == digits.data() + digits.size();
    return whole && is_digit(digits.front()) ? std::optional(number) : std::nullopt;
}

// The same letters in another order, or one slip: "fasle", "flase", "tru".
bool is_slip_of(std::string_view meant, std::string word) {
    if (slips_between(word, meant, 1.01) <= 1) return true;
    std::string letters(meant);
    std::ranges::sort(letters);
    std::ranges::sort(word);
    return word == letters;
}

// "1.234,50" and "1,234.50" alike: what follows the last sign is cents when it has two digits (or
// one), and a thousand when it has three.
std::optional<Cents> sum_of(std::string_view number) {
    while (number.ends_with('.') || number.ends_with(',')) number.remove_suffix(1);
    std::string euros;
    std::string cents;
    const std::size_t sign = number.find_last_of(".,");
    const std::size_t behind = sign == std::string_view::npos ? 0 : number.size() - sign - 1;
    if (behind == 1 || behind == 2) {
        cents = std::string(number.substr(sign + 1)) + (behind == 1 ? "0" : "");
        number = number.substr(0, sign);
    } else if (behind > 3) {
        return std::nullopt;
    }
    for (const char c : number)
        if (is_digit(c)) euros += c;
    const auto whole = euros.empty() ? std::nullopt : whole_number(euros);
    if (!whole) return std::nullopt;
    const Cents sum = Cents{*whole} * 100 + (cents.empty() ? 0 : whole_number(cents).value_or(0));
    return sum <= highest_price ? std::optional(sum) : std::nullopt;
}

}  // namespace

std::optional<bool> loose_bool(std::string_view text) {
    static constexpr std::array<std::string_view, 6> yes = {"ja", "j", "yes", "y", "1", "wahr"};
    static constexpr std::array<std::string_view, 6> no = {"nein", "n", "no", "0", "falsch", "-"};
    const std::string word = folded(trimmed(text));
    if (is_one_of(yes, word) || is_slip_of("true", word)) return true;
    if (is_one_of(no, word) || is_slip_of("false", word)) return false;
    return std::nullopt;
}

std::optional<int> loose_count(std::string_view text) {
    std::string number = trimmed(text);
    if (number.ends_with(".0")) number.resize(number.size() - 2);
    if (number.empty()) return std::nullopt;
    const auto count = whole_number(number);
    return count && *count <= highest_count ? count : std::nullopt;
}

std::optional<Cents> loose_price(std::string_view text) {
    static constexpr std::array<std::string_view, 5> free = {"kostenlos", "kostenfrei",
                                                             "entgeltfrei", "gebuhrenfrei", "frei"};
    const auto first = std::ranges::find_if(text, is_digit);
    if (first == text.end())
        return is_one_of(free, folded(trimmed(text))) ? std::optional<Cents>(0) : std::nullopt;
    const bool negative = first != text.begin() && *(first - 1) == '-';
    const auto end = std::find_if(first, text.end(),
                                  [](char c) { return !is_digit(c) && c != '.' && c != ','; });
    return negative ? std::nullopt : sum_of({first, end});
}

std::optional<int> loose_clock(std::string_view text) {
    const std::string clock = trimmed(text);
    const std::size_t hours_end = std::min(clock.find_first_not_of("0123456789"), clock.size());
    if (hours_end == 0 || hours_end > 2) return std::nullopt;
    const auto hours = whole_number(std::string_view(clock).substr(0, hours_end));
    std::optional<int> minutes = 0;
    if (hours_end < clock.size() && (clock[hours_end] == ':' || clock[hours_end] == '.')) {
        const std::string_view rest = std::string_view(clock).substr(hours_end + 1, 2);
        if (rest.size() < 2 || !is_digit(rest[1])) return std::nullopt;
        minutes = whole_number(rest);
    } else if (hours_end < clock.size() && clock[hours_end] != ' ') {
        return std::nullopt;
    }
    if (!hours || !minutes || *minutes > 59 || *hours * 60 + *minutes > 1440) return std::nullopt;
    return *hours * 60 + *minutes;
}

std::optional<Weekday> loose_weekday(std::string_view text) {
    const std::string word = folded(trimmed(text));
    if (word.starts_with("sonnabend")) return Weekday::sa;
    const std::string_view beginning = std::string_view(word).substr(0, 2);
    const auto day = weekday_named(beginning);
    if (!day) return std::nullopt;
    static constexpr std::array<std::string_view, 7> days = {
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"};
    const bool abbreviated = word.size() == 2 || (word.size() == 3 && word[2] == '.');
    return abbreviated || word.starts_with(days[static_cast<std::size_t>(*day)]) ? day
                                                                                 : std::nullopt;
}

}  // namespace kiosk::answers
