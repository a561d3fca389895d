#include "kiosk/jose/json.h"

#include <set>
#include <vector>

namespace kiosk::jose {
namespace {

using Json = nlohmann::json;

// Watches the parser: one set of names for each object that is open.
struct Watch {
    std::vector<std::set<std::string>> names;
    const char* problem = nullptr;

    bool operator()(int depth, Json::parse_event_t event, const Json& value) {
        if (depth > deepest_json) problem = "JSON: too deep";
        if (event == Json::parse_event_t::object_start) names.emplace_back();
        if (event == Json::parse_event_t::object_end) names.pop_back();
        if (event == Json::parse_event_t::key &&
            !names.back().insert(value.get<std::string>()).second)
            problem = "JSON: a member is named twice";
        return true;
    }
};

}  // namespace

Result<Json> parse_json(std::string_view text, std::size_t largest) {
    if (text.size() > largest) return fail(ErrorKind::invalid_input, "JSON: too large");
    Watch watch;
    auto value = Json::parse(
        text,
        [&watch](int depth, Json::parse_event_t event, Json& parsed) {
            return watch(depth, event, parsed);
        },
        false);
    if (value.is_discarded()) return fail(ErrorKind::invalid_input, "JSON: malformed");
    if (watch.problem != nullptr) return fail(ErrorKind::invalid_input, watch.problem);
    return value;
}

Result<Json> parse_object(std::string_view text, std::size_t largest) {
    auto value = TRY(parse_json(text, largest));
    if (!value.is_object()) return fail(ErrorKind::invalid_input, "JSON: not an object");
    return value;
}

Result<std::string> string_member(const Json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string())
        return fail(ErrorKind::invalid_input, std::string("JSON: no text \"") + name + '"');
    return found->get<std::string>();
}

}  // namespace kiosk::jose
