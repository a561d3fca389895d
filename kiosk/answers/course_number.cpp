#include "kiosk/answers/course_number.h"

#include "kiosk/answers/words.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace kiosk::answers {
namespace {

constexpr std::size_t longest_number = 20;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_part(std::string_view typed) {
    return std::ranges::all_of(typed, [](char c) { return is_digit(c) || is_ascii_letter(c); });
}

bool joins(std::string_view gap) {
    return gap.empty() || gap == "-" || gap == "." || gap == "/" || gap == "_";
}

// A word that says that a number follows.
bool announces(std::string_view word) {
    static constexpr std::array<std::string_view, 9> words = {
        "kurs",   "kursnummer", "kursnr",        "nummer", "nr",
        "course", "number",     "veranstaltung", "курс"};
    return std::ranges::find(words, word) != words.end();
}

// At least three digits with a letter or several signs among them; digits alone only where they
// are announced.
bool is_number(std::string_view typed, bool announced) {
    const auto digits = std::ranges::count_if(typed, is_digit);
    const auto letters = std::ranges::count_if(typed, is_ascii_letter);
    const auto signs = static_cast<std::ptrdiff_t>(typed.size()) - digits - letters;
    if (typed.size() > longest_number || letters > 6 || digits < 3) return false;
    if (letters > 0) return true;
    if (!announced || typed.find("..") != std::string_view::npos) return false;
    return digits >= 4 || signs > 0;
}

}  // namespace

std::string read_course_number(CourseText& text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string typed;
        std::size_t end = i;
        while (end < text.size() && is_part(text[end].typed) &&
               (end == i || joins(text[end].gap)) && typed.size() <= longest_number) {
            if (end > i) typed += text[end].gap;
            typed += text[end].typed;
            ++end;
        }
        const bool announced = i > 0 && announces(text[i - 1].text);
        if (is_number(typed, announced)) {
            for (std::size_t at = i; at < end; ++at) text[at].used = true;
            return typed;
        }
        if (end > i + 1) i = end - 1;
    }
    return {};
}

std::string plain_course_number(std::string_view number) {
    std::string plain = folded(number);
    std::erase_if(plain, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x80 && std::isalnum(byte) == 0;
    });
    return plain;
}

}  // namespace kiosk::answers
