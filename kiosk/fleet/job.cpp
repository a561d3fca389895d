#include "kiosk/fleet/job.h"

#include "kiosk/base/json_object.h"
#include "kiosk/fleet/terminal_name.h"
#include "kiosk/fleet/word.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kiosk::fleet {
namespace {

constexpr std::size_t largest_job = 8U << 10U;  // bytes
const std::string type = "kiosk-job+json";

constexpr std::array<std::pair<Verb, std::string_view>, 6> verbs{{
    {Verb::out_of_service, "out_of_service"},
    {Verb::in_service, "in_service"},
    {Verb::restart, "restart"},
    {Verb::test_print, "test_print"},
    {Verb::test_reader, "test_reader"},
    {Verb::report, "report"},
}};
constexpr std::array<std::pair<When, std::string_view>, 2> whens{{
    {When::idle, "idle"},
    {When::now, "now"},
}};

template <class Names, class Word>
std::string_view name_in(const Names& names, Word word) {
    for (const auto& [each, name] : names)
        if (each == word) return name;
    return {};
}

template <class Word, std::size_t count>
std::optional<Word> named_in(const std::array<std::pair<Word, std::string_view>, count>& names,
                             std::string_view wanted) {
    for (const auto& [word, name] : names)
        if (name == wanted) return word;
    return std::nullopt;
}

template <class Value, class Parse>
void require(JsonObject& object, const char* name, Value& into, Parse parse) {
    std::string text;
    object.require(name, text);
    if (const auto value = parse(text))
        into = *value;
    else
        object.complain(name, "is none of its words");
}

}  // namespace

std::string_view name_of(Verb verb) {
    return name_in(verbs, verb);
}
std::optional<Verb> verb_named(std::string_view name) {
    return named_in(verbs, name);
}
std::string_view name_of(When when) {
    return name_in(whens, when);
}
std::optional<When> when_named(std::string_view name) {
    return named_in(whens, name);
}

// Strict UTF-8 is the JSON reader's business; here a character is a byte that does not go on.
bool is_reason(std::string_view text) {
    const auto is_control = [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; };
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; };
    return std::none_of(text.begin(), text.end(), is_control) &&
           std::count_if(text.begin(), text.end(), begins) <=
               static_cast<std::ptrdiff_t>(longest_reason) &&
           text.size() <= longest_reason * 4;
}

Result<void> check(const Job& job) {
    const auto wrong = [](const char* code) { return fail(ErrorKind::invalid_input, code); };
    if (!is_terminal_name(job.terminal)) return wrong("terminal_malformed");
    if (!is_terminal_name(job.city)) return wrong("city_malformed");
    if (job.number < 1 || job.number > highest_number) return wrong("number_malformed");
    if (!is_reason(job.reason)) return wrong("reason_malformed");
    const bool needs_reason = job.verb == Verb::out_of_service || job.when == When::now;
    if (needs_reason && job.reason.empty()) return wrong("reason_missing");
    if (job.expires <= job.issued) return wrong("expires_malformed");
    if (job.until && (job.verb != Verb::out_of_service || *job.until <= job.issued))
        return wrong("until_malformed");
    return {};
}

nlohmann::json to_json(const Job& job) {
    nlohmann::json json{{"city", job.city},
                        {"terminal", job.terminal},
                        {"number", job.number},
                        {"verb", name_of(job.verb)},
                        {"when", name_of(job.when)},
                        {"issued", to_iso(job.issued)},
                        {"expires", to_iso(job.expires)}};
    if (!job.reason.empty()) json["reason"] = job.reason;
    if (job.until) json["until"] = to_iso(*job.until);
    return json;
}

Result<Job> parse_job(const nlohmann::json& json) {
    JsonObject object(json, "job");
    Job job;
    object.require("city", job.city);
    object.require("terminal", job.terminal);
    object.require("number", job.number);
    require(object, "verb", job.verb, verb_named);
    require(object, "when", job.when, when_named);
    object.require("issued", job.issued);
    object.require("expires", job.expires);
    object.read("reason", job.reason);
    object.read("until", job.until);
    if (const auto read = object.finish(); !read)
        return fail(ErrorKind::invalid_input, read.error().detail);
    TRY_VOID(check(job));
    return job;
}

Result<std::string> sign(const Job& job, const jose::SigningKey& key) {
    TRY_VOID(check(job));
    return jose::sign_eddsa(key, type, to_json(job));
}

Result<Job> open_signed(std::string_view compact, const jose::VerifyingKey& key) {
    if (compact.size() > largest_job) return fail(ErrorKind::invalid_input, "job: too large");
    return parse_job(TRY(jose::verify_eddsa(compact, key, type)));
}

std::optional<UnknownJob> open_unknown(std::string_view compact, const jose::VerifyingKey& key,
                                       std::string_view city, std::string_view terminal) {
    if (compact.size() > largest_job) return std::nullopt;
    const auto payload = jose::verify_eddsa(compact, key, type);
    if (!payload) return std::nullopt;
    const auto text = [&](const char* name) {
        const auto member = payload->find(name);
        return member != payload->end() && member->is_string() ? member->get<std::string>() : "";
    };
    const auto number = payload->find("number");
    if (text("city") != city || text("terminal") != terminal || number == payload->end() ||
        !number->is_number_integer())
        return std::nullopt;
    UnknownJob job{.number = number->get<std::int64_t>(), .verb = text("verb")};
    if (job.number < 1 || job.number > highest_number || !is_word(job.verb)) return std::nullopt;
    return job;
}

}  // namespace kiosk::fleet
