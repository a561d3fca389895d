#include "kiosk/answers/loose_json.h"

#include "kiosk/answers/import_knowledge.h"
#include "kiosk/answers/plain_text.h"

#include <algorithm>

namespace kiosk::answers {
namespace {

using nlohmann::json;

constexpr std::size_t most_values = 5'000'000;
constexpr int deepest = 32;

tl::unexpected<Error> refuse(const std::string& file, std::string_view reason) {
    return fail(ErrorKind::invalid_input, file + ": " + std::string(reason));
}

// Looks before the parser does, so that a file made to exhaust memory never gets that far.
std::string_view too_much_of(std::string_view bytes) {
    std::size_t values = 1;
    int depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (in_string && c == '\\')
            ++i;
        else if (c == '"')
            in_string = !in_string;
        if (in_string) continue;
        depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
        if (c == ',' || c == '[' || c == '{') ++values;
        if (depth > deepest) return "is nested too deeply";
        if (values > most_values) return "holds too many values";
    }
    return {};
}

// The member that holds the entries: the list with the most objects.
const std::pair<std::string, const json*> list_in(const json& object) {
    std::pair<std::string, const json*> longest{"", nullptr};
    for (const auto& [name, value] : object.items()) {
        const bool holds_objects = value.is_array() && !value.empty() && value[0].is_object();
        if (holds_objects && (longest.second == nullptr || value.size() > longest.second->size()))
            longest = {name, &value};
    }
    return longest;
}

}  // namespace

Result<json> parse_loose_json(std::string_view bytes, const std::string& file) {
    if (bytes.size() > largest_export) return refuse(file, "is larger than 100 MB");
    if (const std::string_view reason = too_much_of(bytes); !reason.empty())
        return refuse(file, reason);
    json value = json::parse(as_utf8(bytes), nullptr, false);
    if (value.is_discarded()) return refuse(file, "is not well-formed JSON");
    return value;
}

std::string text_of(const json& value) {
    if (value.is_string()) return value.get<std::string>();
    return value.is_number() ? value.dump() : "";
}

const json& member_of(const json& object, std::initializer_list<std::string_view> names) {
    static const json none;
    if (!object.is_object()) return none;
    for (const std::string_view name : names) {
        const auto found = object.find(name);
        if (found != object.end() && !found->is_null()) return *found;
    }
    return none;
}

std::vector<const json*> elements_of(const json& value) {
    std::vector<const json*> elements;
    if (value.is_array())
        for (const json& element : value) elements.push_back(&element);
    else if (!value.is_null())
        elements.push_back(&value);
    return elements;
}

std::vector<std::pair<std::string, const json*>> entries_of(const json& exported) {
    std::vector<std::pair<std::string, const json*>> entries;
    const auto add = [&](std::string pointer, const json& value) {
        entries.emplace_back(std::move(pointer), &value);
    };
    const auto add_list = [&](const std::string& pointer, const json& list) {
        for (std::size_t i = 0; i < list.size(); ++i)
            add(pointer + "/" + std::to_string(i), list[i]);
    };
    if (exported.is_array()) {
        add_list("", exported);
    } else if (exported.is_object() && !text_of(member_of(exported, {"id"})).empty()) {
        add("", exported);
    } else if (const auto [name, list] = list_in(exported); list != nullptr) {
        add_list("/" + name, *list);
    } else if (exported.is_object()) {
        const json& named = member_of(exported, {"data", "services"});
        const json& by_id = named.is_object() ? named : exported;
        for (const auto& [id, value] : by_id.items())
            if (value.is_object()) add("/" + id, value);
    }
    return entries;
}

}  // namespace kiosk::answers
