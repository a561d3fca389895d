// Course files: {"courses": […]} or a plain list, in our own format.
#include "kiosk/answers/course.h"
#include "kiosk/answers/course_words.h"
#include "kiosk/base/json_object.h"

#include <set>

namespace kiosk::answers {
namespace {

using nlohmann::json;

constexpr std::size_t longest_line = 500;    // bytes
constexpr std::size_t longest_text = 20000;  // of a description
constexpr std::size_t most_entries = 100;    // of a list inside a course
constexpr Cents highest_price = 10'000'000;
constexpr int highest_count = 100000;

std::optional<int> minutes_of(const std::string& clock) {
    const auto digit = [&](std::size_t i) { return clock[i] >= '0' && clock[i] <= '9'; };
    if (clock.size() != 5 || clock[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4))
        return std::nullopt;
    const int hours = (clock[0] - '0') * 10 + (clock[1] - '0');
    const int minutes = (clock[3] - '0') * 10 + (clock[4] - '0');
    if (minutes > 59 || hours * 60 + minutes > 1440) return std::nullopt;
    return hours * 60 + minutes;
}

void read_line(JsonObject& object, std::string_view name, std::string& into,
               std::size_t longest = longest_line) {
    object.read(name, into);
    if (into.size() > longest) object.complain(name, "is too long");
}

void read_list(JsonObject& object, std::string_view name, std::vector<std::string>& into) {
    object.read(name, into);
    if (into.size() > most_entries) object.complain(name, "has more than 100 entries");
}

template <class Number>
void read_number(JsonObject& object, std::string_view name, std::optional<Number>& into,
                 Number highest) {
    object.read(name, into);
    if (into && (*into < 0 || *into > highest)) object.complain(name, "is out of range");
}

void read_level(JsonObject& object, std::string_view name, std::string& into) {
    object.read(name, into);
    if (!into.empty() && !level_span(into)) object.complain(name, "must be A1 to C2, or A1.1");
}

void read_clock(JsonObject& object, std::string_view name, int& into) {
    std::string clock;
    object.require(name, clock);
    const auto minutes = minutes_of(clock);
    if (!minutes) return object.complain(name, "must be a time, as 18:30");
    into = *minutes;
}

void read_session(JsonObject& object, CourseSession& into) {
    std::string day;
    object.require("weekday", day);
    const auto weekday = weekday_named(day);
    if (!weekday) return object.complain("weekday", "must be one of mo di mi do fr sa so");
    into.weekday = *weekday;
    read_clock(object, "from", into.from);
    read_clock(object, "to", into.to);
    if (into.to <= into.from) object.complain("to", "must lie after from");
}

void read_sessions(JsonObject& owner, std::vector<CourseSession>& into) {
    const json* list = owner.member("sessions");
    if (list == nullptr) return;
    if (!list->is_array() || list->size() > most_entries)
        return owner.complain("sessions", "must be a list of at most 100");
    for (std::size_t i = 0; i < list->size(); ++i) {
        JsonObject object((*list)[i], owner.file(),
                          owner.pointer_to("sessions") + "/" + std::to_string(i));
        read_session(object, into.emplace_back());
        if (auto done = object.finish(); !done) return owner.adopt(done.error());
    }
}

void read_place(JsonObject& owner, CoursePlace& into) {
    const json* value = owner.member("place");
    if (value == nullptr) return;
    JsonObject object(*value, owner.file(), owner.pointer_to("place"));
    read_line(object, "name", into.name);
    read_line(object, "street", into.street);
    read_line(object, "postal_code", into.postal_code);
    read_line(object, "district", into.district);
    object.read("accessible", into.accessible);
    if (auto done = object.finish(); !done) owner.adopt(done.error());
}

void read_mode(JsonObject& object, CourseMode& into) {
    std::string name;
    object.read("mode", name);
    if (name.empty()) return;
    const auto mode = course_mode_named(name);
    if (!mode) return object.complain("mode", "must be praesenz, online or hybrid");
    into = *mode;
}

void read_as_of(JsonObject& object, Instant& into) {
    std::string iso;
    object.require("as_of", iso);
    const auto instant = parse_instant(iso);
    if (!instant) return object.complain("as_of", "must be an instant, as 2026-11-24T05:21:53Z");
    into = *instant;
}

Result<Course> read_course(const json& value, const std::string& file, std::string pointer) {
    JsonObject object(value, file, std::move(pointer));
    Course course;
    object.require("number", course.number);
    object.require("title", course.title);
    if (course.number.empty() || course.number.size() > 60)
        object.complain("number", "must have 1 to 60 characters");
    if (course.title.empty() || course.title.size() > longest_line)
        object.complain("title", "must have 1 to 500 bytes");
    for (const auto& [name, into] : {std::pair{"subtitle", &course.subtitle},
                                     {"subject", &course.subject},
                                     {"category", &course.category},
                                     {"link", &course.link},
                                     {"teacher", &course.teacher}})
        read_line(object, name, *into);
    read_level(object, "level_from", course.level_from);
    read_level(object, "level_to", course.level_to);
    object.read("start", course.start);
    object.read("end", course.end);
    read_sessions(object, course.sessions);
    read_number(object, "session_count", course.session_count, highest_count);
    read_place(object, course.place);
    read_mode(object, course.mode);
    read_number(object, "price", course.price, highest_price);
    read_number(object, "reduced_price", course.reduced_price, highest_price);
    read_number(object, "seats", course.seats, highest_count);
    read_number(object, "seats_taken", course.seats_taken, highest_count);
    object.read("waiting_list", course.waiting_list);
    read_as_of(object, course.as_of);
    read_list(object, "audience", course.audience);
    read_list(object, "keywords", course.keywords);
    read_line(object, "description", course.description, longest_text);
    if (course.start && course.end && *course.end < *course.start)
        object.complain("end", "lies before start");
    TRY_VOID(object.finish());
    return course;
}

Result<void> read_file(const std::string& file, std::vector<Course>& into,
                       std::set<std::string>& numbers) {
    const json value = TRY(read_json_file(file));
    const bool wrapped = value.is_object() && value.size() == 1 && value.contains("courses");
    const json& list = wrapped ? value["courses"] : value;
    const std::string base = wrapped ? "/courses/" : "/";
    if (!list.is_array())
        return fail(ErrorKind::invalid_configuration, file + ": /: must be a list of courses");
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string pointer = base + std::to_string(i);
        Course course = TRY(read_course(list[i], file, pointer));
        if (!numbers.insert(course.number).second)
            return fail(ErrorKind::invalid_configuration,
                        file + ": " + pointer + "/number: is another course's too");
        if (into.size() == most_courses)
            return fail(ErrorKind::invalid_configuration,
                        file + ": " + pointer + ": there are more than 20000 courses");
        into.push_back(std::move(course));
    }
    return {};
}

json place_json(const CoursePlace& place) {
    json value = json::object();
    for (const auto& [name, text] : {std::pair{"name", &place.name},
                                     {"street", &place.street},
                                     {"postal_code", &place.postal_code},
                                     {"district", &place.district}})
        if (!text->empty()) value[name] = *text;
    if (place.accessible) value["accessible"] = *place.accessible;
    return value;
}

}  // namespace

