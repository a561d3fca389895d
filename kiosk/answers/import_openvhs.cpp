#include "kiosk/answers/course_level.h"
#include "kiosk/answers/import_courses.h"
#include "kiosk/answers/loose_json.h"
#include "kiosk/answers/loose_values.h"
#include "kiosk/answers/plain_text.h"
#include "kiosk/answers/words.h"

#include <algorithm>
#include <set>

namespace kiosk::answers {
namespace {

using nlohmann::json;

constexpr int deepest_wrapping = 4;  // objects around the list of courses
constexpr std::size_t longest_line = 500;
constexpr std::size_t longest_number = 60;
constexpr std::size_t longest_description = 1000;
constexpr std::size_t longest_keyword = 200;
constexpr std::size_t most_words = 50;      // keywords or audiences of a course
constexpr std::size_t most_dates = 2000;    // of a course
constexpr std::size_t most_sessions = 100;  // different weekdays and times
constexpr std::size_t most_findings = 1000;

using Entries = std::vector<std::pair<std::string, const json*>>;

bool is_course(const json& value) {
    return !member_of(value, {"nummer", "kursnummer", "guid"}).is_null() &&
           !member_of(value, {"name", "titel"}).is_null();
}

// The courses with their pointers, whatever objects are around them.
Entries courses_in(const json& value, const std::string& pointer, int depth = 0) {
    Entries entries;
    if (is_course(value)) return {{pointer, &value}};
    if (value.is_array()) {
        const bool any = std::ranges::any_of(value, is_course);
        for (std::size_t i = 0; any && i < value.size(); ++i)
            entries.emplace_back(pointer + "/" + std::to_string(i), &value[i]);
        return entries;
    }
    if (!value.is_object() || depth == deepest_wrapping) return entries;
    for (const auto& [name, member] : value.items()) {
        entries = courses_in(member, pointer + "/" + name, depth + 1);
        if (!entries.empty()) break;
    }
    return entries;
}

// {"#text": "5.02", "@version": "2.0"}, as XML becomes JSON, or the text alone.
std::string line_of(const json& value) {
    const json& text = value.is_object() ? member_of(value, {"#text", "text", "name"}) : value;
    std::string line = text.is_boolean() ? text.dump() : plain_text(text_of(text));
    cut(line, longest_line);
    return line;
}

std::string line_in(const json& object, std::initializer_list<std::string_view> names) {
    return line_of(member_of(object, names));
}

std::vector<std::string> words_in(const json& value) {
    std::vector<std::string> words;
    for (const json* element : elements_of(value))
        for (std::string& word : listed_words(line_of(*element)))
            if (word.size() <= longest_keyword && words.size() < most_words)
                words.push_back(std::move(word));
    return words;
}

std::string joined(std::initializer_list<std::string> parts) {
    std::string line;
    for (const std::string& part : parts)
        if (!part.empty()) line += (line.empty() ? "" : " ") + part;
    return line;
}

class CourseReader {
  public:
    CourseReader(const json& entry, const std::string& pointer, ImportedCourses& into,
                 const std::string& file)
        : entry_(entry), pointer_(pointer), into_(into), file_(file) {}

    // Absent when it is no course that can be told of.
    std::optional<Course> read() {
        course_.number = line_in(entry_, {"nummer", "kursnummer", "guid"});
        course_.title = line_in(entry_, {"name", "titel"});
        if (course_.number.empty() || course_.number.size() > longest_number)
            return left_out("has no course number and is left out");
        if (course_.title.empty()) return left_out("has no name and is left out");
        course_.subtitle = line_in(entry_, {"untertitel"});
        course_.category = line_in(entry_, {"dvv_kategorie"});
        course_.teacher = teacher();
        course_.audience = words_in(member_of(entry_, {"zielgruppe"}));
        course_.keywords = words_in(member_of(entry_, {"schlagwort"}));
        course_.description = description();
        read_level();
        read_dates();
        read_sessions();
        read_place();
        read_mode();
        read_price();
        read_seats();
        course_.link = web_address();
        return std::move(course_);
    }

  private:
    std::optional<Course> left_out(std::string problem) {
        note("", std::move(problem));
        return std::nullopt;
    }

    void note(std::string_view member, std::string problem) {
        if (into_.findings.size() >= most_findings) return;
        if (into_.findings.size() + 1 == most_findings) problem = "and more findings";
        into_.findings.push_back({.file = file_,
                                  .pointer = pointer_ + std::string(member),
                                  .problem = std::move(problem),
                                  .warning = true});
    }

