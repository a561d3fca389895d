#include "kiosk/answers/holidays.h"

#include "kiosk/base/json_object.h"

#include <algorithm>
#include <tuple>

namespace kiosk::answers {
namespace {

using namespace std::chrono;
using nlohmann::json;
using Holiday = Holidays::Holiday;

// A leap year, so that a rule may name 29 February.
constexpr std::string_view any_leap_year = "2024-";

bool read_rule(std::string_view rule, Holiday& into) {
    constexpr std::string_view easter = "easter";
    if (rule == "bussbettag") return true;
    if (!rule.starts_with(easter)) {
        const auto date = parse_date(std::string(any_leap_year).append(rule));
        if (date) into.fixed = date->month() / date->day();
        return date.has_value();
    }
    rule.remove_prefix(easter.size());
    if (rule.size() < 2 || rule.size() > 3 || (rule[0] != '+' && rule[0] != '-')) return false;
    int days_away = 0;
    for (const char c : rule.substr(1)) {
        if (c < '0' || c > '9') return false;
        days_away = days_away * 10 + (c - '0');
    }
    into.days_after_easter = rule[0] == '-' ? -days_away : days_away;
    return true;
}

Result<ByLanguage> read_names(JsonObject& holiday) {
    ByLanguage names;
    const json* member = holiday.member("name");
    if (member == nullptr) {
        holiday.complain("name", "is missing");
        return names;
    }
    JsonObject texts(*member, holiday.file(), holiday.pointer_to("name"));
    if (member->is_object())
        for (const auto& [language, text] : member->items()) texts.read(language, names[language]);
    if (names["de"].empty()) texts.complain("de", "is missing");
    TRY_VOID(texts.finish());
    return names;
}

Result<Holiday> read_holiday(const json& value, const std::string& file,
                             const std::string& pointer) {
    JsonObject object(value, file, pointer);
    Holiday holiday;
    holiday.name = TRY(read_names(object));
    std::string rule;
    object.require("rule", rule);
    if (!object.failed() && !read_rule(rule, holiday))
        object.complain("rule", "must be MM-DD, easter+N, easter-N or bussbettag");
    TRY_VOID(object.finish());
    return holiday;
}

Result<std::vector<Holiday>> read_state(const json& list, const std::string& file,
                                        const std::string& pointer) {
    if (!list.is_array())
        return fail(ErrorKind::invalid_configuration,
                    file + ": " + pointer + ": must be a list of holidays");
    std::vector<Holiday> holidays;
    for (std::size_t i = 0; i < list.size(); ++i) {
        auto holiday = TRY(read_holiday(list[i], file, pointer + "/" + std::to_string(i)));
        holidays.push_back(std::move(holiday));
    }
    return holidays;
}

}  // namespace

// The anonymous Gregorian computus (Nature, 20 April 1876).
Date easter_sunday(year in) {
    const int y = static_cast<int>(in);
    const int a = y % 19;
    const int b = y / 100;
    const int c = y % 100;
    const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return in / month{static_cast<unsigned>(f / 31)} / day{static_cast<unsigned>(f % 31 + 1)};
}

Date Holidays::Holiday::in(year wanted) const {
    if (fixed) return wanted / fixed->month() / fixed->day();
    if (days_after_easter) return sys_days{easter_sunday(wanted)} + days{*days_after_easter};
    const sys_days last_possible{wanted / November / 22};
    return last_possible - (weekday{last_possible} - Wednesday);
}

Result<Holidays> Holidays::load(const std::string& file, std::string_view state) {
    const json value = TRY(read_json_file(file));
    JsonObject object(value, file);
    Holidays holidays;
    std::string note;
    std::ignore = object.member("source");
    object.read("note", note);
    if (value.is_object())
        for (const auto& [name, list] : value.items()) {
            if (name == "source" || name == "note") continue;
            std::ignore = object.member(name);
            auto read = TRY(read_state(list, file, object.pointer_to(name)));
            if (name == state) holidays.holidays_ = std::move(read);
        }
    if (!object.present(state)) object.complain(state, "is missing");
    TRY_VOID(object.finish());
    return holidays;
}

const Holiday* Holidays::find(Date date) const {
    const auto found =
        std::find_if(holidays_.begin(), holidays_.end(),
                     [&](const Holiday& holiday) { return holiday.in(date.year()) == date; });
    return found == holidays_.end() ? nullptr : &*found;
}

bool Holidays::on(Date date) const {
    return find(date) != nullptr;
}

std::string Holidays::name(Date date, std::string_view language) const {
    const Holiday* holiday = find(date);
    if (holiday == nullptr) return {};
    const auto named = holiday->name.find(language);
    return named != holiday->name.end() ? named->second : holiday->name.find("de")->second;
}

}  // namespace kiosk::answers
