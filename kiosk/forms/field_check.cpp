#include "kiosk/forms/field_check.h"

#include "kiosk/forms/characters.h"
#include "kiosk/forms/field_ids.h"
#include "kiosk/forms/form.h"
#include "kiosk/forms/register_number.h"

#include <algorithm>
#include <set>

namespace kiosk::forms {
namespace {

using Wrong = std::optional<std::string>;

// Nobody alive or in a register that is still kept was born before; catches slips such as 0987.
constexpr int earliest_year = 1850;
// Civil registers begin with the Personenstandsgesetz of 1875, in force from 1876-01-01 (Prussia:
// October 1874).
constexpr int first_register_year = 1874;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool on_offer(const std::vector<std::string>& options, std::string_view value) {
    return std::find(options.begin(), options.end(), value) != options.end();
}

Wrong wrong_date(std::string_view value, bool partial, Date today) {
    const auto date = parse_partial_date(value);
    if (!date) return "not_a_date";
    if (!partial && !date->day) return "date_incomplete";
    if (date->earliest() > today) return "in_future";
    if (date->year < earliest_year) return "too_long_ago";
    return std::nullopt;
}

Wrong wrong_number(const Field& field, std::string_view value) {
    if (!all_digits(value) || value.size() > 6) return "not_a_number";
    const int number = std::stoi(std::string(value));
    if (number < field.smallest || number > field.largest) return "out_of_range";
    return std::nullopt;
}

Wrong wrong_several(const std::vector<std::string>& options, std::string_view value) {
    std::set<std::string_view> seen;
    for (std::size_t start = 0; start <= value.size();) {
        const auto end = std::min(value.find(',', start), value.size());
        const auto one = value.substr(start, end - start);
        if (!on_offer(options, one) || !seen.insert(one).second) return "not_an_option";
        start = end + 1;
    }
    return std::nullopt;
}

bool is_domain(std::string_view domain) {
    std::size_t labels = 0;
    std::string_view last;
    for (std::size_t start = 0; start <= domain.size(); ++labels) {
        const auto end = std::min(domain.find('.', start), domain.size());
        last = domain.substr(start, end - start);
        if (last.empty() || last.size() > 63 || last.front() == '-' || last.back() == '-')
            return false;
        // Bytes above 0x7F: internationalised domains (müller.de) are typed as they are.
        if (!std::all_of(last.begin(), last.end(), [](char c) {
                return is_letter(c) || is_digit(c) || c == '-' || (c & 0x80);
            }))
            return false;
        start = end + 1;
    }
    return labels >= 2 && last.size() >= 2 && std::none_of(last.begin(), last.end(), is_digit);
}

bool is_email(std::string_view value) {
    const auto at = value.rfind('@');
    if (at == std::string_view::npos || at == 0 || at > 64) return false;
    const std::string_view local = value.substr(0, at);
    const auto fits = [](char c) {
        return is_letter(c) || is_digit(c) || (c & 0x80) ||
               std::string_view(".!#$%&'*+/=?^_`{|}~-").find(c) != std::string_view::npos;
    };
    if (!std::all_of(local.begin(), local.end(), fits)) return false;
    if (local.front() == '.' || local.back() == '.' || local.find("..") != std::string_view::npos)
        return false;
    return is_domain(value.substr(at + 1));
}

bool is_phone(std::string_view value) {
    std::size_t digits = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (is_digit(value[i]))
            ++digits;
        else if (value[i] == '+' && i == 0)
            continue;
        else if (std::string_view(" -/()").find(value[i]) == std::string_view::npos)
            return false;
    }
    return digits >= 4 && digits <= 15;  // ITU-T E.164: at most 15
}

Wrong wrong_postcode(std::string_view value, const Answers& item, const Answers& shared) {
    const std::string_view country =
        shared["country"].empty() ? item["country"] : shared["country"];
    const bool german = country.empty() || country == "DE";
    if (german && (value.size() != 5 || !all_digits(value) || value.starts_with("00")))
        return "bad_postcode";
    if (!german && (value.size() > 12 || !is_printable(value))) return "bad_postcode_abroad";
    return std::nullopt;
}

Wrong wrong_register_number(std::string_view value, Date today) {
    const auto number = parse_register_number(value);
    if (!number) return "bad_register_number";
    if (number->year > static_cast<int>(today.year())) return "in_future";
    if (number->year < first_register_year) return "too_long_ago";
    return std::nullopt;
}

}  // namespace

std::vector<std::string> options_of(const Field& field, const Answers& item,
                                    const Answers& shared) {
    std::vector<std::string> options;
    for (const Option& option : field.options)
        if (holds(option.when, item, shared)) options.push_back(option.id);
    return options;
}

Wrong wrong_with(const Field& field, std::string_view value, const Answers& item,
                 const Answers& shared, Date today) {
    if (value.empty()) {
        if (!field.required) return std::nullopt;
        if (field.kind == FieldKind::consent) return "not_ticked";
        if (field.kind == FieldKind::choice || field.kind == FieldKind::yes_no) return "not_chosen";
        if (field.kind == FieldKind::several) return "none_chosen";
        return "missing";
    }
    if (field.may_be_unknown && value == unknown) return std::nullopt;
    if (length_of(value) > field.longest) return "too_long";
    switch (field.kind) {
        case FieldKind::text:
            return is_printable(value) ? Wrong{} : "not_printable";
        case FieldKind::name:
            return fits_names(value) ? Wrong{} : "not_in_names";
        case FieldKind::choice:
            return on_offer(options_of(field, item, shared), value) ? Wrong{} : "not_an_option";
        case FieldKind::several:
            return wrong_several(options_of(field, item, shared), value);
        case FieldKind::consent:
            return value == "yes" ? Wrong{} : "not_ticked";
        case FieldKind::yes_no:
            return value == "yes" || value == "no" ? Wrong{} : "not_an_option";
        case FieldKind::date:
            return wrong_date(value, false, today);
        case FieldKind::partial_date:
            return wrong_date(value, true, today);
        case FieldKind::number:
            return wrong_number(field, value);
        case FieldKind::postcode:
            return wrong_postcode(value, item, shared);
        case FieldKind::country:
            return value.size() == 2 && is_letter(value[0]) && is_letter(value[1])
                       ? Wrong{}
                       : "not_an_option";
        case FieldKind::email:
            return is_email(value) ? Wrong{} : "bad_email";
        case FieldKind::phone:
            return is_phone(value) ? Wrong{} : "bad_phone";
        case FieldKind::register_number:
            return wrong_register_number(value, today);
    }
    return std::nullopt;
}

}  // namespace kiosk::forms
