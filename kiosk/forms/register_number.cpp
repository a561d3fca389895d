#include "kiosk/forms/register_number.h"

#include <algorithm>
#include <charconv>

namespace kiosk::forms {
namespace {

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_count(std::string_view text, std::size_t longest) {
    return !text.empty() && text.size() <= longest && all_digits(text) && text.front() != '0';
}

}  // namespace

std::optional<RegisterNumber> parse_register_number(std::string_view text) {
    std::string plain;
    for (const char c : text)
        if (c != ' ') plain += c;
    std::string_view rest = plain;
    RegisterNumber parsed;
    if (!rest.empty() &&
        std::string_view("GELSgels").find(rest.front()) != std::string_view::npos) {
        parsed.type = static_cast<char>(rest.front() & ~0x20);
        rest.remove_prefix(1);
    }
    const auto slash = rest.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const std::string_view number = rest.substr(0, slash);
    const std::string_view year = rest.substr(slash + 1);
    const auto dash = number.find('-');
    if (!is_count(number.substr(0, dash), 6)) return std::nullopt;
    if (dash != std::string_view::npos && !is_count(number.substr(dash + 1), 3))
        return std::nullopt;
    if (year.size() != 4 || !all_digits(year)) return std::nullopt;
    parsed.number = number;
    std::from_chars(year.data(), year.data() + year.size(), parsed.year);
    return parsed;
}

std::string to_text(const RegisterNumber& number) {
    const std::string plain = number.number + "/" + std::to_string(number.year);
    return number.type ? std::string{*number.type, ' '} + plain : plain;
}

char type_letter(Register kind) {
    switch (kind) {
        case Register::birth:
            return 'G';
        case Register::marriage:
            return 'E';
        case Register::partnership:
            return 'L';
        case Register::death:
            return 'S';
    }
    return '?';
}

}  // namespace kiosk::forms
