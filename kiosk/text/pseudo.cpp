#include "kiosk/text/pseudo.h"

#include "kiosk/text/pattern.h"

namespace kiosk::text {
namespace {

struct Swap {
    char plain;
    std::string_view instead;
};

constexpr Swap accents[] = {
    {'a', "á"}, {'c', "ç"}, {'e', "é"}, {'g', "ğ"}, {'i', "ï"}, {'n', "ñ"}, {'o', "õ"},
    {'r', "ř"}, {'s', "š"}, {'u', "ů"}, {'y', "ÿ"}, {'z', "ž"}, {'A', "Å"}, {'E', "Ê"},
    {'I', "Î"}, {'O', "Ø"}, {'S', "Š"}, {'U', "Û"}, {'Z', "Ž"},
};

std::string_view accented(char c) {
    for (const Swap& swap : accents)
        if (swap.plain == c) return swap.instead;
    return {};
}

// Calls on_text for what is the text's own and copies what stands between isolates.
template <class OnText>
std::string outside_placeholders(std::string_view text, OnText on_text) {
    std::string result;
    while (!text.empty()) {
        const auto start = std::min(text.find(isolate), text.size());
        result += on_text(text.substr(0, start));
        text.remove_prefix(start);
        const auto end = text.find(end_of_isolate);
        const auto kept = end == std::string_view::npos ? text.size() : end + end_of_isolate.size();
        result += text.substr(0, kept);
        text.remove_prefix(kept);
    }
    return result;
}

// The 22 letters, final forms left out: any letter will do, as long as it runs from right to left.
std::string hebrew_letter(unsigned number) {
    constexpr std::string_view letters = "אבגדהוזחטילמנסעפצקרשת";
    return std::string(letters.substr(2 * (number % (letters.size() / 2)), 2));
}

bool is_letter(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string in_hebrew_letters(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const bool umlaut = c == 0xC3 && i + 1 < text.size();  // ä ö ü ß and their like
        if (is_letter(c))
            result += hebrew_letter(c & 0x1FU);
        else if (umlaut)
            result += hebrew_letter(static_cast<unsigned char>(text[++i]));
        else
            result += text[i];
    }
    return result;
}

}  // namespace

std::string lengthened(std::string_view text) {
    std::size_t letters = 0;
    std::string result = outside_placeholders(text, [&](std::string_view own) {
        std::string accent;
        for (const char c : own) {
            const auto instead = accented(c);
            if (instead.empty())
                accent += c;
            else
                accent += instead;
            // Continuation bytes of UTF-8 are no characters of their own.
            if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++letters;
        }
        return accent;
    });
    // Whole words, so that lines can break as they would in a long language.
    constexpr std::string_view more = " überlang";
    constexpr std::size_t letters_of_more = 9;
    for (std::size_t added = 0; added * 10 < letters * 4; added += letters_of_more) result += more;
    return result;
}

std::string mirrored(std::string_view text) {
    return outside_placeholders(text, in_hebrew_letters);
}

}  // namespace kiosk::text