Result<std::vector<Course>> load_courses(const std::string& directory) {
    std::vector<Course> courses;
    std::set<std::string> numbers;
    for (const std::string& file : json_files_in(directory))
        if (!is_course_words_file(file)) TRY_VOID(read_file(file, courses, numbers));
    return courses;
}

json to_json(const Course& course) {
    json value = {{"number", course.number}, {"title", course.title}};
    for (const auto& [name, text] : {std::pair{"subtitle", &course.subtitle},
                                     {"subject", &course.subject},
                                     {"category", &course.category},
                                     {"level_from", &course.level_from},
                                     {"level_to", &course.level_to},
                                     {"link", &course.link},
                                     {"teacher", &course.teacher},
                                     {"description", &course.description}})
        if (!text->empty()) value[name] = *text;
    if (course.start) value["start"] = to_iso(*course.start);
    if (course.end) value["end"] = to_iso(*course.end);
    for (const CourseSession& session : course.sessions)
        value["sessions"].push_back({{"weekday", name_of(session.weekday)},
                                     {"from", clock_of(session.from)},
                                     {"to", clock_of(session.to)}});
    if (course.session_count) value["session_count"] = *course.session_count;
    if (json place = place_json(course.place); !place.empty()) value["place"] = std::move(place);
    value["mode"] = name_of(course.mode);
    if (course.price) value["price"] = *course.price;
    if (course.reduced_price) value["reduced_price"] = *course.reduced_price;
    if (course.seats) value["seats"] = *course.seats;
    if (course.seats_taken) value["seats_taken"] = *course.seats_taken;
    if (course.waiting_list) value["waiting_list"] = *course.waiting_list;
    value["as_of"] = to_iso(course.as_of);
    if (!course.audience.empty()) value["audience"] = course.audience;
    if (!course.keywords.empty()) value["keywords"] = course.keywords;
    return value;
}

}  // namespace kiosk::answers