    // What the export says without being understood is a finding and stays unknown.
    template <class Value>
    std::optional<Value> understood(const json& object, std::string_view member,
                                    const std::string& where,
                                    std::optional<Value> (*as_value)(std::string_view)) {
        const std::string text = line_in(object, {member});
        if (text.empty()) return std::nullopt;
        const auto value = as_value(text);
        if (!value) note(where + "/" + std::string(member), "is not understood: " + text);
        return value;
    }

    std::optional<Date> date_in(const json& object, std::string_view member,
                                const std::string& where) {
        return understood<Date>(object, member, where,
                                [](std::string_view text) { return parse_date(day_of(text)); });
    }

    std::string teacher() const {
        const auto all = elements_of(member_of(entry_, {"dozent"}));
        if (all.empty()) return {};
        if (!all[0]->is_object()) return line_of(*all[0]);
        std::string name = joined({line_in(*all[0], {"titel"}), line_in(*all[0], {"vorname"}),
                                   line_in(*all[0], {"name"})});
        cut(name, longest_line);
        return name;
    }

    std::string description() const {
        std::string text;
        for (const json* element : elements_of(member_of(entry_, {"text"}))) {
            const json& words = element->is_object() ? member_of(*element, {"text"}) : *element;
            const std::string part = plain_text(text_of(words));
            if (!part.empty()) text += (text.empty() ? "" : " ") + part;
            if (text.size() > longest_description) break;
        }
        cut(text, longest_description);
        return text;
    }

    void read_level() {
        const LevelRange range =
            level_range_in(course_text(course_.title + " " + course_.subtitle));
        course_.level_from = range.from;
        course_.level_to = range.to;
    }

    void read_dates() {
        course_.start = date_in(entry_, "beginn_datum", "");
        course_.end = date_in(entry_, "ende_datum", "");
        course_.session_count = understood(entry_, "anzahl_termine", "", loose_count);
        if (!course_.start || !course_.end || *course_.start <= *course_.end) return;
        note("/ende_datum", "lies before the beginning and is left out");
        course_.end.reset();
    }

    void read_sessions() {
        const json& list = member_of(member_of(entry_, {"ortetermine"}), {"termin"});
        const auto dates = elements_of(list);
        if (dates.size() > most_dates) note("/ortetermine/termin", "has more than 2000 dates");
        std::set<CourseSession> sessions;
        std::optional<Date> first;
        for (std::size_t i = 0; i < std::min(dates.size(), most_dates); ++i) {
            const std::string where =
                "/ortetermine/termin" + (list.is_array() ? "/" + std::to_string(i) : "");
            const auto day = date_in(*dates[i], "beginn_datum", where);
            if (day && (!first || *day < *first)) first = day;
            if (const auto session = session_on(*dates[i], day, where)) sessions.insert(*session);
        }
        if (!course_.start && (!course_.end || !first || *first <= *course_.end))
            course_.start = first;
        if (sessions.size() > most_sessions) note("/ortetermine/termin", "has too many times");
        for (const CourseSession& session : sessions)
            if (course_.sessions.size() < most_sessions) course_.sessions.push_back(session);
    }

    std::optional<CourseSession> session_on(const json& date, std::optional<Date> day,
                                            const std::string& where) {
        const std::string named = line_in(date, {"wochentag"});
        auto weekday = loose_weekday(named);
        if (!weekday && day) weekday = weekday_of(*day);
        const auto from = understood(date, "beginn_uhrzeit", where, loose_clock);
        auto to = understood(date, "ende_uhrzeit", where, loose_clock);
        if (to == 0) to = 1440;
        if (!weekday || !from || !to) return std::nullopt;
        if (*from < *to) return CourseSession{*weekday, *from, *to};
        note(where, "ends before it begins and is left out");
        return std::nullopt;
    }

