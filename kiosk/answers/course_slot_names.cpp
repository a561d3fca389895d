// The names of slots and their values, as kiosk-try ask writes them.
#include "kiosk/answers/course_slots.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace kiosk::answers {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 3> daypart_names = {"vormittag", "nachmittag", "abend"};
constexpr std::array<std::string_view, 15> intent_names = {
    "find",     "free_seats",          "price",    "discount",  "start_date",
    "location", "registration_period", "cancel",   "placement", "exam_date",
    "teacher",  "group_size",          "waitlist", "voucher",   "certificate"};

json euros(Cents cents) {
    if (cents % 100 == 0) return cents / 100;
    return static_cast<double>(cents) / 100;
}

json names(const std::vector<Weekday>& days) {
    json list = json::array();
    for (const Weekday day : days) list.push_back(name_of(day));
    return list;
}

}  // namespace

std::string_view name_of(Daypart part) {
    return daypart_names[static_cast<std::size_t>(part)];
}

std::string_view name_of(CourseIntent intent) {
    return intent_names[static_cast<std::size_t>(intent)];
}

std::optional<CourseIntent> course_intent_named(std::string_view name) {
    const auto found = std::ranges::find(intent_names, name);
    if (found == intent_names.end()) return std::nullopt;
    return static_cast<CourseIntent>(found - intent_names.begin());
}

json to_json(const CourseSlots& slots) {
    json value = {{"intent", name_of(slots.intent)}};
    for (const auto& [name, text] : {std::pair{"subject", &slots.subject},
                                     {"level", &slots.level},
                                     {"place", &slots.place},
                                     {"audience", &slots.audience},
                                     {"course_number", &slots.course_number}})
        if (!text->empty()) value[name] = *text;
    if (!slots.weekday.empty()) value["weekday"] = names(slots.weekday);
    if (!slots.weekday_not.empty()) value["weekday_not"] = names(slots.weekday_not);
    if (slots.daypart) value["daypart"] = name_of(*slots.daypart);
    if (slots.time_from) value["time_from"] = clock_of(*slots.time_from);
    if (slots.time_to) value["time_to"] = clock_of(*slots.time_to);
    if (slots.price_max) value["price_max"] = euros(*slots.price_max);
    if (slots.free_seats) value["free_seats"] = true;
    if (slots.accessible) value["accessible"] = true;
    if (slots.mode) value["mode"] = name_of(*slots.mode);
    if (slots.date_from) value["date_from"] = to_iso(*slots.date_from);
    if (slots.date_to) value["date_to"] = to_iso(*slots.date_to);
    return value;
}

}  // namespace kiosk::answers
