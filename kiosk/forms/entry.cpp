#include "kiosk/forms/entry.h"

#include "kiosk/base/date.h"
#include "kiosk/forms/register_number.h"

#include <cstdio>
#include <optional>
#include <vector>

namespace kiosk::forms {
namespace {

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

// The runs of digits of "12.8.1964", "12/8/1964", "12 8 1964"; nullopt when anything else is there.
std::optional<std::vector<std::string>> digit_groups(std::string_view text) {
    std::vector<std::string> groups(1);
    for (const char c : text) {
        if (c >= '0' && c <= '9')
            groups.back() += c;
        else if (std::string_view("./ ").find(c) == std::string_view::npos)
            return std::nullopt;
        else if (!groups.back().empty())
            groups.emplace_back();
    }
    if (groups.back().empty()) groups.pop_back();
    return groups;
}

// "12081964" and "081964", as a digit pad gives them.
std::vector<std::string> cut(const std::string& digits) {
    if (digits.size() == 8) return {digits.substr(0, 2), digits.substr(2, 2), digits.substr(4)};
    if (digits.size() == 6) return {digits.substr(0, 2), digits.substr(2)};
    return {digits};
}

// German order: day, month, year; the year has four digits, since 64 might be 1864 or 1964.
std::string date_from(std::string_view typed) {
    if (parse_partial_date(typed)) return std::string(typed);
    auto groups = digit_groups(typed);
    if (!groups || groups->empty()) return std::string(typed);
    if (groups->size() == 1) groups = cut(groups->front());
    if (groups->size() > 3 || groups->back().size() != 4) return std::string(typed);
    std::string iso = groups->back();
    for (std::size_t i = groups->size() - 1; i-- > 0;) {
        const std::string& part = (*groups)[i];
        if (part.size() > 2) return std::string(typed);
        iso += (part.size() == 1 ? "-0" : "-") + part;
    }
    return parse_partial_date(iso) ? iso : std::string(typed);
}

}  // namespace

std::string canonical(const Field& field, std::string_view typed) {
    const std::string text = trimmed(typed);
    switch (field.kind) {
        case FieldKind::date:
        case FieldKind::partial_date:
            return date_from(text);
        case FieldKind::register_number: {
            const auto number = parse_register_number(text);
            return number ? to_text(*number) : text;
        }
        default:
            return text;
    }
}

std::string as_typed(const Field& field, std::string_view stored) {
    const bool is_date = field.kind == FieldKind::date || field.kind == FieldKind::partial_date;
    const auto date = is_date ? parse_partial_date(stored) : std::nullopt;
    if (!date) return std::string(stored);
    char text[16];
    if (date->day)
        std::snprintf(text, sizeof text, "%02u.%02u.%04d", *date->day, *date->month, date->year);
    else if (date->month)
        std::snprintf(text, sizeof text, "%02u.%04d", *date->month, date->year);
    else
        std::snprintf(text, sizeof text, "%04d", date->year);
    return text;
}

}  // namespace kiosk::forms
