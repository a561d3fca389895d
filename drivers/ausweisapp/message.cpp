#include "drivers/ausweisapp/message.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace drivers::ausweisapp {
namespace {

using kiosk::ErrorKind;
using kiosk::fail;
using kiosk::Result;
using nlohmann::json;

constexpr std::size_t most_in_a_list = 64;
constexpr std::size_t longest_name = 256;
constexpr int deepest = 8;

auto wrong(const char* what) {
    return fail(ErrorKind::invalid_input, std::string("ausweisapp: ") + what);
}

// Absent and null are the same; another type is an error.
Result<bool> flag(const json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) return false;
    if (!found->is_boolean()) return wrong(name);
    return found->get<bool>();
}

Result<std::string> word(const json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string()) return wrong(name);
    const auto& text = found->get_ref<const std::string&>();
    if (text.size() > longest_name) return wrong(name);
    return text;
}

Result<std::optional<int>> number(const json& object, const char* name, int lowest, int highest) {
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) return std::nullopt;
    if (!found->is_number_integer()) return wrong(name);
    const auto value = found->get<std::int64_t>();
    if (value < lowest || value > highest) return wrong(name);
    return static_cast<int>(value);
}

// From level 3 on, a card that is no eID card is an empty object.
Result<void> take_card(const json& card, Reader& reader) {
    if (!card.is_object()) return wrong("card");
    reader.card = card.empty() ? Reader::Card::unknown : Reader::Card::eid;
    reader.deactivated = TRY(flag(card, "deactivated"));
    reader.inoperative = TRY(flag(card, "inoperative"));
    const auto tries = TRY(number(card, "retryCounter", -1, 3));
    if (tries && *tries >= 0) reader.tries = tries;
    return {};
}

Result<Reader> reader_of(const json& object) {
    if (!object.is_object()) return wrong("reader");
    Reader reader;
    reader.name = TRY(word(object, "name"));
    reader.attached = TRY(flag(object, "attached"));
    reader.keypad = TRY(flag(object, "keypad"));
    const auto card = object.find("card");
    if (card != object.end() && !card->is_null()) TRY_VOID(take_card(*card, reader));
    return reader;
}

Result<void> take_readers(const json& list, Message& message) {
    if (!list.is_array() || list.size() > most_in_a_list) return wrong("readers");
    for (const json& each : list) message.readers.push_back(TRY(reader_of(each)));
    return {};
}

Result<void> take_levels(const json& object, Message& message) {
    const auto available = object.find("available");
    if (available != object.end()) {
        if (!available->is_array() || available->size() > most_in_a_list) return wrong("available");
        for (const json& each : *available) {
            if (!each.is_number_integer()) return wrong("available");
            const auto level = each.get<std::int64_t>();
            if (level >= 1 && level <= 3) message.levels.push_back(static_cast<int>(level));
        }
    }
    message.level = TRY(number(object, "current", 1, 1000));
    return {};
}

Result<std::vector<std::string>> words(const json& object, const char* name) {
    std::vector<std::string> all;
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) return all;
    if (!found->is_array() || found->size() > most_in_a_list) return wrong(name);
    for (const json& each : *found) {
        if (!each.is_string() || each.get_ref<const std::string&>().size() > longest_name)
            return wrong(name);
        all.push_back(each.get<std::string>());
    }
    return all;
}

Result<void> take_rights(const json& object, Message& message) {
    const auto chat = object.find("chat");
    if (chat == object.end() || !chat->is_object()) return wrong("chat");
    AccessRights& rights = message.rights.emplace();
    rights.effective = TRY(words(*chat, "effective"));
    rights.optional = TRY(words(*chat, "optional"));
    rights.required = TRY(words(*chat, "required"));
    return {};
}

// Addresses of the eCard-API (BSI TR-03112-1): what follows the last '#' says it.
std::string last_word(const std::string& address) {
    return address.substr(address.rfind('#') + 1);
}

Result<void> take_result(const json& result, Message& message) {
    if (!result.is_object()) return wrong("result");
    const bool ok = last_word(TRY(word(result, "major"))) == "ok";
    const auto minor = ok ? std::string() : last_word(TRY(word(result, "minor")));
    message.result = AuthResult{.ok = ok, .minor = minor};
    if (result.contains("reason")) message.problem = TRY(word(result, "reason"));
    return {};
}

Result<void> take_members(const json& object, Message& message) {
    if (message.name == "READER") message.reader = TRY(reader_of(object));
    if (message.name == "READER_LIST")
        TRY_VOID(take_readers(object.value("readers", json()), message));
    if (message.name == "API_LEVEL") TRY_VOID(take_levels(object, message));
    if (message.name.starts_with("ENTER_")) {
        const auto reader = object.find("reader");
        if (reader == object.end()) return wrong("reader");
        message.reader = TRY(reader_of(*reader));
    }
    if (message.name == "ACCESS_RIGHTS") TRY_VOID(take_rights(object, message));
    if (message.name == "AUTH" && object.contains("result"))
        TRY_VOID(take_result(object.at("result"), message));
    if (message.name == "CHANGE_PIN" && object.contains("success"))
        message.success = TRY(flag(object, "success"));
    for (const char* name : {"error", "reason"})
        if (object.contains(name)) message.problem = TRY(word(object, name));
    return {};
}

}  // namespace

Result<Message> parse_message(std::string_view text) {
    if (text.size() > longest_message) return wrong("too long");
    bool too_deep = false;
    const auto shallow = [&](int depth, json::parse_event_t, json&) {
        too_deep = too_deep || depth > deepest;
        return depth <= deepest;
    };
    const json object = json::parse(text.begin(), text.end(), shallow, false);
    if (too_deep || !object.is_object()) return wrong("no JSON object");
    Message message;
    message.name = TRY(word(object, "msg"));
    TRY_VOID(take_members(object, message));
    return message;
}

kiosk::SecretText command(std::string_view name) {
    return kiosk::SecretText("{\"cmd\":\"" + std::string(name) + "\"}");
}

// Written in place: no copy of the digits outside locked memory.
kiosk::SecretText command(std::string_view name, const kiosk::SecretText& digits) {
    std::basic_string<char, std::char_traits<char>, kiosk::LockedAllocator<char>> text;
    text.reserve(128);
    text.append("{\"cmd\":\"").append(name).append("\",\"value\":\"");
    for (const char each : digits.reveal())
        if (each >= '0' && each <= '9') text.push_back(each);
    text.append("\"}");
    kiosk::SecretText done{std::string_view(text)};
    kiosk::wipe(text.data(), text.size());
    return done;
}

kiosk::SecretText set_api_level(int level) {
    return kiosk::SecretText(json{{"cmd", "SET_API_LEVEL"}, {"level", level}}.dump());
}

kiosk::SecretText set_access_rights(const std::vector<std::string>& optional) {
    return kiosk::SecretText(json{{"cmd", "SET_ACCESS_RIGHTS"}, {"chat", optional}}.dump());
}

kiosk::SecretText run_auth(const std::string& tc_token_url) {
    return kiosk::SecretText(json{{"cmd", "RUN_AUTH"}, {"tcTokenURL", tc_token_url}}.dump());
}

std::optional<int> common_level(const Message& levels) {
    const auto highest = std::max_element(levels.levels.begin(), levels.levels.end());
    if (highest == levels.levels.end()) return std::nullopt;
    return *highest;
}

}  // namespace drivers::ausweisapp