    // The places of the dates, or the one place of older exports.
    void read_place() {
        const json& older = member_of(entry_, {"veranstaltungsort"});
        const json& dated = member_of(member_of(entry_, {"ortetermine"}), {"adresse"});
        CoursePlace& place = course_.place;
        place.district = line_in(entry_, {"bezirk"});
        if (dated.is_null()) {
            place.name = line_in(older, {"name"});
            read_address(member_of(older, {"adresse"}));
            place.accessible = understood(older, "barrierefrei", "/veranstaltungsort", loose_bool);
            return;
        }
        const auto addresses = elements_of(dated);
        if (addresses.empty()) return;
        place.name = line_in(*addresses[0], {"lehrstaette"});
        read_address(*addresses[0]);
        // Open to all only where every place is.
        for (std::size_t i = 0; i < std::min(addresses.size(), most_dates); ++i) {
            if (i > 0 && *addresses[i] == *addresses[0]) continue;  // one for each date
            const auto accessible =
                understood(*addresses[i], "behindertenzugang", "/ortetermine/adresse", loose_bool);
            if (i == 0) place.accessible = accessible;
            if (place.accessible == false) continue;
            if (accessible != true) place.accessible = accessible;
        }
    }

    void read_address(const json& address) {
        course_.place.street = line_in(address, {"strasse"});
        course_.place.postal_code = line_in(address, {"plz"});
        if (course_.place.district.empty())
            course_.place.district = line_in(address, {"ortsteil", "ort"});
    }

    void read_mode() {
        const std::string held = folded(joined({course_.title, course_.subtitle, course_.place.name,
                                                line_in(entry_, {"veranstaltungsart"})}));
        const auto says = [&](std::string_view word) {
            return held.find(word) != std::string::npos;
        };
        if (says("hybrid"))
            course_.mode = CourseMode::hybrid;
        else if (says("online") || says("webinar"))
            course_.mode = CourseMode::online;
    }

    void read_price() {
        const json& prices = member_of(entry_, {"preis"});
        for (const json* price : elements_of(prices)) {
            const json& sum = price->is_object() ? member_of(*price, {"betrag"}) : *price;
            const std::string text = line_of(sum);
            if (!course_.price) course_.price = loose_price(text);
            if (!text.empty() && !course_.price)
                note("/preis/betrag", "is not understood: " + text);
            read_reduced_price(line_in(*price, {"zusatz"}));
        }
    }

    // "erm. Preis: 47,00 EUR"
    void read_reduced_price(const std::string& addition) {
        const std::string text = folded(addition);
        const std::size_t at = text.find("erm");
        if (at == std::string::npos || course_.reduced_price) return;
        course_.reduced_price = loose_price(std::string_view(text).substr(at));
    }

    void read_seats() {
        course_.seats = understood(entry_, "maximale_teilnehmerzahl", "", loose_count);
        course_.seats_taken = understood(entry_, "aktuelle_teilnehmerzahl", "", loose_count);
        course_.waiting_list = understood(entry_, "warteliste", "", loose_bool);
    }

    std::string web_address() {
        const json& where = member_of(entry_, {"webadresse"});
        std::string link;
        for (const json* each : elements_of(where))
            if (link.empty())
                link = each->is_object() ? line_in(*each, {"uri", "url"}) : line_of(*each);
        if (link.empty() || is_web_address(link)) return link;
        note("/webadresse", "is no web address and is left out");
        return {};
    }

    const json& entry_;
    const std::string& pointer_;
    ImportedCourses& into_;
    const std::string& file_;
    Course course_;
};

}  // namespace

Result<ImportedCourses> import_openvhs(std::string_view bytes, const Origin& origin,
                                       Instant as_of) {
    const json exported = TRY(parse_loose_json(bytes, origin.file));
    const Entries entries = courses_in(exported, "");
    if (entries.empty())
        return fail(ErrorKind::invalid_input, origin.file + ": holds no list of courses");
    ImportedCourses imported;
    std::set<std::string> numbers;
    for (const auto& [pointer, entry] : entries) {
        if (imported.courses.size() == most_courses) {
            imported.findings.push_back({.file = origin.file,
                                         .pointer = pointer,
                                         .problem = "and more than 20000 courses, left out",
                                         .warning = true});
            break;
        }
        auto course = CourseReader(*entry, pointer, imported, origin.file).read();
        if (!course) continue;
        if (!numbers.insert(course->number).second) {
            imported.findings.push_back({.file = origin.file,
                                         .pointer = pointer,
                                         .problem = "its number stands twice; the later course "
                                                    "is left out",
                                         .warning = true});
            continue;
        }
        course->as_of = as_of;
        imported.courses.push_back(std::move(*course));
    }
    return imported;
}

}  // namespace kiosk::answers
